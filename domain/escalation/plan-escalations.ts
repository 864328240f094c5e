import { cameOn, isActive, type PlannedStudent } from "../calendar/current-occurrences.ts";
import { type Program, SOCIETY_ADVISOR } from "../calendar/program.ts";
import { examBlocksOn } from "../calendar/spacing/exam-blocks.ts";
import { partName } from "../mail/done-before.ts";
import { mailingName } from "../mail/mailing.ts";
import { isTaskSettled, type Part } from "../parts/part.ts";
import type { Person } from "../people/person.ts";
import { addDays } from "../time/dates.ts";
import { isQuiet } from "../time/quiet-days.ts";
import { type EscalationDay, escalationsFor } from "./escalation-day.ts";

/** A student as an escalation needs them: whoever is asked, and their own advisor's address. */
export type AdvisedStudent = PlannedStudent & Pick<Person, "societyAdvisorEmail">;

/** A student who is behind with an occurrence. `to`: the address of who is told; absent where nobody is known. */
export interface Escalation {
  student: string;
  schoolId: string;
  occurrence: string;
  to?: string;
  /** When it is told at the earliest, ISO 8601 UTC. */
  at: string;
}

/** The address to which a milestone's escalation of a student goes; undefined where nobody is known. */
export const advisorOf = (
  { school }: Pick<Program, "school">,
  { societyAdvisorEmail }: Pick<Person, "societyAdvisorEmail">,
  to: string,
): string | undefined => (to === SOCIETY_ADVISOR ? societyAdvisorEmail : school.roles?.[to]?.email);

/** Names a student's occurrence among those that were told of. */
export const escalationName = ({ occurrence, student }: Pick<Escalation, "occurrence" | "student">): string =>
  `${occurrence}/${student}`;

/** True of a task that is still open. What nobody has begun, or another year's part settled, has none. */
export const isBehind = (part: Pick<Part, "task"> | undefined): boolean =>
  part?.task !== undefined && !isTaskSettled(part);

/**
 * `parts`: those of the occurrences of `occurrencesToEscalate`. `told`: names (`escalationName`) of what was told.
 * `paused`: names of paused mailings. `today` and `startedOn`: school dates.
 */
export interface PlanEscalations {
  program: Program;
  students: Iterable<AdvisedStudent>;
  parts: ReadonlyMap<string, Part>;
  told: ReadonlySet<string>;
  paused?: ReadonlySet<string>;
  today: string;
  startedOn: string;
}

// Who came on that day or later, or came back, begins with a welcome: nobody is told of them behind their back.
const wasHere = (student: PlannedStudent, { today, startedOn }: PlanEscalations, day: string): boolean => {
  const came = cameOn(student, today);
  return came === undefined || came <= startedOn || came < day;
};

const mayBeTold = ({ program, today }: PlanEscalations, day: string): boolean =>
  day <= today && today <= addDays(day, program.school.catchUpDays);

const escalationIn = (of: PlanEscalations, student: AdvisedStudent, due: EscalationDay): Escalation[] => {
  const { program, told, paused, startedOn, parts, today } = of;
  const { occurrence } = due;
  if (due.day < startedOn || !mayBeTold(of, due.day)) return [];
  const named = { occurrence: occurrence.id, student: student.person };
  if (told.has(escalationName(named)) || !isBehind(parts.get(partName(named)))) return [];
  if (paused?.has(mailingName({ occurrence: occurrence.id, wave: due.step })) || !wasHere(student, of, due.day))
    return [];
  if (examBlocksOn(program, student, today).length > 0) return [];
  const to = advisorOf(program, student, due.to);
  const { person, schoolId } = student;
  return [{ student: person, schoolId, occurrence: occurrence.id, ...(to !== undefined && { to }), at: due.at }];
};

/** False on a day on which nobody is told of anybody. */
export const mayEscalate = ({ school, milestones }: Program, today: string): boolean =>
  !isQuiet(school, today) && milestones.some(({ escalates }) => escalates !== undefined);

/**
 * Who is told of on a morning: whoever is here, not held, asked, and still behind on the first working day after the
 * reminder, or on one since then, and was not told of before. On a quiet day nobody is, and nobody in exams.
 */
export const planEscalations = (of: PlanEscalations): Escalation[] => {
  const { program, today } = of;
  if (!mayEscalate(program, today)) return [];
  return [...of.students].flatMap((student) =>
    isActive(student, today) ? escalationsFor(program, student).flatMap((due) => escalationIn(of, student, due)) : [],
  );
};
