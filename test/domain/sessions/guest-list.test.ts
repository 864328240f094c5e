import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answered,
  cameTo,
  type GuestAnswer,
  nextTry,
  notCameTo,
  withCapacity,
} from "#domain/sessions/guest-answers.ts";
import {
  countsOf,
  dietaryToForget,
  emptyList,
  type GuestList,
  type Promoted,
  personOf,
  promoted,
  seatsOf,
  standingOf,
} from "#domain/sessions/guest-list.ts";

const AT = "2027-01-05T15:00:00.000Z";
const yes = (guests = 0): GuestAnswer => ({ answer: "yes", guests });
const no: GuestAnswer = { answer: "no" };

type Step = { key: string; given: GuestAnswer } | { capacity: number | null };

const step = fc.oneof(
  fc.record({
    key: fc.constantFrom("a", "b", "c", "d", "e"),
    given: fc.oneof(fc.constant(no), fc.nat(2).map(yes)),
  }),
  fc.record({ capacity: fc.option(fc.integer({ min: 1, max: 6 })) }),
);
const taken = (list: GuestList, one: Step): GuestList =>
  "given" in one ? answered(list, one.key, one.given, AT) : withCapacity(list, one.capacity);

/** Every state of a list that begins with some seats. */
const statesOf = (seats: number, steps: readonly Step[]): GuestList[] => {
  const states = [withCapacity(emptyList("s1"), seats)];
  for (const one of steps) states.push(taken(states.at(-1) ?? emptyList("s1"), one));
  return states;
};

const lists = (of: (states: GuestList[], steps: readonly Step[]) => void) =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 30 }), (seats, steps) =>
      of(statesOf(seats, steps), steps),
    ),
    { numRuns: 300 },
  );

describe("whatever is said, and however many seats there are", () => {
  test("no more have a seat than there are, but those who keep theirs from when there were more", () => {
    lists((states) => {
      let kept = new Set<string>();
      for (const [nth, list] of states.entries()) {
        const { seated } = seatsOf(list);
        const before = states[nth - 1];
        if (before?.capacity !== list.capacity) kept = new Set(seatsOf(before ?? list).seated);
        const keeping = seated.filter(
          (entry) => kept.has(entry) && list.places[entry] === before?.places[entry],
        ).length;
        expect(seated.length).toBeLessThanOrEqual(Math.max(list.capacity ?? Number.POSITIVE_INFINITY, keeping));
      }
    });
  });

  test("nobody loses a seat but by their own word", () => {
    lists((states, steps) => {
      for (const [nth, one] of steps.entries()) {
        const [before, after] = [states[nth], states[nth + 1]].map((list) => list && seatsOf(list).seated);
        const lost = before?.filter((entry) => !after?.includes(entry)) ?? [];
        expect(lost.map(personOf).filter((person) => !("key" in one && one.key === person))).toEqual([]);
      }
    });
  });

  test("a free seat is nobody's while somebody waits, and those before have theirs", () => {
    lists((states) => {
      for (const list of states) {
        const { seated, waiting } = seatsOf(list);
        const places = [...seated, ...waiting].map((entry) => list.places[entry] ?? 0);
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        if (waiting.length > 0) expect(seated.length).toBeGreaterThanOrEqual(list.capacity ?? 0);
      }
    });
  });

  test("each who waited and has a seat was promoted once, in the order of arrival", () => {
    lists((states) => {
      const told: Promoted[] = states.flatMap((list, nth) => promoted(states[nth - 1] ?? list, list));
      expect(new Set(told.map(({ place }) => place)).size).toBe(told.length);
      const waited = new Map(
        states.flatMap((list) => seatsOf(list).waiting.map((entry) => [list.places[entry] ?? 0, entry])),
      );
      const everSeated = states.flatMap((list) => seatsOf(list).seated.map((entry) => list.places[entry] ?? 0));
      const expected = [...waited.keys()].filter((place) => everSeated.includes(place));
      expect(told.map(({ place }) => place).toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
      for (const { entry, person, place } of told)
        expect([waited.get(place), person]).toEqual([entry, personOf(entry)]);
    });
  });

  test("the same again changes nothing, and a list counts each of its changes", () => {
    lists((states, steps) => {
      for (const [nth, one] of steps.entries()) {
        const [before, after] = [states[nth], states[nth + 1]];
        if (before === undefined || after === undefined) throw new Error("a step without its states");
        expect(taken(after, one)).toBe(after);
        expect(after.revision - before.revision).toBe(after === before ? 0 : 1);
      }
    });
  });
});

const full = ["a", "b", "c", "d"].reduce(
  (list, key) => answered(list, key, yes(1), AT),
  withCapacity(emptyList("s1"), 3),
);

test("a person stands as invited, going, waiting or declined, and sees how many of their guests have a seat", () => {
  expect(standingOf(full, "a")).toEqual({ state: "going", guests: { seated: 1, waiting: 0 } });
  expect(standingOf(full, "b")).toEqual({ state: "going", guests: { seated: 0, waiting: 1 }, position: 1 });
  expect(standingOf(full, "c")).toEqual({ state: "waiting", guests: { seated: 0, waiting: 1 }, position: 2 });
  expect(standingOf(answered(full, "a", no, AT), "a").state).toBe("declined");
  expect(standingOf(full, "z")).toEqual({ state: "invited", guests: { seated: 0, waiting: 0 } });
  expect(countsOf(full)).toEqual({ going: 3, waiting: 5, declined: 0, came: 0, free: 0 });
});

test("who had a seat and did not come missed it, once attendance was taken and the session is over", () => {
  expect(standingOf(full, "a", true).state).toBe("going");
  const held = cameTo(full, ["b", "z"], "list", AT);
  expect(["a", "b", "c", "z"].map((key) => standingOf(held, key, true).state)).toEqual([
    "missed",
    "attended",
    "waiting",
    "attended",
  ]);
  expect(standingOf(held, "a", false).state).toBe("going");
  expect(notCameTo(held, ["b"]).came).not.toHaveProperty("b");
});

test("a code is tried five times in ten minutes, and again after them", () => {
  let list = emptyList("s1");
  for (let count = 1; count <= 5; count += 1) {
    const next = nextTry(list, "a", AT);
    expect(next).toEqual({ since: AT, count });
    list = { ...list, tries: next === undefined ? {} : { a: next } };
  }
  expect(nextTry(list, "a", "2027-01-05T15:09:59.999Z")).toBeUndefined();
  expect(nextTry(list, "b", AT)?.count).toBe(1);
  expect(nextTry(list, "a", "2027-01-05T15:10:00.000Z")?.count).toBe(1);
});

test("what guests eat is forgotten from the day after the session on, by the school's clock", () => {
  const list = answered(emptyList("s1"), "a", { answer: "yes", guests: 0, dietary: "no nuts" }, AT);
  const sessions = [{ id: "s1", endsAt: "2027-01-21T02:00:00.000Z" }];
  const toForget = (today: string, of = list) =>
    dietaryToForget(sessions, [of], { today, timeZone: "America/New_York" });
  expect([toForget("2027-01-20"), toForget("2027-01-21")]).toEqual([[], ["s1"]]);
  expect(toForget("2027-01-21", emptyList("s1"))).toEqual([]);
});
