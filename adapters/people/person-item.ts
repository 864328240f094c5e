import * as z from "zod/mini";
import { Person } from "#domain/people/person.ts";
import { Student } from "#domain/people/student.ts";
import { Instant } from "#domain/time/instant.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import type { Item } from "../dynamodb/table.ts";

const PEOPLE = PARTITIONS.people;
const ENROLLMENT = "enrollment:";

/** The attribute that holds a person's enrollment in a program: track, status and anchors. */
export const enrollmentIn = (program: string): string => ENROLLMENT + program;

/** The attribute that holds the phase of a program that a person is in: its name, and since when. */
export const phaseIn = (program: string): string => `phase:${program}`;

/** A student as stored, with the instant of the last phase move for those who announce it. */
export const StoredStudent = z.extend(Student, { phaseEnteredAt: z.optional(Instant) });
export type StoredStudent = z.infer<typeof StoredStudent>;

const PersonItem = itemOf(PEOPLE, Person);
const StudentItem = itemOf(PEOPLE, StoredStudent);

/** A person's item as it stands in one program, side by side as readers want it; undefined where they are not in it. */
export const itemIn = (item: Item, program: string): Item | undefined => {
  const enrollment = item[enrollmentIn(program)];
  return enrollment === undefined
    ? undefined
    : { ...Object(enrollment), ...Object(item[phaseIn(program)]), ...item, program };
};

/**
 * Reads a person from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is nobody
 */
export const readPerson = (item: unknown): Person => PersonItem.parse(item);

/**
 * Reads a person's item as it stands in each program that they are in.
 * @throws a zod error where the item is nobody, or an enrollment is none
 */
export const readStudents = (item: Item): StoredStudent[] => {
  readPerson(item);
  const programs = Object.keys(item).flatMap((name) =>
    name.startsWith(ENROLLMENT) ? name.slice(ENROLLMENT.length) : [],
  );
  return programs.map((program) => StudentItem.parse(itemIn(item, program)));
};

/** The whole item of somebody who is a student of one program and nothing else. */
export const studentItem = (student: StoredStudent): Item => {
  const { program, track, status, anchors, begins, former, phase, phaseEnteredAt, ...own } = student;
  return {
    pk: PEOPLE.pk,
    sk: own.schoolId,
    ...PEOPLE.stamp,
    roles: [],
    ...own,
    [enrollmentIn(program)]: { track, status, anchors, ...(begins && { begins }), ...(former && { former }) },
    ...(phase === undefined ? {} : { [phaseIn(program)]: { phase, phaseEnteredAt } }),
  };
};
