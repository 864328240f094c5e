import type { People } from "#adapters/people/people.ts";
import type { Addressee, Enrolled } from "#domain/people/student.ts";
import {
  addressOf,
  familyNameOf,
  givenNameOf,
  idOf,
  keyOf,
  numberOf,
  numbersIn,
  type Span,
  studentOf,
} from "../cohort.ts";

/** What the workload needs of a roster. */
export type BenchRoster = Pick<People, "enrolled" | "some" | "markAddress">;

const { program, track, anchors, status, phase } = studentOf(0);
const SHARED = { program, track, anchors, status };

const enrolledOf = (nth: number): Enrolled => ({ schoolId: idOf(nth), person: keyOf(nth), ...SHARED, phase });

const addresseeOf = (nth: number): Addressee => ({
  schoolId: idOf(nth),
  person: keyOf(nth),
  email: addressOf(nth),
  firstName: givenNameOf(nth),
  lastName: familyNameOf(nth),
  ...SHARED,
});

/**
 * The roster of one time zone, made anew at each read from the students' numbers, as a read of the table makes it anew:
 * what the table holds is in no memory that is measured. Nothing changes it, since nobody's address fails here.
 */
export const cohortRoster = ({ first, end }: Span): BenchRoster => ({
  enrolled: async () => Array.from(numbersIn({ first, end }), enrolledOf),
  some: async (schoolIds) =>
    schoolIds
      .map(numberOf)
      .filter((nth) => nth >= first && nth < end)
      .map(addresseeOf),
  markAddress: async () => {
    throw new Error("No address fails in this workload.");
  },
});
