import type { Program } from "#domain/calendar/program.ts";
import { cohortOf, parseCohort } from "#domain/people/cohort.ts";
import type { Student } from "#domain/people/student.ts";
import type { CalendarEntry } from "#domain/sessions/calendar-entries.ts";
import { type CalendarReader, calendarOf } from "#domain/sessions/calendar-of.ts";
import { retold, type ToldDays } from "#domain/sessions/feeds/told-days.ts";
import { instantAt } from "#domain/time/dates.ts";
import { suggest } from "#files/did-you-mean.ts";
import { faultLine } from "#files/fault.ts";
import { icsOf } from "#files/ics/ics.ts";
import { peopleNamed } from "#office/people/find-person.ts";
import { InputFault } from "../../faults.ts";
import { tellRosters } from "../../local/prepare.ts";
import { type RostersAsked, type TakenRoster, takeRosters } from "../../local/rosters.ts";
import { loadProgram } from "../../read-inputs.ts";
import { save } from "../../save.ts";
import type { Console } from "../../terminal.ts";
import { type ComingProgram, loadPrograms, partPrograms } from "./coming-programs.ts";
import { partFiles, type TakenSessionsFile, takeSessions } from "./take-sessions.ts";

/** What `calendar` is asked: one of `student`, `cohort` and `public`. `out`: `-` for standard output. */
export interface CalendarAsked extends RostersAsked {
  program: string;
  sessions: string;
  student?: string;
  cohort?: string;
  public?: true;
  out: string;
}

/** `matchward calendar`: writes what a feed would hold that was read after each of the files. @throws InputFault */
export const calendar = async (asked: CalendarAsked, { out, err }: Console): Promise<void> => {
  const tell = (line: string) => err.write(`${line}\n`);
  const { programs: folders, files } = await partPrograms(asked.then ?? []);
  const first = await loadProgram(asked.program, "rules", tell);
  const programs = await loadPrograms(first, folders, tell);
  const program = programs.at(-1)?.program ?? first;
  const { rosters: then, sessions: later } = await partFiles(files);
  const taken = await takeSessions([{ on: undefined, file: asked.sessions }, ...later], program, tell);
  const rosters = await takeRosters({ ...asked, then }, program, taken.began);
  tellRosters(rosters, { from: taken.began, to: "9999-12-31" }, tell);
  const reader = readerOf(asked, program, rosters);
  const { name, entries } = calendarAfter({ programs, reader, rosters, files: taken.files });
  const ics = icsOf(name, program.school.timeZone, entries);
  if (asked.out === "-") out.write(ics);
  else {
    await save(asked.out, ics, "the calendar");
    out.write(`${asked.out}: ${name}, ${entries.length} ${entries.length === 1 ? "entry" : "entries"}\n`);
  }
};

type NamedReader = Exclude<CalendarReader, { student: unknown }> | { student: Student };

interface Comings {
  programs: readonly ComingProgram[];
  reader: NamedReader;
  rosters: readonly TakenRoster[];
  files: readonly TakenSessionsFile[];
}

// A feed remembers the days that it told: so this makes the calendar anew on each day on which something came, as if a
// reader had asked then, and answers the last.
const calendarAfter = ({ programs, reader, rosters, files }: Comings) => {
  const on =
    (today: string) =>
    <One extends { on: string }>(those: readonly One[]) =>
      those.findLast((one) => one.on <= today);
  const days = [...new Set([...programs.slice(1), ...rosters, ...files].map((one) => one.on))].toSorted();
  const start: { name: string; entries: CalendarEntry[]; days: ToldDays } = { name: "", entries: [], days: {} };
  return days.reduce((before, today) => {
    const then = on(today);
    const [program, who] = [then(programs)?.program, readerOn(reader, then(rosters))];
    if (program === undefined || who === undefined) return before;
    const now = instantAt(today, "00:00", program.school.timeZone);
    const { name, entries } = calendarOf(program, then(files)?.sessions ?? [], who, now);
    return { name, ...retold(entries, before.days, { now, today }) };
  }, start);
};

// Undefined before the roster that brings the student.
const readerOn = (reader: NamedReader, roster: TakenRoster | undefined): CalendarReader | undefined => {
  if (!("student" in reader)) return reader;
  const student = roster?.students.find(({ person }) => person === reader.student.person);
  return student && { student };
};

const readerOf = (
  { student: who, cohort }: CalendarAsked,
  program: Program,
  rosters: readonly TakenRoster[],
): NamedReader => {
  const { file = "", students = [] } = rosters.at(-1) ?? {};
  const refuse = (what: string, mend: string): never => {
    throw new InputFault([faultLine({ file, line: 1, what, mend })]);
  };
  if (who !== undefined) {
    const [student] = peopleNamed(students, who);
    return { student: student ?? refuse(`There is no student ${who} in it`, "Name a student_id or an address") };
  }
  if (cohort === undefined) return { isPublic: true };
  const known = [...new Set(students.map(cohortOf))].toSorted();
  const parsed = parseCohort(cohort);
  if (parsed === undefined || !known.includes(cohort))
    return refuse(`There is no cohort ${cohort} in it`, suggest(cohort, known));
  const years = program.tracks.find(({ id }) => id === parsed.track)?.years ?? 0;
  const { track, graduationYear: graduation } = parsed;
  return { cohort: { track, anchors: { matriculation: graduation - years, graduation } } };
};
