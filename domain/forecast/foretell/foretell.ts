import { isActive } from "../../calendar/current-occurrences.ts";
import type { Program } from "../../calendar/program.ts";
import { isOfLeave } from "../../calendar/when.ts";
import type { Student } from "../../people/student.ts";
import type { GuestAnswered } from "../../sessions/guest-answers.ts";
import { withEves } from "../../sessions/spacing/with-eves.ts";
import { withGivenWindows } from "../../sessions/windows/given-windows.ts";
import { addDays } from "../../time/dates.ts";
import { byPlannedTime, byTimeAndStudent, merged } from "../order.ts";
import { type Answered, type Outlook, preview, type Span } from "../preview.ts";
import { walk } from "../walk.ts";
import type { Arrival, Walked, WalkOf } from "../walk-state.ts";
import { foretellSessions, type SessionsArrival } from "./foretell-sessions.ts";
import { usableAnswers } from "./usable-answers.ts";

/** `heard`: what of the guests' answers their pages take. */
export interface ForetoldSpan extends Walked {
  heard: GuestAnswered[];
}

/**
 * What the rules foretell of a span. Where nothing changes on the way, the calendar alone says all. Whoever goes or
 * comes back by the days of their leave lives through it day by day, as all do where a later roster arrives.
 * @param files the sessions after each of their files
 * @param said what guests say of them, in time order
 */
export const foretell = (
  span: Span,
  program: Program,
  arrivals: readonly Arrival[],
  given: readonly Answered[],
  files: readonly SessionsArrival[] = [],
  said: readonly GuestAnswered[] = [],
): ForetoldSpan => {
  const { mails, waiting, heard, ignored: unheard } = foretellSessions(program, span, arrivals, files, said);
  const waited = Map.groupBy(waiting, ({ studentId }) => studentId);
  const asking = withGivenWindows(program, files.at(-1)?.sessions ?? []);
  const programOn = withEvesOf(asking, arrivals, files);
  const walked = foretellCalendar({ program: asking, programOn, files, span, arrivals, answers: given, waited });
  const ignored = [...walked.ignored, ...unheard];
  const all = mails.length === 0 ? walked.mails : merged(walked.mails, mails, byPlannedTime);
  return { ...walked, mails: all, ignored, heard };
};

type ProgramOn = NonNullable<WalkOf["programOn"]>;

/** The program as the sessions make it that are known on a day, and who is here then. */
const withEvesOf = (program: Program, arrivals: readonly Arrival[], files: readonly SessionsArrival[]): ProgramOn => {
  const days = [...new Set([...arrivals, ...files].map(({ on }) => on))].toSorted();
  const programs = days.map((today) => {
    const { sessions = [] } = files.findLast(({ on }) => on <= today) ?? {};
    const { students = [] } = arrivals.findLast(({ on }) => on <= today) ?? {};
    return { on: today, program: withEves(program, sessions, students) };
  });
  return (today) => programs.findLast(({ on }) => on <= today)?.program ?? program;
};

/** The one program that stands on all days of a span; undefined where files change it. */
const steadyProgram = (programOn: ProgramOn, files: readonly SessionsArrival[], { from }: Span) => {
  const programs = new Set([from, ...files.map(({ on }) => on)].map(programOn));
  return programs.size === 1 ? programOn(from) : undefined;
};

const foretellCalendar = (of: WalkOf & { programOn: ProgramOn; files: readonly SessionsArrival[] }): Walked => {
  const { span, arrivals, answers: given, waited } = of;
  const [first, ...later] = arrivals;
  const program = steadyProgram(of.programOn, of.files, span);
  if (first === undefined || later.length > 0 || program === undefined) return walk(of);
  const isToldOfLeaves = program.milestones.some(isOfLeave);
  const { moving = [], steady = [] } = Object.groupBy(first.students, (student) =>
    goesOrComes(student, span) || (isToldOfLeaves && hasLeave(student)) ? "moving" : "steady",
  );
  const ids = new Set(moving.map(({ schoolId }) => schoolId));
  const { theirs = [], others = [] } = Object.groupBy(given, ({ studentId }) =>
    ids.has(studentId) ? "theirs" : "others",
  );
  const here = steady.filter((student) => isActive(student, span.from));
  const { usable, ignored } = usableAnswers(program, here, span, others);
  const still = { ...preview(program, here, span, usable, waited), usable, ignored };
  if (moving.length === 0) return still;
  return together(still, walk({ program, span, arrivals: [{ ...first, students: moving }], answers: theirs, waited }));
};

const hasLeave = ({ leaveFrom, leaveUntil }: Student): boolean => (leaveFrom ?? leaveUntil) !== undefined;

const goesOrComes = ({ leaveFrom, leaveUntil, ...student }: Student, { from, to }: Span): boolean => {
  const days = [leaveFrom, leaveUntil && addDays(leaveUntil, 1)].filter((day) => day !== undefined);
  const isOn = (day: string) => isActive({ ...student, leaveFrom, leaveUntil }, day);
  return days.some((day) => day > from && day <= to && isOn(day) !== isOn(addDays(day, -1)));
};

const together = (one: Walked, other: Walked): Walked => {
  const ordered = <Row extends Answered>(rows: readonly Row[]): Row[] =>
    rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const outlook: Outlook = {
    mails: [...one.mails, ...other.mails].sort(byPlannedTime),
    tasks: [...one.tasks, ...other.tasks].sort(byTimeAndStudent(({ occurrence }) => occurrence)),
    digests: [...one.digests, ...other.digests].sort(byTimeAndStudent(() => "")),
    phases: [...one.phases, ...other.phases].sort(byTimeAndStudent(({ phase }) => phase)),
    escalations: [...one.escalations, ...other.escalations].sort(byTimeAndStudent(({ occurrence }) => occurrence)),
  };
  const usable = ordered([...one.usable, ...other.usable]);
  return { ...outlook, usable, ignored: ordered([...one.ignored, ...other.ignored]) };
};
