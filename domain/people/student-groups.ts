import { cohortOf } from "./cohort.ts";
import type { Enrollment, OfClass } from "./enrollment.ts";

/** How many students share a group, and with it one item an occurrence. */
export const GROUP_SIZE = 100;

// 36 bits keep ten thousand groups, a million students, apart.
const GROUP_LETTERS = 6;

/** The letters that a student's opaque key begins with: neither ever changes. */
export const groupOf = (key: string): string => key.slice(0, GROUP_LETTERS);

/** Packs whole groups into loads of at most `most` students, so that a load writes each of its groups once. */
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

interface Room {
  group: string;
  members: number;
}

/**
 * Makes the function that gives a new student a key: in the fullest group of their cohort with room, else in a new one.
 * A group belongs to the cohort of most of its members: a student who takes a fifth year stays in it. Two imports at
 * once may overfill a group. That does no harm: a group's size only bounds what one write carries.
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

// Of two cohorts with equally many members the earlier name counts, so that the order of students does not matter.
const mostFirst = ([cohortA, a]: [string, number], [cohortB, b]: [string, number]): number =>
  b - a || (cohortA < cohortB ? -1 : 1);
