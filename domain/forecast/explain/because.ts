import type { Milestone, Program } from "../../calendar/program.ts";
import { nameOrNumber } from "../../people/greeting.ts";
import type { Student } from "../../people/student.ts";
import { readableDate, yearOf } from "../../time/dates.ts";

/** What becomes of a mail. `waits`: for a day, or a return; `held`: by a doubt, or for a date to be sure. */
export type MailFate = "sent" | "will be sent" | "held" | "waits" | "never";

/** One rule in words, what is true of this student, and whether the rule holds. */
export interface Because {
  rule: string;
  fact: string;
  holds: boolean;
}

/** `otherwise`: what becomes of the mail where the rule does not hold. */
export interface TestedRule extends Because {
  otherwise: MailFate;
}

/** Of whom and what a rule speaks. */
export interface About {
  program: Program;
  milestone: Milestone;
  student: Student;
}

export const nameIn = ({ student }: Pick<About, "student">): string => nameOrNumber(student);

/** A school date as people read it: `Friday, April 30, 2027`. */
export const dayWords = (day: string): string => `${readableDate(day)}, ${yearOf(day)}`;

export const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
