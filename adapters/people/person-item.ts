import * as z from "zod/mini";
import { Enrollment } from "#domain/people/enrollment.ts";
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

/** True of somebody who is in another program than that one. */
export const isElsewhere = (item: Item, program: string): boolean =>
  Object.keys(item).some((name) => name.startsWith(ENROLLMENT) && name !== enrollmentIn(program));

/** The attribute that holds the phase of a program that a person is in: its name, and since when. */
export const phaseIn = (program: string): string => `phase:${program}`;

const Course = z.omit(Enrollment, { person: true, program: true });
type StoredCourse = z.infer<typeof Course>;

/** What the enrollment's attribute holds of a student, and what a store in memory keeps. */
export const courseOf = (student: StoredCourse): StoredCourse => Course.parse(student);

const given = (course: StoredCourse): Item =>
  Object.fromEntries(Object.entries(course).filter(([, value]) => value !== undefined));

/** A student's enrollment as an attribute of their item. */
export const enrollmentItem = (student: StoredCourse): Item => given(courseOf(student));

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
 * Reads a person's item as it stands in one program; undefined where they are not in it, or removed.
 * @throws a zod error where it cannot be read
 */
export const readStudent = (item: Item, program: string): StoredStudent | undefined => {
  const inProgram = itemIn(item, program);
  const student = inProgram && StudentItem.parse(inProgram);
  return student?.removed === undefined ? student : undefined;
};

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
  const { program, phase, phaseEnteredAt, ...rest } = student;
  const course = enrollmentItem(student);
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in course)));
  return {
    pk: PEOPLE.pk,
    sk: student.schoolId,
    ...PEOPLE.stamp,
    roles: [],
    ...own,
    [enrollmentIn(program)]: course,
    ...(phase === undefined ? {} : { [phaseIn(program)]: { phase, phaseEnteredAt } }),
  };
};
