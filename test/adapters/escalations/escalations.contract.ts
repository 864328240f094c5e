import { expect, test } from "vitest";
import { type Escalations, escalationId } from "#adapters/escalations/escalations.ts";

const AT = "2027-04-23T13:00:00.000Z";
const entries = [{ student: "p1", schoolId: "S1", occurrence: "retake-cim-survey@2027" }];
const mailOf = (id: string) => ({ id, at: AT, to: "advisor@example.edu", state: "claimed" as const, entries });

/** What every store of mails to advisors does; `open` makes an empty one. */
export const escalationsContract = (open: () => Promise<Escalations>): void => {
  test("a mail is claimed once, and again only where SES surely refused it", async () => {
    const store = await open();
    expect(await store.claim(mailOf("2027-04-23-a"))).toBe(true);
    expect(await store.claim(mailOf("2027-04-23-a"))).toBe(false);
    await store.settle("2027-04-23-a", { state: "refused", reason: "TooManyRequestsException" });
    expect(await store.get("2027-04-23-a")).toMatchObject({ state: "refused", reason: "TooManyRequestsException" });
    expect(await store.claim({ ...mailOf("2027-04-23-a"), entries: [] })).toBe(true);
    for (const state of ["unknown", "sent", "rejected"] as const) {
      await store.settle("2027-04-23-a", { state });
      expect(await store.claim(mailOf("2027-04-23-a"))).toBe(false);
      expect(await store.get("2027-04-23-a")).toEqual({
        ...{ ...mailOf("2027-04-23-a"), state, entries: [], answers: {} },
      });
    }
  });

  test("a mail that may have gone out fails once, and stays failed", async () => {
    const store = await open();
    expect(await store.fail("2027-04-23-a", "bounced")).toBe(false);
    expect(await store.get("2027-04-23-a")).toBeUndefined();
    for (const state of ["claimed", "sent", "unknown"] as const) {
      const id = `2027-04-23-${state}`;
      await store.claim(mailOf(id));
      if (state !== "claimed") await store.settle(id, { state });
      expect(await store.fail(id, "bounced")).toBe(true);
      expect(await store.fail(id, "complaint")).toBe(false);
      await store.settle(id, { state: "sent" });
      expect(await store.claim(mailOf(id))).toBe(false);
      expect(await store.get(id)).toEqual({ ...mailOf(id), state: "failed", reason: "bounced", answers: {} });
    }
    for (const state of ["nobody", "refused", "rejected"] as const) {
      await store.claim({ ...mailOf(`2027-04-23-${state}`), state: state === "nobody" ? state : "claimed" });
      if (state !== "nobody") await store.settle(`2027-04-23-${state}`, { state });
      expect(await store.fail(`2027-04-23-${state}`, "bounced")).toBe(false);
      expect(await store.get(`2027-04-23-${state}`)).toMatchObject({ state });
    }
  });

  test("one to nobody is claimed too", async () => {
    const store = await open();
    const nobody = { ...mailOf("2027-04-23-nobody"), to: undefined, state: "nobody" as const };
    expect(await store.claim(nobody)).toBe(true);
    expect(await store.claim(nobody)).toBe(false);
    expect(await store.get(nobody.id)).toMatchObject({ state: "nobody", entries });
  });

  test("mails of a date or later are listed in order", async () => {
    const store = await open();
    for (const id of ["2027-04-24-b", "2027-04-22-a", "2027-04-23-a", "2027-04-23-nobody"])
      await store.claim(mailOf(id));
    const ids = (await store.since("2027-04-23")).map(({ id }) => id);
    expect(ids).toEqual(["2027-04-23-a", "2027-04-23-nobody", "2027-04-24-b"]);
    expect(await store.since("")).toHaveLength(4);
  });

  test("what is said of each student stands until it is taken back or said otherwise", async () => {
    const store = await open();
    expect(await store.answer("2027-04-23-a", "p1", { answer: "talk", at: AT })).toBe(false);
    await store.settle("2027-04-23-a", { state: "sent" });
    await store.takeBack("2027-04-23-a", "p1");
    expect(await store.get("2027-04-23-a")).toBeUndefined();
    await store.claim(mailOf("2027-04-23-a"));
    await Promise.all([
      store.answer("2027-04-23-a", "p1", { answer: "talk", at: AT }),
      store.answer("2027-04-23-a", "p-2_x", { answer: "wrong", at: AT }),
    ]);
    await store.answer("2027-04-23-a", "p1", { answer: "waive", at: AT });
    const answers = async () => (await store.get("2027-04-23-a"))?.answers;
    expect(await answers()).toEqual({ p1: { answer: "waive", at: AT }, "p-2_x": { answer: "wrong", at: AT } });
    await store.takeBack("2027-04-23-a", "p1");
    expect(await answers()).toEqual({ "p-2_x": { answer: "wrong", at: AT } });
  });

  test("a name holds no address, and is the same however the address is spelled", () => {
    const id = escalationId("hms", "2027-04-23", "Advisor@Example.edu");
    expect(id).toBe(escalationId("hms", "2027-04-23", "advisor@example.edu"));
    expect(id).toMatch(/^2027-04-23-[\w-]{22}$/);
    expect(id).not.toBe(escalationId("other", "2027-04-23", "advisor@example.edu"));
    expect(escalationId("hms", "2027-04-23", undefined)).toBe("2027-04-23-nobody");
  });
};
