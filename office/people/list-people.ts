import type { Choices } from "#adapters/choices/choices.ts";
import type { EscalationMail, Escalations } from "#adapters/escalations/escalations.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type MailState, type Part } from "#domain/parts/part.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { isHere } from "#domain/people/enrollment.ts";
import { doubtsOf } from "#domain/people/held.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { ADVISOR_SAID, waveLabel } from "../titles.ts";

/** What listing people needs of the world. */
export interface ListingNeeds {
  program: Program;
  people: Pick<People, "all">;
  parts: Pick<Parts, "ofOccurrence">;
  choices: Pick<Choices, "all">;
  escalations: Pick<Escalations, "since">;
}

/** Which people are listed; without a choice, all. */
export type PeopleAsked =
  | { kind: "all" }
  | { kind: "held" }
  | { kind: "failed" }
  | { kind: "declined" }
  | { kind: "unanswered"; occurrence: string };

/** Somebody who is listed, with what they are listed for by the names of columns; days are school dates. */
export interface ListedPerson {
  student: Student;
  about: Record<string, string>;
}

/** The people who are asked for, in the order of their ids; of all, first those who are held. */
export const listPeople = async (needs: ListingNeeds, asked: PeopleAsked): Promise<ListedPerson[]> => {
  const students = await needs.people.all();
  const dayOf: DayOf = (at) => (at === undefined ? "" : schoolDate(at, needs.program.school.timeZone));
  if (asked.kind === "unanswered") {
    const told = advisorsSaid(await needs.escalations.since(""), asked.occurrence);
    return unanswered(await needs.parts.ofOccurrence(asked.occurrence), students, { dayOf, told });
  }
  if (asked.kind === "declined") return declined(await needs.choices.all(), students);
  if (asked.kind === "held") return students.flatMap((student) => heldPerson(student, dayOf));
  if (asked.kind === "failed") return students.flatMap((student) => failed(student, dayOf));
  return heldFirst(students).map((student) => ({ student, about: {} }));
};

/** The same people, those who are held first. */
export const heldFirst = (students: readonly Student[]): Student[] => [
  ...students.filter(({ held }) => held !== undefined),
  ...students.filter(({ held }) => held === undefined),
];

type DayOf = (at: string | undefined) => string;

const heldPerson = (student: Student, dayOf: DayOf): ListedPerson[] => {
  const doubts = doubtsOf(student);
  const [first] = doubts;
  if (first === undefined) return [];
  const about = {
    held: doubts.map(({ reason }) => reason).join(" "),
    since: dayOf(first.since),
    says: doubts.map(({ says }) => says).join(" "),
  };
  return [{ student, about }];
};

const failed = (student: Student, dayOf: DayOf): ListedPerson[] => {
  const state = suppressionOf(student);
  return state === undefined ? [] : [{ student, about: { failed: state, since: dayOf(student.address?.at) } }];
};

const declined = (kinds: ReadonlyMap<string, readonly DeclinableKind[]>, students: readonly Student[]) =>
  students.flatMap((student) => {
    const theirs = kinds.get(student.person) ?? [];
    return theirs.length === 0 ? [] : [{ student, about: { declined: theirs.join(" ") } }];
  });

/** By student, what became of a mail to their advisor about an occurrence. */
const advisorsSaid = (mails: readonly EscalationMail[], occurrence: string): ReadonlyMap<string, string> =>
  new Map(
    mails.flatMap(({ to, entries, answers }) =>
      entries
        .filter((entry) => entry.occurrence === occurrence)
        .map(({ student }) => {
          const said = answers[student];
          const told = to === undefined ? "no advisor is known" : "told";
          return [student, said === undefined ? told : ADVISOR_SAID[said.answer]] as const;
        }),
    ),
  );

interface Followed {
  dayOf: DayOf;
  /** What advisors were told, or said, by student. */
  told: ReadonlyMap<string, string>;
}

const unanswered = (
  parts: readonly Part[],
  students: readonly Student[],
  { dayOf, told }: Followed,
): ListedPerson[] => {
  const asked = new Map(parts.map((part) => [part.student, part]));
  return students.filter(isHere).flatMap((student) => {
    const part = asked.get(student.person);
    return part?.task === undefined || isTaskSettled(part)
      ? []
      : [{ student, about: { ...standing(part, dayOf), advisor: told.get(student.person) ?? "" } }];
  });
};

/** Where a mail stands, in words, where its state does not say so by itself. */
const WORDS: Partial<Record<MailState["state"], string>> = {
  claimed: "on its way",
  retry: "not out yet",
  ambiguous: "unknown",
  missed: "not sent",
};

/** How far somebody is who has not answered: since when they are asked, the last mail to them, whether they looked. */
const standing = ({ task, mails, openedAt }: Part, dayOf: DayOf): Record<string, string> => {
  const last = Object.entries(mails)
    .toSorted(([, one], [, other]) => (one.at < other.at ? -1 : 1))
    .at(-1);
  return {
    asked: dayOf(task?.at),
    last_mail:
      last === undefined ? "" : `${waveLabel(last[0])} ${WORDS[last[1].state] ?? last[1].state} ${dayOf(last[1].at)}`,
    opened: dayOf(openedAt),
  };
};
