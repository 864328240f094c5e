import { createHash } from "node:crypto";
import { Student } from "#domain/student.ts";
import { GROUP_SIZE } from "#domain/student-groups.ts";

/** The class is spread over three schools, a time zone each. */
export const ZONES = ["America/New_York", "America/Chicago", "America/Los_Angeles"] as const;

/** What everybody is asked: the survey of April 2027, and its first reminder a week later. All are school days. */
export const SURVEY = {
  milestone: "retake-cim-survey",
  occurrence: "retake-cim-survey@2027",
  openingTemplate: "retake-cim-survey",
  reminderTemplate: "retake-cim-survey-reminder",
  opensOn: "2027-04-01",
  nextMorning: "2027-04-02",
  morningAfter: "2027-04-05",
  clicksOn: "2027-04-06",
  remindsOn: "2027-04-08",
  morningAfterReminders: "2027-04-09",
  lastMorning: "2027-04-12",
  answer: "survey",
} as const;

/** Students for whom each worker goes through the workload once, unmeasured, before its run. */
export const WARM_UP = 1_000;

/** Letters of a digest, as chance would give them, and the same in every run. */
const letters = (of: string, count: number): string =>
  createHash("sha256").update(of).digest("base64url").slice(0, count);

/** The opaque key of the nth student: a group's name and 96 bits, as an import gives it. */
export const keyOf = (nth: number): string =>
  flat(letters(`group ${Math.floor(nth / GROUP_SIZE)}`, 6) + letters(`student ${nth}`, 16));

// As a text comes from a table: V8 would keep the pieces of one that was put together, three times as long.
const flat = (text: string): string => Buffer.from(text, "latin1").toString("latin1");

/** The address of the nth student, by which the sink knows them. */
export const addressOf = (nth: number): string => `student-${nth}@students.example`;

/** The nth student of the class. */
export const studentOf = (nth: number): Student =>
  Student.parse({
    studentId: `S${String(nth).padStart(8, "0")}`,
    key: keyOf(nth),
    email: addressOf(nth),
    firstName: `Given ${nth}`,
    lastName: `Family ${nth}`,
    track: "pathways",
    matriculationYear: 2025,
    graduationYear: 2029,
    society: "Castle",
    status: "active",
    phase: "pce",
    joinedOn: "2025-08-01",
  });

/** True for the three in ten who answer after the opening mail. */
export const answers = (nth: number): boolean => nth % 10 < 3;

/** Numbers of the students of one zone: from the first up to, not including, the end. */
export const spanOf = (students: number, zone: number): { first: number; end: number } => ({
  first: Math.floor((students * zone) / ZONES.length),
  end: Math.floor((students * (zone + 1)) / ZONES.length),
});

/** The numbers from first up to, not including, end. */
export function* numbersIn({ first, end }: { first: number; end: number }): Generator<number, undefined> {
  for (let nth = first; nth < end; nth += 1) yield nth;
}

/**
 * Those of some students who answer, in an order in which neighbors are of different groups: people answer when they
 * like, not one group after the other.
 */
export const answering = ({ first, end }: { first: number; end: number }): number[] =>
  [...numbersIn({ first, end })]
    .filter(answers)
    .toSorted((one, other) => (one % GROUP_SIZE) - (other % GROUP_SIZE) || one - other);

/** How many mails a run without faults sends: an opening mail each, and a reminder to those who did not answer. */
export const mailsOf = (students: number): number => {
  let mails = students;
  for (const nth of numbersIn({ first: 0, end: students })) if (!answers(nth)) mails += 1;
  return mails;
};
