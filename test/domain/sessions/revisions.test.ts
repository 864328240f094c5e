import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GivenSession, takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { session } from "./session.fixture.ts";

const given = (change: Partial<Session> = {}, kept: GivenSession["kept"] = []): GivenSession => ({
  session: session(change),
  kept,
});
const [JULY, JANUARY, FEBRUARY] = ["2026-07-01T04:00:00.000Z", "2027-01-05T05:00:00.000Z", "2027-02-01T05:00:00.000Z"];
const place = "TMEC 227";

test("a session that moves keeps its id, counts on, and remembers what it was", () => {
  const moved = { startsAt: "2027-01-27T22:30:00.000Z", endsAt: "2027-01-28T00:00:00.000Z" };
  const [now] = takeIn(takeIn([], [given({ place })], JULY), [given({ ...moved, place })], JANUARY);
  expect(now).toEqual({
    ...session({ ...moved, place }),
    sequence: 1,
    revisedAt: JANUARY,
    givenAt: JANUARY,
    history: [{ at: JANUARY, was: { startsAt: session().startsAt, endsAt: session().endsAt } }],
  });
});

test("a place that it gets is news, and was nothing before", () => {
  const [now] = takeIn(takeIn([], [given()], JULY), [given({ place })], JANUARY);
  expect(now?.history).toEqual([{ at: JANUARY, was: { place: null } }]);
});

test.each([[{ recording: "https://school.example/rec" }], [{ capacity: 40 }]])(
  "%j is taken over and is no news to guests",
  (change) => {
    const [now] = takeIn(takeIn([], [given()], JULY), [given(change)], JANUARY);
    expect(now).toMatchObject({ ...change, sequence: 0, revisedAt: JULY, history: [] });
  },
);

test("a file without a column leaves what the column said; an empty cell takes it away", () => {
  const known = takeIn([], [given({ place, title: "RtR I" })], JULY);
  expect(takeIn(known, [given({}, ["place", "title"])], JANUARY)[0]).toEqual({
    ...known[0],
    ...{ givenAt: JANUARY, givenBefore: { place: JULY, title: JULY } },
  });
  expect(takeIn(known, [given({ title: "RtR I" })], JANUARY)[0]).toMatchObject({ sequence: 1 });
  expect(takeIn(known, [given({ title: "RtR I" })], JANUARY)[0]?.place).toBeUndefined();
});

test("a file that says only when a session begins moves it as long as it was", () => {
  const startsAt = "2027-01-27T22:30:00.000Z";
  const [now] = takeIn(takeIn([], [given()], JULY), [given({ startsAt }, ["endsAt"])], JANUARY);
  expect(now?.endsAt).toBe("2027-01-28T00:00:00.000Z");
});

test("a session that a file does not name stays as it is, and one that comes back goes on counting", () => {
  const known = takeIn([], [given(), given({ id: "rtr2" })], JULY);
  const cancelled = takeIn(known, [given({ status: "cancelled" })], JANUARY);
  expect(cancelled.map(({ id, status }) => [id, status])).toEqual([
    ["rtr1", "cancelled"],
    ["rtr2", "planned"],
  ]);
  expect(takeIn(cancelled, [given()], FEBRUARY)[0]).toMatchObject({ status: "planned", sequence: 2 });
});

test("of two files the later one stands, in whatever order they are taken in", () => {
  const [later] = takeIn([], [given({ place })], FEBRUARY);
  expect(later && takeIn([later], [given()], JANUARY)).toEqual([later]);
});

test("of two files taken in the other way round the earlier counts for what it alone says", () => {
  const link = "https://school.example/rtr1";
  const early = given({ place: "TMEC 448", link, endsAt: "2027-01-21T01:00:00.000Z" });
  const late = given({ startsAt: "2027-01-27T22:30:00.000Z", endsAt: "2027-01-27T23:30:00.000Z", place }, [
    "endsAt",
    "link",
  ]);
  const inOrder = (known: KnownSession[]) => takeIn(takeIn(known, [early], JANUARY), [late], FEBRUARY);
  const other = (known: KnownSession[]) => takeIn(takeIn(known, [late], FEBRUARY), [early], JANUARY);
  for (const known of [[], takeIn([], [given()], JULY)]) {
    const [one, two] = [inOrder(known)[0], other(known)[0]];
    expect(two).toMatchObject({ place, link, endsAt: "2027-01-28T01:00:00.000Z", givenAt: FEBRUARY });
    const { sequence: _, history: __, revisedAt: ___, ...rest } = one ?? two ?? known[0] ?? {};
    expect(two).toMatchObject(rest);
    expect(takeIn(two === undefined ? [] : [two], [early], JANUARY)).toEqual([two]);
  }
});

describe("whatever files come", () => {
  const places = fc.constantFrom("TMEC 227", "TMEC 448", undefined);
  const files = fc.array(
    fc.uniqueArray(
      fc
        .record({ id: fc.constantFrom("a", "b", "c"), place: places, status: fc.constantFrom("planned", "cancelled") })
        .map(({ id, place: where, status }) => given({ id, status, ...(where && { place: where }) })),
      { selector: ({ session: { id } }) => id },
    ),
    { maxLength: 6 },
  );
  const at = (nth: number) => new Date(Date.parse(JULY) + nth * 86_400_000).toISOString();

  test("a sequence grows by one with each entry of its history and never falls, and a file again changes nothing", () => {
    fc.assert(
      fc.property(files, (all) => {
        const states = all.map((_, nth) =>
          all.slice(0, nth + 1).reduce((known, file, n) => takeIn(known, file, at(n)), takeIn([], [], JULY)),
        );
        for (const [nth, known] of states.entries()) {
          for (const one of known) {
            const before = states[nth - 1]?.find(({ id }) => id === one.id);
            expect(one.sequence).toBe(one.history.length);
            expect(one.sequence - (before?.sequence ?? one.sequence)).toBeLessThanOrEqual(1);
            expect(one.sequence).toBeGreaterThanOrEqual(before?.sequence ?? 0);
            expect(one.revisedAt).toBe(one.history.at(-1)?.at ?? one.revisedAt);
          }
          const again = takeIn(known, all[nth] ?? [], at(99));
          expect(again.map((one) => ({ ...one, givenAt: "" }))).toEqual(known.map((one) => ({ ...one, givenAt: "" })));
          expect(takeIn(known, all[nth] ?? [], at(nth))).toEqual(known);
        }
      }),
    );
  });
});
