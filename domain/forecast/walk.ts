import { isActive, isMailingDay, releasesOn } from "../calendar/current-occurrences.ts";
import { findOccurrence, occurrencesOpenIn } from "../calendar/occurrences.ts";
import { phaseMove } from "../calendar/phases.ts";
import type { Program } from "../calendar/program.ts";
import { escalationName, planEscalations } from "../escalation/plan-escalations.ts";
import { BEFORE_THE_START, carriedOver } from "../mail/carried-over.ts";
import type { PlannedMail } from "../mail/plan.ts";
import { planDay, planOpening } from "../mail/planning.ts";
import { claiming, missing, settling } from "../parts/part-changes.ts";
import { returnedOn } from "../people/enrollment.ts";
import type { Student } from "../people/student.ts";
import { sessionOf } from "../sessions/session-subject.ts";
import { addDays, instantAt, yearOf } from "../time/dates.ts";
import { isQuiet } from "../time/quiet-days.ts";
import { digestOf } from "./digests.ts";
import { escalationRow } from "./foretell-escalations.ts";
import { byPlannedTime, byTimeAndStudent } from "./order.ts";
import type { OutlookMail } from "./preview.ts";
import { answerUpTo } from "./walk-answers.ts";
import { change, taskRow, type Walk, type Walked, type WalkOf } from "./walk-state.ts";

/** Lives through a span day by day as the functions do, by the same rules; what they write is kept in memory. */
export const walk = (of: WalkOf): Walked => {
  const nothing = { mails: [], tasks: [], phases: [], digests: [], escalations: [], usable: [], ignored: [] };
  const state: Walk = {
    ...of,
    ...nothing,
    waited: of.waited ?? new Map(),
    students: new Map(),
    parts: new Map(),
    changed: new Set(),
    left: [...of.answers],
    told: new Set(),
  };
  const { from, to } = of.span;
  for (let today = from; today <= to; today = addDays(today, 1)) liveDay(state, today);
  answerUpTo(state, "9999");
  const { usable, ignored } = state;
  return {
    mails: state.mails.sort(byPlannedTime),
    tasks: [...state.parts.values()]
      .flatMap((part) => taskRow(part, idOf(state)))
      .sort(byTimeAndStudent(({ occurrence }) => occurrence)),
    phases: state.phases.sort(byTimeAndStudent(({ phase }) => phase)),
    digests: state.digests.sort(byTimeAndStudent(() => "")),
    escalations: state.escalations.sort(byTimeAndStudent(({ occurrence }) => occurrence)),
    ...{ usable, ignored },
  };
};

const idOf =
  ({ students }: Walk) =>
  (person: string): string =>
    students.get(person)?.schoolId ?? "";

const liveDay = (state: Walk, today: string): void => {
  state.program = state.programOn?.(today) ?? state.program;
  const { school } = state.program;
  for (const { students } of state.arrivals.filter(({ on }) => on === today)) arrive(state, students, today);
  const morning = instantAt(today, school.sendAt, school.timeZone);
  answerUpTo(state, morning);
  advance(state, today);
  for (const student of state.students.values())
    if (returnedOn(student, today) === today) state.changed.add(student.person);
  mailAll(state, today, morning);
  escalate(state, today, morning);
  for (const release of releasesOn(state.program, today)) {
    answerUpTo(state, release);
    catchUp(state, { today, at: release, isAgain: true });
  }
  if (!isQuiet(school, today)) state.changed.clear();
};

const arrive = (state: Walk, students: readonly Student[], today: string): void => {
  const isFirst = state.students.size === 0;
  for (const student of students) {
    const before = state.students.get(student.person);
    const phase = before === undefined ? student.phase : before.phase;
    state.students.set(student.person, { ...student, phase });
    if (JSON.stringify(before) !== JSON.stringify({ ...student, phase })) state.changed.add(student.person);
  }
  if (!isFirst) return;
  const at = instantAt(today, "00:00", state.program.school.timeZone);
  for (const mail of carriedOver({ program: state.program, students, startedOn: state.span.from }))
    change(state, mail, missing(mail, mail.wave, { ...mail, at, reason: BEFORE_THE_START }));
};

const advance = ({ program, students, phases }: Walk, today: string): void => {
  for (const student of students.values()) {
    const move = phaseMove(program, student, today);
    if (move === undefined) continue;
    students.set(student.person, { ...student, phase: move.phase });
    phases.push({ studentId: student.schoolId, phase: move.phase, at: move.at });
  }
};

const milestonesOn = (program: Program, today: string): string[] =>
  program.milestones
    .filter(({ id }) => occurrencesOpenIn(program, id, yearOf(today)).some(({ nominal }) => nominal === today))
    .map(({ id }) => id);

const hasLeave = ({ leaveFrom, leaveUntil }: Student): boolean => leaveFrom !== undefined || leaveUntil !== undefined;

const mailAll = (state: Walk, today: string, at: string): void => {
  const { program } = state;
  const all = hereOn(state, today);
  const parts = [...state.parts.values()];
  for (const milestone of milestonesOn(program, today))
    for (const mail of planOpening({ program, milestone, students: all, parts, today })) send(state, mail, at);
  catchUp(state, { today, at, waited: waitedAt(state, at) });
};

const waitedAt = ({ students, waited }: Walk, at: string): Map<string, PlannedMail[]> => {
  const due = [...students.values()].flatMap(({ person, schoolId }): [string, PlannedMail[]][] => {
    const rows = waited.get(schoolId)?.filter((row) => row.at === at) ?? [];
    const mails = rows.map(({ milestone, occurrence, wave }) => ({
      ...{ schoolId, student: person, cohort: "", milestone, occurrence, wave },
      ...{ plannedAt: at, asks: undefined, waitsForDigest: true as const },
    }));
    return mails.length === 0 ? [] : [[person, mails]];
  });
  return new Map(due);
};

const hereOn = ({ students }: Walk, today: string): Student[] =>
  [...students.values()].filter((student) => isActive(student, today) || hasLeave(student));

interface Run {
  today: string;
  at: string;
  isAgain?: true;
  waited?: ReadonlyMap<string, readonly PlannedMail[]>;
}

const catchUp = (state: Walk, { today, at, isAgain, waited = new Map() }: Run): void => {
  const { program, span } = state;
  const all = hereOn(state, today);
  const isOfInterest = (student: Student) =>
    state.changed.has(student.person) ||
    waited.has(student.person) ||
    student.begins !== undefined ||
    hasLeave(student);
  const students = isMailingDay(program, today) ? all : all.filter(isOfInterest);
  if (students.length === 0) return;
  const parts = [...state.parts.values()];
  const run = { today, now: at, startedOn: span.from, ...(isAgain && { isAgain }) };
  const plan = planDay({ program, students, parts, waited, ...run });
  for (const mail of plan.miss) change(state, mail, missing(mail, mail.wave, { ...mail, at }));
  for (const mail of plan.send) send(state, mail, at);
};

const escalate = (state: Walk, today: string, at: string): void => {
  const { program, parts, told, span, escalations } = state;
  const students = state.students.values();
  for (const one of planEscalations({ program, students, parts, told, today, startedOn: span.from })) {
    told.add(escalationName(one));
    escalations.push(escalationRow(at, one.schoolId, one.occurrence, one.to));
  }
};

const send = (state: Walk, mail: PlannedMail, at: string): void => {
  const addressee = state.students.get(mail.student);
  if (addressee === undefined) return;
  const items = [mail, ...(mail.digest ?? [])].filter((item) => isClaimed(state, { ...mail, ...item }, at));
  const rows = state.waited.get(addressee.schoolId) ?? [];
  const [first, ...others] = items.map(({ occurrence, wave }): OutlookMail => {
    const ofSession = rows.find((row) => row.occurrence === occurrence && row.wave === wave && row.at === at);
    if (ofSession !== undefined) return ofSession;
    const found = findOccurrence(state.program, occurrence);
    return {
      ...{ studentId: addressee.schoolId, to: addressee.email },
      ...{ milestone: found?.milestone.id ?? "", occurrence, wave },
      ...{ template: found?.waves.find(({ name }) => name === wave)?.template ?? "", at },
      ...(mail.carries && { carries: mail.carries.toSorted() }),
    };
  });
  if (first === undefined) return;
  if (mail.digest === undefined) {
    state.mails.push(first);
    return;
  }
  const { mail: row, digest } = digestOf(first, others);
  state.mails.push(row);
  state.digests.push(digest);
};

// A session's mails were claimed where they were foretold.
const isClaimed = (state: Walk, mail: PlannedMail, at: string): boolean => {
  if (sessionOf(mail.occurrence) !== undefined) return true;
  const { wave, plannedAt } = mail;
  const of = findOccurrence(state.program, mail.occurrence)?.milestone;
  const identity = { ...mail, milestone: of?.id ?? mail.milestone, asks: of?.ask?.type };
  const claim = change(state, mail, claiming(identity, wave, { plannedAt, at }));
  if (claim.kind !== "claimed") return false;
  const { attempt } = claim;
  change(state, mail, settling(wave, { state: "sent", plannedAt, attempt, at, messageId: wave }));
  return true;
};
