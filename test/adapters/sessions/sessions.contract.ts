import { expect, test } from "vitest";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";

const [JULY, JANUARY] = ["2026-07-01T04:00:00.000Z", "2027-01-05T05:00:00.000Z"];

const one = (change: Partial<KnownSession> = {}): KnownSession => ({
  ...{ id: "rtr1", item: "road-to-residency-1", title: "Road to Residency I", rsvp: "none", status: "planned" },
  ...{ startsAt: "2027-01-20T22:30:00.000Z", endsAt: "2027-01-21T00:00:00.000Z", place: "TMEC 227", capacity: 40 },
  ...{ sequence: 0, revisedAt: JULY, givenAt: JULY, history: [] },
  ...change,
});

const moved = one({
  ...{ sequence: 1, revisedAt: JANUARY, givenAt: JANUARY },
  history: [{ at: JANUARY, was: { place: null, startsAt: one().startsAt } }],
});

/** What every store of sessions does; `open` makes an empty one. */
export const sessionsContract = (open: () => Promise<Sessions>): void => {
  test("are answered as they were saved, in the order of their ids", async () => {
    const sessions = await open();
    expect(await sessions.all()).toEqual([]);
    for (const id of ["b", "a"]) expect(await sessions.save(one({ id }), undefined)).toBe(true);
    expect(await sessions.all()).toEqual([one({ id: "a" }), one({ id: "b" })]);
    expect(await sessions.get("b")).toEqual(one({ id: "b" }));
    expect(await sessions.get("c")).toBeUndefined();
  });

  test("a change takes the place of what was read, once", async () => {
    const sessions = await open();
    await sessions.save(one(), undefined);
    expect(await sessions.save(moved, one())).toBe(true);
    expect(await sessions.save(moved, one())).toBe(false);
    expect(await sessions.all()).toEqual([moved]);
  });

  test("who read before another writer does not write over them, nor over one that is there already", async () => {
    const sessions = await open();
    await sessions.save(one(), undefined);
    expect(await sessions.save(one({ place: "TMEC 448" }), undefined)).toBe(false);
    expect(await sessions.save(moved, one({ givenAt: JANUARY }))).toBe(false);
    expect(await sessions.all()).toEqual([one()]);
  });

  test("of two who read the same, the second of those who fill in what a later file lacks reads again", async () => {
    const sessions = await open();
    const lacks = one({ givenBefore: { place: null, recording: null } });
    await sessions.save(lacks, undefined);
    const filled = one({ givenBefore: { place: JULY, recording: null } });
    expect(await sessions.save(filled, lacks)).toBe(true);
    expect(await sessions.save(one({ givenBefore: { place: null, recording: JULY } }), lacks)).toBe(false);
    expect(await sessions.all()).toEqual([filled]);
  });

  test("what a change takes away is gone", async () => {
    const sessions = await open();
    await sessions.save(one(), undefined);
    const { place: _, capacity: __, ...bare } = moved;
    expect(await sessions.save(bare, one())).toBe(true);
    expect(await sessions.all()).toEqual([bare]);
  });
};
