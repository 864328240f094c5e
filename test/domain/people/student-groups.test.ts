import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cohortOf } from "#domain/people/cohort.ts";
import type { OfClass } from "#domain/people/enrollment.ts";
import { GROUP_SIZE, groupOf, seating } from "#domain/people/student-groups.ts";

type Member = OfClass & { person: string };
type Newcomer = OfClass;

/** Keys as an import makes them, but counted: every key opens a group of another name. */
const newKeys = () => {
  let made = 0;
  return () => {
    made += 1;
    return `${made}`.padStart(6, "g") + `${made}`.padStart(16, "k");
  };
};

const comingFrom = (arriving: readonly Newcomer[], seated: readonly Member[], newKey: () => string): Member[] => {
  const seat = seating(seated, newKey);
  return arriving.map((newcomer) => ({ ...newcomer, person: seat(newcomer) }));
};

/** Seats classes that come one import after another. */
const imported = (imports: readonly (readonly Newcomer[])[], newKey = newKeys()): Member[] => {
  const seated: Member[] = [];
  for (const arriving of imports) seated.push(...comingFrom(arriving, seated, newKey));
  return seated;
};

const groupsOf = (members: readonly Member[]): Member[][] => [
  ...Map.groupBy(members, ({ person }) => groupOf(person)).values(),
];

/** How full each cohort's groups are, the fullest first: all that one can say of a seating but its random names. */
const shapeOf = (members: readonly Member[]) =>
  groupsOf(members)
    .map((group) => `${[...new Set(group.map(cohortOf))].join(" and ")}: ${group.length}`)
    .toSorted();

const graduatingIn = (track: string, graduation: number): Newcomer => ({
  track,
  anchors: { matriculation: graduation - 4, graduation },
});

const pathways = (graduation: number, count: number): Newcomer[] =>
  Array.from({ length: count }, () => graduatingIn("pathways", graduation));

const arrivals = fc.array(
  fc.array(
    fc
      .tuple(fc.constantFrom("pathways", "hst"), fc.integer({ min: 2027, max: 2029 }))
      .map(([track, graduation]) => graduatingIn(track, graduation)),
    {
      maxLength: 400,
      size: "max",
    },
  ),
  { maxLength: 4 },
);

describe("the groups of students", () => {
  test("hold one cohort each, and are full before the cohort's next one is opened", () => {
    fc.assert(
      fc.property(arrivals, (imports) => {
        const members = imported(imports);
        expect(new Set(members.map(({ person }) => person)).size).toBe(members.length);
        const whole = [...Map.groupBy(members, cohortOf)].flatMap(([cohort, { length }]) => [
          ...Array.from({ length: Math.floor(length / GROUP_SIZE) }, () => `${cohort}: ${GROUP_SIZE}`),
          ...(length % GROUP_SIZE === 0 ? [] : [`${cohort}: ${length % GROUP_SIZE}`]),
        ]);
        expect(shapeOf(members)).toEqual(whole.toSorted());
      }),
    );
  });

  test("come out alike whichever import brought whom, and in whatever order the students are read", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 1600 }), (imports, cut) => {
        const all = imports.flat();
        const shape = shapeOf(imported([all]));
        expect(shapeOf(imported([all.slice(0, cut), all.slice(cut)]))).toEqual(shape);
        expect(shapeOf(imported([all.toReversed()]))).toEqual(shape);
        const newKey = newKeys();
        const first = imported([all.slice(0, cut)], newKey);
        const then = comingFrom(all.slice(cut), first.toReversed(), newKey);
        expect(shapeOf([...first, ...then])).toEqual(shape);
      }),
    );
  });

  test("keep a student who moves to another cohort, and take in the cohort of most of them", () => {
    const newKey = newKeys();
    const [mover, ...rest] = imported([pathways(2028, 3)], newKey);
    if (mover === undefined) throw new Error("nobody was seated");
    const seated = [{ ...mover, ...graduatingIn("pathways", 2029) }, ...rest];
    const [other, same] = comingFrom([...pathways(2029, 1), ...pathways(2028, 1)], seated, newKey);
    expect(groupOf(same?.person ?? "")).toBe(groupOf(mover.person));
    expect(groupOf(other?.person ?? "")).not.toBe(groupOf(mover.person));
  });

  test("are filled up from the fullest, so that students from before there were groups need none of their own", () => {
    const before = ["Zx81Kq-older-key-of-one", "aB3_9w-older-key-of-two"].map((person) => ({
      ...graduatingIn("pathways", 2028),
      person,
    }));
    const newKey = newKeys();
    const added = comingFrom(pathways(2028, 99), before, newKey);
    expect(new Set(added.map(({ person }) => groupOf(person)))).toEqual(new Set(["Zx81Kq"]));
    const [next] = comingFrom(pathways(2028, 1), [...before, ...added], newKey);
    expect(groupOf(next?.person ?? "")).toBe("aB3_9w");
  });

  test("that two imports at once have overfilled take in nobody else", () => {
    const newKey = newKeys();
    const seated = imported([pathways(2028, 90)], newKey);
    const [one, other] = [1, 2].map(() => comingFrom(pathways(2028, 8), seated, newKey));
    const overfull = [...seated, ...(one ?? []), ...(other ?? [])];
    expect(shapeOf(overfull)).toEqual(["pathways-2028: 106"]);
    expect(shapeOf([...overfull, ...comingFrom(pathways(2028, 1), overfull, newKey)])).toEqual([
      "pathways-2028: 1",
      "pathways-2028: 106",
    ]);
  });

  test("never share a name: one that is taken is drawn again", () => {
    const drawn = ["taken1-aaaaaaaaaaaaaaa", "taken1-bbbbbbbbbbbbbbb", "fresh1-ccccccccccccccc"];
    const [first, second] = comingFrom([...pathways(2028, 1), ...pathways(2029, 1)], [], () => drawn.shift() ?? "none");
    expect([first?.person, second?.person]).toEqual(["taken1-aaaaaaaaaaaaaaa", "fresh1-ccccccccccccccc"]);
  });
});
