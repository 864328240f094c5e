import { Student } from "#domain/people/student.ts";
import { GROUP_SIZE } from "#domain/people/student-groups.ts";

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

/** The id of the program of every time zone: each has a table of its own. */
export const PROGRAM = "hms";

/** Students for whom each worker goes through the workload once, unmeasured, before its run. */
export const WARM_UP = 1_000;

// The finalizer of MurmurHash3: as chance would have it, and never the same of two numbers.
const mixed = (number: number): number => {
  let bits = number >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};

const ALPHABET = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "latin1");
const KEY_LETTERS = 22;

// Letters that 32 bits fill: the last of six has but two of them.
const WORD_LETTERS = 6;

/**
 * The opaque key of the nth student: a group's name and letters of their own, as an import gives it, and the same in
 * every run. Worked out anew each time, since a million of them would fill the memory that is measured.
 */
export const keyOf = (nth: number): string => {
  const key = Buffer.allocUnsafe(KEY_LETTERS);
  const words = [mixed(Math.floor(nth / GROUP_SIZE) + 1), mixed(nth + 1), mixed(~nth), mixed(mixed(nth) + 1)];
  for (let at = 0; at < KEY_LETTERS; at += 1) {
    const word = words[Math.floor(at / WORD_LETTERS)] ?? 0;
    key[at] = ALPHABET[(word >>> (6 * (at % WORD_LETTERS))) % ALPHABET.length] ?? 0;
  }
  return key.toString("latin1");
};

/** The address of the nth student, by which the sink knows them. */
export const addressOf = (nth: number): string => `student-${nth}@students.example`;

/** The school's own number of the nth student. */
export const idOf = (nth: number): string => `S${String(nth).padStart(8, "0")}`;

/** Which student has that number of the school's. */
export const numberOf = (schoolId: string): number => Number(schoolId.slice(1));

/** The first name of the nth student. */
export const givenNameOf = (nth: number): string => `Given ${nth}`;

export const familyNameOf = (nth: number): string => `Family ${nth}`;

/** The nth student of the class. */
export const studentOf = (nth: number): Student =>
  Student.parse({
    schoolId: idOf(nth),
    person: keyOf(nth),
    program: PROGRAM,
    email: addressOf(nth),
    firstName: givenNameOf(nth),
    lastName: familyNameOf(nth),
    track: "pathways",
    anchors: { matriculation: 2025, graduation: 2029 },
    society: "Castle",
    status: "active",
    phase: "pce",
    joinedOn: "2025-08-01",
  });

/** True for the three in ten who answer after the opening mail. */
export const answers = (nth: number): boolean => nth % 10 < 3;

/** Numbers of some students: from the first up to, not including, the end. */
export interface Span {
  first: number;
  end: number;
}

/** The students of one zone. */
export const spanOf = (students: number, zone: number): Span => ({
  first: Math.floor((students * zone) / ZONES.length),
  end: Math.floor((students * (zone + 1)) / ZONES.length),
});

/** The numbers from first up to, not including, end. */
export function* numbersIn({ first, end }: Span): Generator<number, undefined> {
  for (let nth = first; nth < end; nth += 1) yield nth;
}

/**
 * Those of some students who answer, in an order in which neighbors are of different groups: people answer when they
 * like, not one group after the other.
 */
export const answering = ({ first, end }: Span): number[] =>
  [...numbersIn({ first, end })]
    .filter(answers)
    .toSorted((one, other) => (one % GROUP_SIZE) - (other % GROUP_SIZE) || one - other);

/** How many mails a run without faults sends: an opening mail each, and a reminder to those who did not answer. */
export const mailsOf = (students: number): number => {
  let mails = students;
  for (const nth of numbersIn({ first: 0, end: students })) if (!answers(nth)) mails += 1;
  return mails;
};
