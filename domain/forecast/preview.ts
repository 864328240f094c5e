import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import { phasesOf } from "../calendar/phases.ts";
import type { Program } from "../calendar/program.ts";
import { isTaskSettled, type Part } from "../parts/part.ts";
import type { RosterStudent } from "../people/student.ts";
import { instantAt } from "../time/dates.ts";
import { digestsOf, type OutlookDigest } from "./digests.ts";
import { escalationsOf, type OutlookEscalation } from "./foretell-escalations.ts";
import { byPlannedTime, byTimeAndStudent, inOrder } from "./order.ts";

/** A student's POST on the link of a milestone's task, at an ISO 8601 instant. */
export interface Answered {
  at: string;
  studentId: string;
  milestone: string;
}

export interface OutlookMail {
  studentId: string;
  to: string;
  milestone: string;
  occurrence: string;
  wave: string;
  template: string;
  /** When it goes out. */
  at: string;
  /** Ids of other occurrences that it tells of too, in their order as texts; absent where there are none. */
  carries?: string[];
}

export interface OutlookTask {
  studentId: string;
  occurrence: string;
  status: "due" | "completed";
  /** When it was completed, or when it was planned to open. */
  at: string;
}

export interface OutlookPhase {
  studentId: string;
  phase: string;
  at: string;
}

/** Who gets what, when: the answer of `preview`, and of `simulate` once the emulators have run. */
export interface Outlook {
  mails: OutlookMail[];
  tasks: OutlookTask[];
  phases: OutlookPhase[];
  digests: OutlookDigest[];
  escalations: OutlookEscalation[];
}

/** School dates, both included. */
export interface Span {
  from: string;
  to: string;
}

/** The row of a part's task, where it has one. `idOf` answers a student's school id by their key. */
export const taskRow = (part: Part, idOf: (person: string) => string): OutlookTask[] => {
  const { student, occurrence, task, mails } = part;
  if (task === undefined) return [];
  const isDone = isTaskSettled(part);
  const at = isDone ? task.at : (mails.open?.plannedAt ?? "");
  return [{ studentId: idOf(student), occurrence, status: isDone ? "completed" : "due", at }];
};

interface Foreseen {
  student: RosterStudent;
  occurrence: Occurrence;
  completedAt: string | undefined;
}

const byOccurrence = byTimeAndStudent<Pick<OutlookTask, "at" | "studentId" | "occurrence">>(
  ({ occurrence }) => occurrence,
);

const concerns = ({ from, to }: Span, { closes = "", waves }: Occurrence): boolean => {
  const opens = waves[0]?.day ?? "";
  return opens <= to && (opens >= from || closes >= from);
};

const opensAt = ({ waves }: Occurrence): string => waves[0]?.at ?? "";

// Before an occurrence opens there is no link to answer. An answer of before the span counts as the span begins.
const completion = (
  times: readonly string[],
  occurrence: Occurrence,
  begins: string,
  ends: string,
): string | undefined => {
  const first = times.filter((at) => at > opensAt(occurrence) && at < ends).sort()[0];
  return first !== undefined && first < begins ? begins : first;
};

const foresee = (
  program: Program,
  student: RosterStudent,
  span: Span,
  times: (milestone: string) => string[],
): Foreseen[] => {
  const { timeZone } = program.school;
  const begins = instantAt(span.from, "00:00", timeZone);
  const ends = instantAt(span.to, "23:59:59.999", timeZone);
  return occurrencesFor(program, student)
    .filter((occurrence) => concerns(span, occurrence))
    .map((occurrence) => ({
      student,
      occurrence,
      completedAt: occurrence.milestone.ask && completion(times(occurrence.milestone.id), occurrence, begins, ends),
    }));
};

// An answer stops every wave planned at its instant or later.
const mailsOf = (
  { student, occurrence, completedAt }: Foreseen,
  { from, to }: Span,
): { mail: OutlookMail; waits: boolean }[] =>
  occurrence.waves
    .filter(({ day, at }) => day >= from && day <= to && (completedAt === undefined || at < completedAt))
    .map(({ name, at, template, waitsFrom }) => ({
      waits: waitsFrom !== undefined,
      mail: {
        studentId: student.schoolId,
        to: student.email,
        milestone: occurrence.milestone.id,
        occurrence: occurrence.id,
        wave: name,
        template,
        at,
      },
    }));

const taskOf = ({ student, occurrence, completedAt }: Foreseen): OutlookTask[] => {
  if (occurrence.milestone.ask === undefined) return [];
  const status = completedAt === undefined ? "due" : "completed";
  return [{ studentId: student.schoolId, occurrence: occurrence.id, status, at: completedAt ?? opensAt(occurrence) }];
};

const movesOf = (program: Program, student: RosterStudent, { from, to }: Span): OutlookPhase[] =>
  phasesOf(program, student)
    .filter(({ begins }) => begins >= from && begins <= to)
    .map(({ phase, begins }) => ({
      studentId: student.schoolId,
      phase,
      at: instantAt(begins, program.school.sendAt, program.school.timeZone),
    }));

const answerTimes = (answers: readonly Answered[]): Map<string, string[]> => {
  const times = new Map<string, string[]>();
  for (const { studentId, milestone, at } of answers) {
    const name = JSON.stringify([studentId, milestone]);
    times.set(name, [...(times.get(name) ?? []), new Date(at).toISOString()]);
  }
  return times;
};

/** Who gets what, when, by the rules alone. Mails planned before the span count as sent; their tasks stand open. */
export const preview = (
  program: Program,
  students: readonly RosterStudent[],
  span: Span,
  answers: readonly Answered[],
): Outlook => {
  const times = answerTimes(answers);
  const timesOf = ({ schoolId }: RosterStudent) => {
    if (times.size === 0) return () => [];
    return (milestone: string) => times.get(JSON.stringify([schoolId, milestone])) ?? [];
  };
  const found: Outlook = { mails: [], tasks: [], phases: [], digests: [], escalations: [] };
  for (const student of students) {
    if (student.status !== "active") continue;
    const waiting: OutlookMail[] = [];
    for (const part of foresee(program, student, span, timesOf(student))) {
      for (const { mail, waits } of mailsOf(part, span)) (waits ? waiting : found.mails).push(mail);
      found.tasks.push(...taskOf(part));
      found.escalations.push(...escalationsOf(program, part, span));
    }
    const { mails, digests } = digestsOf(waiting);
    found.mails.push(...mails);
    found.digests.push(...digests);
    found.phases.push(...movesOf(program, student, span));
  }
  return {
    digests: inOrder(
      found.digests,
      byTimeAndStudent(() => ""),
    ),
    mails: inOrder(found.mails, byPlannedTime),
    tasks: inOrder(found.tasks, byOccurrence),
    phases: inOrder(
      found.phases,
      byTimeAndStudent(({ phase }) => phase),
    ),
    escalations: inOrder(found.escalations, byOccurrence),
  };
};
