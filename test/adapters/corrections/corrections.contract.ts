import { expect, test } from "vitest";
import type { Corrections } from "#adapters/corrections/corrections.ts";

const [NINE, TEN, ELEVEN] = ["2027-04-01T13:00:00.000Z", "2027-04-01T14:00:00.000Z", "2027-04-01T15:00:00.000Z"];
const asked = { student: "ada", schoolId: "S-ada", subject: "session" as const, says: "I was there.", at: TEN };
const which = { student: "ada", subject: "session" as const, seen: TEN };

/** What every store of corrections does; `open` makes an empty one. */
export const correctionsContract = (open: () => Promise<Corrections>): void => {
  test("one of a student and subject is open at a time, and those of others beside it, the oldest first", async () => {
    const corrections = await open();
    expect(await corrections.open()).toEqual([]);
    const tries = await Promise.all([corrections.ask(asked), corrections.ask({ ...asked, says: "Again." })]);
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await corrections.ask({ ...asked, subject: "item", at: NINE })).toBe(true);
    expect(await corrections.ask({ ...asked, student: "bo", schoolId: "S-bo", at: ELEVEN })).toBe(true);
    expect((await corrections.open()).map(({ student, subject }) => `${student} ${subject}`)).toEqual([
      ...["ada item", "ada session", "bo session"],
    ]);
  });

  test("what a student said is forgotten with them, and nobody else's", async () => {
    const corrections = await open();
    await corrections.forget("ada", NINE);
    await corrections.ask(asked);
    await corrections.ask({ ...asked, student: "bo", schoolId: "S-bo" });
    for (const _ of [1, 2]) await corrections.forget("ada", ELEVEN);
    expect((await corrections.open()).map(({ student }) => student)).toEqual(["bo"]);
  });

  test("it is settled once, by whoever saw it as it stands, and then another may be asked for", async () => {
    const corrections = await open();
    await corrections.ask(asked);
    const settled = { at: ELEVEN, by: "Dana" };
    expect(await corrections.settle({ ...which, seen: NINE }, settled)).toBe(false);
    expect(await corrections.settle({ ...which, student: "bo" }, settled)).toBe(false);
    expect(await corrections.settle(which, settled)).toBe(true);
    expect(await corrections.settle(which, settled)).toBe(false);
    expect(await corrections.open()).toEqual([]);
    expect(await corrections.ask({ ...asked, at: ELEVEN })).toBe(true);
    expect(await corrections.settle(which, settled)).toBe(false);
    expect(await corrections.open()).toMatchObject([{ at: ELEVEN, says: "I was there." }]);
  });
};
