import { type Occurrence, occurrencesFor } from "../calendar/occurrences.ts";
import { phasesOf } from "../calendar/phases.ts";
import type { Program } from "../calendar/program.ts";
import type { Wave } from "../calendar/waves.ts";
import type { RosterStudent } from "../people/student.ts";
import { instantAt } from "../time/dates.ts";
import { digestsOf, type OutlookDigest } from "./digests.ts";
import { escalationsOf, type OutlookEscalation } from "./foretell-escalations.ts";
import { byInstant, byPlannedTime, byTimeAndStudent } from "./order.ts";

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

/** What of sessions' mails waits for a digest of the calendar's, by the school's number of whom it goes to. */
export type WaitedMails = ReadonlyMap<string, readonly OutlookMail[]>;

/** School dates, both included. */
export interface Span {
  from: string;
  to: string;
}

/** An occurrence that a span concerns, with its waves in it. */
interface Spanned {
  occurrence: Occurrence;
  waves: Wave[];
}

interface Foreseen extends Spanned {
  student: RosterStudent;
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

// Classmates have one list of occurrences, which is looked through once.
const spannedBy = (span: Span): ((occurrences: readonly Occurrence[]) => Spanned[]) => {
  const known = new Map<readonly Occurrence[], Spanned[]>();
  const isIn = ({ day }: Wave) => day >= span.from && day <= span.to;
  return (occurrences) => {
    const found =
      known.get(occurrences) ??
      occurrences
        .filter((occurrence) => concerns(span, occurrence))
        .map((occurrence) => ({ occurrence, waves: occurrence.waves.filter(isIn) }));
    known.set(occurrences, found);
    return found;
  };
};

/** Makes the function that foresees what comes to a student whose answers to a milestone came at some `times`. */
const foreseer = (program: Program, span: Span) => {
  const { timeZone } = program.school;
  const begins = instantAt(span.from, "00:00", timeZone);
  const ends = instantAt(span.to, "23:59:59.999", timeZone);
  const spanned = spannedBy(span);
  return (student: RosterStudent, times: (milestone: string) => string[]): Foreseen[] =>
    spanned(occurrencesFor(program, student)).map(({ occurrence, waves }) => ({
      student,
      occurrence,
      waves,
      completedAt: occurrence.milestone.ask && completion(times(occurrence.milestone.id), occurrence, begins, ends),
    }));
};

const mailOf = ({ student, occurrence }: Foreseen, { name, at, template }: Wave): OutlookMail => ({
  studentId: student.schoolId,
  to: student.email,
  milestone: occurrence.milestone.id,
  occurrence: occurrence.id,
  wave: name,
  template,
  at,
});

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
  waited: WaitedMails = new Map(),
): Outlook => {
  const times = answerTimes(answers);
  const timesOf = ({ schoolId }: RosterStudent) => {
    if (times.size === 0) return () => [];
    return (milestone: string) => times.get(JSON.stringify([schoolId, milestone])) ?? [];
  };
  const foresee = foreseer(program, span);
  const [mails, tasks, phases] = [byInstant<OutlookMail>(), byInstant<OutlookTask>(), byInstant<OutlookPhase>()];
  const [digests, escalations] = [byInstant<OutlookDigest>(), byInstant<OutlookEscalation>()];
  for (const student of students) {
    if (student.status !== "active") continue;
    const waiting: OutlookMail[] = [];
    for (const part of foresee(student, timesOf(student))) {
      for (const wave of part.waves) {
        // An answer stops every wave planned at its instant or later.
        if (part.completedAt !== undefined && wave.at >= part.completedAt) continue;
        (wave.waitsFrom === undefined ? mails.at(wave.at) : waiting).push(mailOf(part, wave));
      }
      for (const task of taskOf(part)) tasks.at(task.at).push(task);
      for (const one of escalationsOf(program, part, span)) escalations.at(one.at).push(one);
    }
    const told = digestsOf([...waiting, ...(waited.get(student.schoolId) ?? [])]);
    for (const mail of told.mails) mails.at(mail.at).push(mail);
    for (const digest of told.digests) digests.at(digest.at).push(digest);
    for (const move of movesOf(program, student, span)) phases.at(move.at).push(move);
  }
  return {
    digests: digests.inOrder(byTimeAndStudent(() => "")),
    mails: mails.inOrder(byPlannedTime),
    tasks: tasks.inOrder(byOccurrence),
    phases: phases.inOrder(byTimeAndStudent(({ phase }) => phase)),
    escalations: escalations.inOrder(byOccurrence),
  };
};
