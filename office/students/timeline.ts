import type { EscalationMail } from "#adapters/escalations/escalations.ts";
import { isActive, isReached } from "#domain/calendar/current-occurrences.ts";
import { parseOccurrenceId } from "#domain/calendar/occurrence-id.ts";
import { phasesOf } from "#domain/calendar/phases.ts";
import { answerAskOf, type Program } from "#domain/calendar/program.ts";
import { isTaskSettled, type Part } from "#domain/parts/part.ts";
import { hasDeclined, kindOf } from "#domain/people/mail-kinds.ts";
import { instantAt } from "#domain/time/dates.ts";
import { troubleOf } from "../mail-words.ts";
import { ADVISOR_SAID, milestoneTitle, phaseTitle, waveText } from "../titles.ts";
import type { StudentFile, StudentTask } from "./student-file.ts";

/** One thing in a student's timeline. `at`: ISO 8601 UTC. */
export interface Moment {
  at: string;
  kind: "phase" | "mail" | "answer" | "advisor" | "seen" | "missed" | "ahead";
  what: string;
  /** The mail that can be opened, where it is one. */
  messageId?: string | undefined;
  /** The id of the session that it is about. */
  session?: string | undefined;
}

/**
 * What is on record of a student and what lies ahead of them, in the order of time.
 * @param more what else is known of them, e.g. the mails that they got
 * @param now ISO 8601 UTC
 */
export const timelineOf = (program: Program, file: StudentFile, now: string, more: readonly Moment[]): Moment[] => {
  const told = file.escalations.flatMap((mail) => escalationMoments(program, file, mail));
  const moments = [...more, ...file.tasks.flatMap(answersOf), ...told, ...aheadOf(program, file, now)];
  return moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

const answersOf = ({ occurrence, part }: StudentTask): Moment[] => {
  if (part === undefined) return [];
  const { title } = occurrence.milestone;
  const attested = part.task?.evidence.attested;
  const answers = answerAskOf(occurrence.milestone)?.answers;
  const said = (answer = "") => `${title}: “${answers?.find(({ id }) => id === answer)?.label ?? answer}”`;
  const inPart = Object.entries(part.task?.answers ?? {}).filter(([answer]) => answer !== attested?.answer);
  const moments: (Moment | false)[] = [
    part.openedAt !== undefined && { at: part.openedAt, kind: "seen", what: `${title}: link opened` },
    ...inPart.map(([answer, at]): Moment => ({ at, kind: "answer", what: said(answer) })),
    attested !== undefined && { at: attested.at, kind: "answer", what: said(attested.answer) },
    ...missesOf(title, part),
  ];
  return moments.filter((moment) => moment !== false);
};

const escalationMoments = (
  program: Program,
  { student: { person } }: StudentFile,
  { at, to, entries, answers }: EscalationMail,
): Moment[] => {
  const theirs = entries.filter(({ student }) => student === person);
  const titles = theirs.map(({ occurrence }) => mailingItem(program, occurrence)).join(", ");
  const who = to === undefined ? "Behind, and no advisor is known" : `${to} was told that they are behind`;
  const said = answers[person];
  const answered = said && { at: said.at, kind: "advisor" as const, what: `${to} ${ADVISOR_SAID[said.answer]}` };
  return [{ at, kind: "advisor", what: `${who}: ${titles}` }, ...(answered ? [answered] : [])];
};

const mailingItem = (program: Program, occurrence: string): string =>
  milestoneTitle(program, parseOccurrenceId(occurrence)?.milestone ?? occurrence);

const missesOf = (title: string, { mails }: Part): Moment[] =>
  Object.entries(mails).flatMap(([wave, mail]) => {
    const trouble = troubleOf(mail);
    return trouble === undefined ? [] : [{ at: mail.at, kind: "missed", what: `${waveText(title, wave)}: ${trouble}` }];
  });

const aheadOf = (program: Program, { student, tasks, declined }: StudentFile, now: string): Moment[] => {
  const choices = new Map([[student.person, declined]]);
  const waves = tasks
    .filter(({ part }) => !isTaskSettled(part))
    .flatMap(({ occurrence, part }) =>
      occurrence.waves
        .filter(({ day }) => isReached(student, occurrence.milestone, day))
        .filter(({ at, name }) => at > now && part?.mails[name] === undefined)
        .filter(({ name }) => !hasDeclined(choices, student.person, kindOf(occurrence.milestone, name)))
        .map(({ at, name }) => ({ at, kind: "ahead" as const, what: waveText(occurrence.milestone.title, name) })),
    );
  const moves = phasesOf(program, student).filter(({ begins }) => isActive(student, begins));
  const phases = moves.map(({ phase, begins }) => ({
    at: instantAt(begins, program.school.sendAt, program.school.timeZone),
    kind: "ahead" as const,
    what: `Phase: ${phaseTitle(program, { track: student.track, phase })}`,
  }));
  return [...waves, ...phases.filter(({ at }) => at > now)];
};
