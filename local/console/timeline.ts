import * as z from "zod/mini";
import { type Occurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import { phasesOf } from "#domain/calendar/phases.ts";
import { answerAskOf } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import { type DeclinableKind, hasDeclined, kindOf } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import { instantAt } from "#domain/time/dates.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { PhaseEntered } from "#events/people/phase-entered.ts";
import { type Lookup, phaseTitle, waveText } from "./figures.ts";
import { troubleOf } from "./mail-words.ts";

/** One thing in a student's timeline. */
export interface Moment {
  at: string;
  kind: "phase" | "mail" | "answer" | "seen" | "missed" | "ahead";
  what: string;
  /** The mail that can be opened, where it is one. */
  messageId?: string | undefined;
}

/** A student's milestones: what each asks, and how it stands. */
export interface StudentTask {
  occurrence: Occurrence;
  part: Part | undefined;
}

/** Every milestone of a student with their part in it, in the order of opening. */
export const tasksOf = async ({ system, program }: Lookup, student: Student): Promise<StudentTask[]> => {
  const occurrences = occurrencesFor(program, student).toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
  const withParts = occurrences.map(async (occurrence) => ({
    occurrence,
    part: (await system.partsOf(occurrence.id)).find((part) => part.student === student.person),
  }));
  return Promise.all(withParts);
};

/** What happened to a student, and what lies ahead of them, in the order of time. */
export const timelineOf = (
  lookup: Lookup,
  student: Student,
  tasks: readonly StudentTask[],
  declined: readonly DeclinableKind[],
): Moment[] => {
  const moments = [
    ...mailsOf(lookup, student),
    ...tasks.flatMap(answersOf),
    ...movesOf(lookup, student),
    ...aheadOf(lookup, student, tasks, declined),
  ];
  return moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

const mailsOf = ({ system, program }: Lookup, student: Student): Moment[] =>
  system.mails().flatMap(({ sentAt, messageId, tags }) => {
    const mail = readMailTags(tags);
    if (mail?.student !== student.person) return [];
    const title = program.milestones.find(({ id }) => id === mail.milestone)?.title ?? mail.milestone;
    return [{ at: sentAt, kind: "mail", what: waveText(title, mail.wave), messageId }];
  });

const answersOf = ({ occurrence, part }: StudentTask): Moment[] => {
  if (part === undefined) return [];
  const { title } = occurrence.milestone;
  const attested = part.task?.evidence.attested;
  const chosen =
    answerAskOf(occurrence.milestone)?.answers.find(({ id }) => id === attested?.answer)?.label ?? attested?.answer;
  const moments: (Moment | false)[] = [
    part.openedAt !== undefined && { at: part.openedAt, kind: "seen", what: `${title}: link opened` },
    attested !== undefined && { at: attested.at, kind: "answer", what: `${title}: “${chosen}”` },
    ...missesOf(title, part),
  ];
  return moments.filter((moment) => moment !== false);
};

const missesOf = (title: string, { mails }: Part): Moment[] =>
  Object.entries(mails).flatMap(([wave, mail]) => {
    const trouble = troubleOf(mail);
    return trouble === undefined ? [] : [{ at: mail.at, kind: "missed", what: `${waveText(title, wave)}: ${trouble}` }];
  });

const movesOf = ({ system, program }: Lookup, student: Student): Moment[] =>
  system.busEvents().flatMap(({ detail }) => {
    const event = z.safeParse(PhaseEntered, detail);
    if (!event.success || event.data.data.student !== student.person) return [];
    const title = phaseTitle(program, { track: student.track, phase: event.data.data.phase });
    return [{ at: event.data.occurredAt, kind: "phase", what: title }];
  });

const aheadOf = (
  { system, program }: Lookup,
  student: Student,
  tasks: readonly StudentTask[],
  declined: readonly DeclinableKind[],
): Moment[] => {
  const now = system.now();
  const choices = new Map([[student.person, declined]]);
  if (student.status !== "active") return [];
  const waves = tasks
    .filter(({ part }) => !isTaskSettled(part))
    .flatMap(({ occurrence, part }) =>
      occurrence.waves
        .filter(({ at, name }) => at > now && part?.mails[name] === undefined)
        .filter(({ name }) => !hasDeclined(choices, student.person, kindOf(occurrence.milestone, name)))
        .map(({ at, name }) => ({ at, kind: "ahead" as const, what: waveText(occurrence.milestone.title, name) })),
    );
  const phases = phasesOf(program, student).map(({ phase, begins }) => ({
    at: instantAt(begins, program.school.sendAt, program.school.timeZone),
    kind: "ahead" as const,
    what: `Phase: ${phaseTitle(program, { track: student.track, phase })}`,
  }));
  return [...waves, ...phases.filter(({ at }) => at > now)];
};
