import { readFile } from "node:fs/promises";
import { arrivalsOf } from "#domain/forecast/arrivals.ts";
import { foretellSessions } from "#domain/forecast/foretell/foretell-sessions.ts";
import type { Student } from "#domain/people/student.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { Session } from "#domain/sessions/session.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { instantAt } from "#domain/time/dates.ts";
import { csvOfLines } from "#files/csv/csv.ts";
import { readRules } from "#files/program-folder/index.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { readSessions } from "#files/sessions/sessions-file.ts";
import { guestAnswers } from "./guest-answers.ts";
import { type AnswerRow, type SampleRow, sampleSchool, seeded } from "./sample-school.ts";

const SEED = 2026;
const [FIRST_DAY, LAST_DAY] = ["2026-08-01", "2028-06-30"];

const fileOf = (path: string) => readFile(new URL(path, import.meta.url));

/** What the students of a roster answer to the invitations of `sessions.csv`. @throws where either cannot be read */
const toInvitations = async (roster: readonly SampleRow[]): Promise<AnswerRow[]> => {
  const read = await readRules(new URL("../../program/hms", import.meta.url).pathname);
  if (!read.ok) throw new Error("The program has faults.");
  const { program } = read;
  const { rows, nameless } = await parseRoster(Buffer.from(withHeader(roster)), program, "roster.csv");
  const [first] = arrivalsOf(program, [{ on: FIRST_DAY, name: "roster.csv", rows, nameless, isComplete: false }]);
  const sessions = await readSessions(await fileOf("sessions.csv"), program, "sessions.csv");
  if (first === undefined || "fault" in sessions) throw new Error("The sample cannot be read.");
  const planned = sessions.sessions.map(({ session }) => session);
  const files = [
    { on: FIRST_DAY, sessions: takeIn([], sessions.sessions, instantAt(FIRST_DAY, "00:00", program.school.timeZone)) },
  ];
  const foretold = foretellSessions(program, { from: FIRST_DAY, to: LAST_DAY }, [first], files);
  const told = new Map(
    [...foretold.mails, ...foretold.waiting]
      .filter(({ wave }) => wave === "open")
      .map(({ studentId, occurrence, at }) => [`${studentId}/${occurrence}`, at]),
  );
  const toldAt = ({ schoolId }: Student, { id }: Session) => told.get(`${schoolId}/${sessionSubject(id)}`);
  return guestAnswers(seeded(SEED), { program, students: first.students, sessions: planned, toldAt });
};

/** The sample school's files as they are committed: file name → text (UTF-8, LF). */
export const sampleFiles = async (): Promise<Record<string, string>> => {
  const { roster, lateJoiner, answers } = sampleSchool(SEED);
  const all = [...answers, ...(await toInvitations(roster))];
  return {
    "roster.csv": withHeader(roster),
    "late-joiner.csv": withHeader(lateJoiner),
    "answers.csv": withHeader(all.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))),
  };
};

const withHeader = (rows: readonly object[]): string =>
  csvOfLines([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map(String))]);
