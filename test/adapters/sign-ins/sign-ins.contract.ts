import { expect, test } from "vitest";
import type { SignIns } from "#adapters/sign-ins/sign-ins.ts";
import type { SignIn, SignInAttempt } from "#domain/access/sign-in.ts";

const [NINE, TEN, ELEVEN] = ["2027-04-01T13:00:00.000Z", "2027-04-01T14:00:00.000Z", "2027-04-01T15:00:00.000Z"];
const ATTEMPT: SignInAttempt = { state: "s", nonce: "n", verifier: "v", to: "/calendar", startedAt: NINE };
const signIn = (change: Partial<SignIn> = {}): SignIn => ({
  ...{ user: "F1", startedAt: NINE, seenAt: NINE, formToken: "form" },
  ...change,
});

/** What every store of sign-ins does; `open` makes an empty one. */
export const signInsContract = (open: () => Promise<SignIns>): void => {
  test("an attempt is taken once, also by two at the same time; there is none that nobody made", async () => {
    const signIns = await open();
    await signIns.attempt("a", ATTEMPT);
    const taken = await Promise.all([signIns.takeAttempt("a", TEN), signIns.takeAttempt("a", TEN)]);
    expect(taken.filter((one) => one !== undefined)).toEqual([ATTEMPT]);
    expect(await signIns.takeAttempt("a", ELEVEN)).toBeUndefined();
    expect(await signIns.takeAttempt("b", TEN)).toBeUndefined();
  });

  test("a sign-in is found by its key, and seen at later instants alone", async () => {
    const signIns = await open();
    await signIns.start("a", signIn());
    await signIns.seen("a", ELEVEN);
    await signIns.seen("a", TEN);
    expect(await signIns.get("a")).toEqual(signIn({ seenAt: ELEVEN }));
    expect(await signIns.get("b")).toBeUndefined();
  });

  test("one that has ended is not seen again, and ends once; nobody's is made by it", async () => {
    const signIns = await open();
    await signIns.start("a", signIn());
    for (const at of [TEN, ELEVEN]) await signIns.end("a", at);
    await signIns.seen("a", ELEVEN);
    for (const deed of [signIns.end, signIns.seen]) await deed("b", TEN);
    expect(await signIns.get("a")).toEqual(signIn({ endedAt: TEN }));
    expect(await signIns.get("b")).toBeUndefined();
  });

  test("all of a user's end at once, nobody else's", async () => {
    const signIns = await open();
    for (const key of ["a", "b"]) await signIns.start(key, signIn());
    await signIns.start("c", signIn({ user: "F2" }));
    await signIns.end("a", TEN);
    expect(await signIns.endAllOf("F1", ELEVEN)).toBe(1);
    expect((await signIns.get("a"))?.endedAt).toBe(TEN);
    expect((await signIns.get("b"))?.endedAt).toBe(ELEVEN);
    expect((await signIns.get("c"))?.endedAt).toBeUndefined();
  });
};
