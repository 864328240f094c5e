import type { Program } from "#domain/calendar/program.ts";
import { cohortOf, parseCohort } from "#domain/people/cohort.ts";
import { type CalendarReader, calendarOf } from "#domain/sessions/calendar-of.ts";
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
import { partFiles, takeSessions } from "./take-sessions.ts";

/** What `calendar` is asked: one of `student`, `cohort` and `public`. `out`: `-` for standard output. */
export interface CalendarAsked extends RostersAsked {
  program: string;
  sessions: string;
  student?: string;
  cohort?: string;
  public?: true;
  out: string;
}

/** `matchward calendar`: writes what a calendar feed would hold. @throws InputFault with a line a fault. */
export const calendar = async (asked: CalendarAsked, { out, err }: Console): Promise<void> => {
  const tell = (line: string) => err.write(`${line}\n`);
  const program = await loadProgram(asked.program, "rules", tell);
  const { rosters: then, sessions: later } = await partFiles(asked.then ?? []);
  const taken = await takeSessions([{ on: undefined, file: asked.sessions }, ...later], program, tell);
  const rosters = await takeRosters({ ...asked, then }, program, taken.began);
  tellRosters(rosters, { from: taken.began, to: "9999-12-31" }, tell);
  const reader = readerOf(asked, program, rosters);
  const { name, entries } = calendarOf(program, taken.sessions, reader, taken.now);
  const ics = icsOf(name, program.school.timeZone, entries);
  if (asked.out === "-") out.write(ics);
  else {
    await save(asked.out, ics, "the calendar");
    out.write(`${asked.out}: ${name}, ${entries.length} ${entries.length === 1 ? "entry" : "entries"}\n`);
  }
};

const readerOf = (
  { student: who, cohort }: CalendarAsked,
  program: Program,
  rosters: readonly TakenRoster[],
): CalendarReader => {
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
