import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { EscalationEntry } from "#domain/escalation/advisor-mails.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { readableDate } from "#domain/time/dates.ts";
import type { LetterPart, WrittenLetter } from "#files/letters/letter.ts";

/** Whom a letter is about: each student once, with the occurrences with which they are behind. */
export interface NamedStudent {
  student: Pick<Student, "schoolId" | "firstName" | "lastName" | "preferredName" | "ownName">;
  entries: readonly EscalationEntry[];
}

const lineOf = (program: Program, { occurrence }: EscalationEntry): string[] => {
  const found = findOccurrence(program, occurrence);
  if (found === undefined) return [];
  const { milestone, opens, closes } = found;
  const until = closes === undefined ? "" : `; it closes on ${readableDate(closes)}`;
  return [`${milestone.title}: asked on ${readableDate(opens)}${until}`];
};

const partOf = (program: Program, { student, entries }: NamedStudent): LetterPart => ({
  title: nameOrNumber(student),
  lines: entries.flatMap((entry) => lineOf(program, entry)),
});

/** Who answers for these items, in a sentence; empty where the program names nobody. */
const ownersIn = (program: Program, named: readonly NamedStudent[]): string[] => {
  const roles = named
    .flatMap(({ entries }) => entries)
    .flatMap(({ occurrence }) => findOccurrence(program, occurrence)?.milestone.owner ?? [])
    .flatMap((owner) => program.school.roles?.[owner] ?? []);
  const titled = [...new Map(roles.map((role) => [role.email, `${role.title} (${role.email})`])).values()];
  return titled.length === 0 ? [] : [`In charge of it: ${titled.join(", ")}.`];
};

/** The mail to one advisor. `until`: the last school date on which its link answers. */
export const advisorLetter = (
  program: Program,
  named: readonly NamedStudent[],
  link: string,
  until: string,
): WrittenLetter => {
  const { office, name } = program.school;
  const isOne = named.length === 1;
  return {
    subject: isOne ? "A student of yours could use a word" : `${named.length} students of yours could use a word`,
    lead:
      `${isOne ? "This student has" : "These students have"} not answered what they were asked, though we wrote ` +
      "more than once. A word from somebody they know often does what another reminder does not.",
    parts: named.map((one) => partOf(program, one)),
    button: { label: isOne ? "Say what becomes of it" : "Say what becomes of each", url: link },
    closing: [
      "There it takes one click a student: you will talk to them, it can be waived, or this is wrong. Nothing is " +
        `recorded before you press a button, and you can take it back until ${readableDate(until)}.`,
      ...ownersIn(program, named),
    ],
    foot:
      `${name} wrote this to you as their advisor, once. The link is yours alone, so please do not forward this ` +
      `mail. Questions? Write to ${office.name}, ${office.email}.`,
  };
};
