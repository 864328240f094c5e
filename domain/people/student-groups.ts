import { cohortOf } from "./cohort.ts";
import type { Enrollment, OfClass } from "./enrollment.ts";

/** How many students share a group, and with it one item an occurrence. */
export const GROUP_SIZE = 100;

/** Letters of a group's name: 36 bits keep ten thousand groups, a million students, apart. */
const GROUP_LETTERS = 6;

/** The group of a student: the letters that their opaque key begins with. They never change, nor does the group. */
export const groupOf = (key: string): string => key.slice(0, GROUP_LETTERS);

/**
 * Packs students by whole groups, in their order, into loads of at most so many, so that what is done with a load writes
 * each of its groups once; a larger group is a load by itself, or more.
 * @param keyOf a student's opaque key
 */
export const packed = <Item>(items: readonly Item[], keyOf: (item: Item) => string, most: number): Item[][] => {
  const groups = [...Map.groupBy(items, (item) => groupOf(keyOf(item))).values()];
  const loads: Item[][] = [];
  for (const group of groups.flatMap((members) => chunksOf(members, most))) {
    const last = loads.at(-1);
    if (last && last.length + group.length <= most) last.push(...group);
    else loads.push(group);
  }
  return loads;
};

const chunksOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => items.slice(nth * size, (nth + 1) * size));

/** A group that has room, and how many are in it. */
interface Room {
  group: string;
  members: number;
}

/**
 * Makes the function that gives one more student their key: in the fullest group with room of their cohort, else in a
 * new one. So a cohort's groups fill up one after another, in whatever order and by however many imports it comes.
 *
 * A group belongs to the cohort of most of its members: one who takes a fifth year stays in it. Two imports at once
 * know nothing of each other and may overfill a group. That does no harm: a group's size bounds what one write carries,
 * and nothing counts on it being exact.
 * @param seated the students who are there, each once
 * @param newKey gives a random key of 22 letters of `[\w-]`: a group's name and 96 bits that tell its students apart
 */
export const seating = (
  seated: readonly (OfClass & Pick<Enrollment, "person">)[],
  newKey: () => string,
): ((student: OfClass) => string) => {
  const groups = membersByCohort(seated);
  const rooms = roomsOf(groups);
  const opening = (cohort: string): string => {
    const key = newKey();
    if (groups.has(groupOf(key))) return opening(cohort);
    groups.set(groupOf(key), new Map());
    rooms.set(cohort, [{ group: groupOf(key), members: 1 }]);
    return key;
  };
  return (student) => {
    const cohort = cohortOf(student);
    const [room] = rooms.get(cohort) ?? [];
    if (room === undefined) return opening(cohort);
    room.members += 1;
    if (room.members === GROUP_SIZE) rooms.get(cohort)?.shift();
    return room.group + newKey().slice(GROUP_LETTERS);
  };
};

const membersByCohort = (
  seated: readonly (OfClass & Pick<Enrollment, "person">)[],
): Map<string, Map<string, number>> => {
  const groups = new Map<string, Map<string, number>>();
  for (const student of seated) {
    const members = groups.get(groupOf(student.person)) ?? new Map<string, number>();
    const cohort = cohortOf(student);
    groups.set(groupOf(student.person), members.set(cohort, (members.get(cohort) ?? 0) + 1));
  }
  return groups;
};

const roomsOf = (groups: ReadonlyMap<string, ReadonlyMap<string, number>>): Map<string, Room[]> => {
  const rooms = new Map<string, Room[]>();
  for (const [group, byCohort] of groups) {
    const members = [...byCohort.values()].reduce((sum, count) => sum + count, 0);
    const [cohort] = [...byCohort].toSorted(mostFirst)[0] ?? [];
    if (cohort === undefined || members >= GROUP_SIZE) continue;
    const open = rooms.get(cohort) ?? [];
    rooms.set(cohort, open);
    open.push({ group, members });
  }
  for (const open of rooms.values()) open.sort((a, b) => b.members - a.members || (a.group < b.group ? -1 : 1));
  return rooms;
};

// Of two cohorts with as many members the earlier name counts, so that the answer hangs on no order.
const mostFirst = ([cohortA, a]: [string, number], [cohortB, b]: [string, number]): number =>
  b - a || (cohortA < cohortB ? -1 : 1);
