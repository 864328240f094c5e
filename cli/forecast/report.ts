import type { DependentMail } from "#domain/forecast/foretell/dependent-mails.ts";
import type { Outlook, Span } from "#domain/forecast/preview.ts";
import type { HeldOccurrence, Unscheduled, WithoutDay } from "#domain/forecast/without-day.ts";
import type { ClassWithoutMail } from "#domain/forecast/without-mail.ts";
import type { HoldReason } from "#domain/people/held.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { dependentLines } from "./dependent-lines.ts";

/** Somebody who is held at the end of the span, why and since when (ISO 8601 UTC). */
export interface HeldRow {
  studentId: string;
  reason: HoldReason;
  since: string;
}

export const heldAmong = (students: readonly Student[]): HeldRow[] =>
  students
    .flatMap(({ schoolId, held }) =>
      held === undefined ? [] : [{ studentId: schoolId, reason: held.reason, since: held.since }],
    )
    .toSorted((one, other) => (one.studentId < other.studentId ? -1 : 1));

/** Everything that `simulate` and `preview` answer, in the order of the JSON's keys. */
export interface Report extends Span, Outlook, Pick<WithoutDay, "unscheduled"> {
  timeZone: string;
  /** Of rosters after the first, what is told begins with the file's name. */
  rejected: { line: number; reason: string }[];
  /** People, then what goes out to nobody while a national date is not sure. */
  held: (HeldRow | HeldOccurrence)[];
  warnings: RosterWarning[];
  /** Classes that get nothing in a year; told to people alone. */
  withoutMail: ClassWithoutMail[];
  /** Absent without sessions. */
  dependent?: DependentMail[];
  students: number;
}

interface Line {
  occurrence: string;
  students: number;
  mails: number;
  waves: string;
  completed: string;
}

const HEADS: Line = { occurrence: "milestone", students: 0, mails: 0, waves: "waves", completed: "completed" };

/**
 * Counts the different names of runs that ascend, as the students of each mailing do: a name of the first run is found
 * in a later one without a look-up.
 */
const distinct = () => {
  const [first, others] = [[] as string[], new Set<string>()];
  let [last, next, isFirst] = ["", 0, true];
  return {
    add: (name: string): void => {
      if (name <= last) [next, isFirst] = [0, false];
      last = name;
      if (isFirst) first.push(name);
      else {
        while ((first[next] ?? name) < name) next += 1;
        if (first[next] !== name) others.add(name);
      }
    },
    size: (): number => first.length + others.size,
  };
};

interface Counted {
  students: ReturnType<typeof distinct>;
  mails: number;
  waves: Map<string, number>;
}

// One pass, since a large school's mails are a million.
const countedIn = (mails: Outlook["mails"]): Map<string, Counted> => {
  const counted = new Map<string, Counted>();
  for (const { occurrence, wave, studentId } of mails) {
    const line = counted.get(occurrence) ?? { students: distinct(), mails: 0, waves: new Map() };
    if (line.mails === 0) counted.set(occurrence, line);
    line.mails += 1;
    line.students.add(studentId);
    line.waves.set(wave, (line.waves.get(wave) ?? 0) + 1);
  }
  return counted;
};

const linesOf = ({ mails, tasks }: Outlook): Line[] => {
  const tasksOf = Map.groupBy(tasks, ({ occurrence }) => occurrence);
  return [...countedIn(mails)].map(([occurrence, { students, mails, waves }]) => {
    const asked = tasksOf.get(occurrence) ?? [];
    const done = asked.filter(({ status }) => status === "completed").length;
    return {
      occurrence,
      students: students.size(),
      mails,
      waves: [...waves].map(([wave, count]) => `${wave} ${count}`).join(", "),
      completed: asked.length === 0 ? "" : `${done} of ${asked.length}`,
    };
  });
};

const cell = (value: string | number): string => (value === 0 ? "" : String(value));

const table = (lines: readonly Line[]): string[] => {
  const rows = lines.map((line) => [
    line.occurrence,
    cell(line.students),
    cell(line.mails),
    line.completed,
    line.waves,
  ]);
  const all = [[HEADS.occurrence, "students", "mails", HEADS.completed, HEADS.waves], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const right = new Set([1, 2]);
  return all.map((row) =>
    row
      .map((text, i) => (right.has(i) ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
};

const heldLines = ({ held }: Report): string[] => {
  const people = held.filter((row) => "studentId" in row);
  return [
    ...[...Map.groupBy(people, ({ reason }) => reason)].map(
      ([reason, those]) => `held (${reason}): ${those.map(({ studentId }) => studentId).join(", ")}`,
    ),
    ...held.flatMap((row) => ("occurrence" in row ? [`held: ${row.occurrence}: ${row.reason}${ownerText(row)}`] : [])),
  ];
};

const escalationLines = ({ escalations, timeZone }: Report): string[] => {
  const days = Map.groupBy(escalations, ({ occurrence, at }) => `${occurrence} on ${schoolDate(at, timeZone)}`);
  return [...days].map(([what, those]) => {
    const told = new Set(those.map(({ to }) => to).filter((to) => to !== undefined)).size;
    const untold = those.filter(({ to }) => to === undefined).map(({ studentId }) => studentId);
    const toNobody = untold.length === 0 ? "" : `; nobody is known to tell of ${untold.join(", ")}`;
    return `escalated: ${what}, ${those.length} behind, told to ${told}${toNobody}`;
  });
};

const digestLine = ({ digests }: Report): string[] => {
  if (digests.length === 0) return [];
  const things = digests.reduce((sum, { items }) => sum + items.length, 0);
  const count = digests.length === 1 ? "1 weekly digest tells" : `${digests.length} weekly digests tell`;
  return [`${count} of ${things} things that could wait`];
};

const ownerText = ({ owner }: { owner?: string }): string => (owner === undefined ? "" : ` (${owner})`);

const windowText = ({ window, owner }: Unscheduled): string => {
  const when = window === undefined ? "once its session is planned" : `some day from ${window.from} to ${window.to}`;
  return `, ${when}${ownerText(owner === undefined ? {} : { owner })}`;
};

const COURSE: Record<ClassWithoutMail["course"], string> = {
  over: "by their graduation year they have left; is it right?",
  ahead: "by their matriculation year they come later; is it right?",
  now: "no dated milestone is for them; are their track and years right?",
};

/** A line for each class that a year brings nothing. */
export const withoutMailLines = ({ withoutMail, from, to }: Report): string[] =>
  withoutMail.map(({ cohort, students, course }) => {
    const who = students === 1 ? "its one student" : `its ${students} students`;
    return `warning: ${cohort}: no mail goes to ${who} from ${from} to ${to}; ${COURSE[course]}`;
  });

/** What a report says for people around its table: the span above it; phase moves, what is held and totals below. */
export const around = (report: Report, body: string): string => {
  const moves = [...Map.groupBy(report.phases, ({ phase, at }) => `${phase} on ${schoolDate(at, report.timeZone)}`)];
  const completed = report.tasks.filter(({ status }) => status === "completed").length;
  return [
    `${report.from} to ${report.to} (${report.timeZone}), ${report.students} students`,
    "",
    report.mails.length === 0 ? "No mail goes out to them in that time.\n" : body,
    ...moves.map(([move, { length }]) => `${length} ${length === 1 ? "student" : "students"} moved to ${move}`),
    ...heldLines(report),
    ...digestLine(report),
    ...escalationLines(report),
    ...dependentLines(report.dependent),
    ...report.unscheduled.map((one) => `unscheduled: ${one.milestone}${windowText(one)}`),
    `${report.mails.length} mails, ${completed} of ${report.tasks.length} tasks completed`,
    "",
  ].join("\n");
};

/** The same report for people: a line an occurrence, then the phase moves and the totals. */
export const reportText = (report: Report): string => around(report, `${table(linesOf(report)).join("\n")}\n`);
