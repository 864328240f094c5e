import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Program } from "#domain/calendar/program.ts";
import type { Status } from "#domain/people/enrollment.ts";
import { calendarOf } from "#domain/sessions/calendar-of.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { readSessions } from "#files/sessions/sessions-file.ts";
import { DEFAULT_PROGRAM, SAMPLE_SESSIONS } from "../../cli/places.ts";
import { WRITERS } from "./peers.ts";
import { wrongIn } from "./read-back.ts";

/**
 * What the calendar feeds of a school cost in CPU: to find what is a student's among 400 sessions and write it, at two
 * sizes of the school, and to write the same entries beside three libraries, in turn in each round. Whose calendars two
 * independent readers see as they were given is told beside it.
 */
const SESSIONS = 400;
const ROUNDS = 9;
const { values } = parseArgs({ options: { students: { type: "string", default: "10000" } } });

const read = await readRules(DEFAULT_PROGRAM, 2026);
if (!read.ok) throw new Error("The program has faults");
const { program } = read;

const sessionsOf = async (of: Program): Promise<KnownSession[]> => {
  const file = await readSessions(await readFile(SAMPLE_SESSIONS), of, SAMPLE_SESSIONS);
  if ("fault" in file) throw new Error(file.fault);
  const link = "https://meet.example.edu/session?days=1,2;room=5";
  const many = Array.from({ length: SESSIONS }, (_, nth) => {
    const { session } = file.sessions[nth % file.sessions.length] ?? {};
    if (session === undefined) throw new Error("The sample has no session");
    return { session: { ...session, id: `${session.id}-${nth}`, link, speakers: "Dr. Éva Ruiz; residents" }, kept: [] };
  });
  return takeIn([], many, "2026-07-01T04:00:00.000Z");
};
const sessions = await sessionsOf(program);
const now = "2026-11-01T13:00:00.000Z";

const YEARS = [2023, 2024, 2025, 2026];
const studentsOf = (count: number) =>
  Array.from({ length: count }, (_, nth) => {
    const matriculation = YEARS[nth % YEARS.length] ?? 2026;
    const leave = nth % 50 === 0 ? addDays("2027-01-01", nth % 100) : undefined;
    return {
      track: nth % 6 === 0 ? "hst" : "pathways",
      status: "active" as Status,
      anchors: { matriculation, graduation: matriculation + 4 },
      ...(leave !== undefined && { leaveFrom: leave, leaveUntil: addDays(leave, 30) }),
    };
  });

const cpuOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const count = Number(values.students);
console.log(`${SESSIONS} sessions, Node ${process.version}, ${schoolDate(now, program.school.timeZone)}`);
for (const size of [count / 10, count]) {
  const students = studentsOf(size);
  const own = students.map((student) => {
    let written = "";
    const cpu = cpuOf(() => {
      const { name, entries } = calendarOf(program, sessions, { student }, now);
      written = WRITERS.matchward?.(entries) ?? name;
    });
    return { cpu, octets: Buffer.byteLength(written) };
  });
  const [cpu, octets] = [median(own.map((one) => one.cpu)), median(own.map((one) => one.octets))];
  console.log(`${size} students: a feed is found and written in ${cpu.toFixed(2)} ms CPU (median), ${octets} octets`);
}

const feeds = studentsOf(count).map((student) => calendarOf(program, sessions, { student }, now).entries);
const measured = new Map<string, number[]>();
for (let round = -1; round < ROUNDS; round += 1) {
  for (const [name, write] of Object.entries(WRITERS)) {
    const some = feeds.slice(0, round < 0 ? 200 : count / ROUNDS);
    const cpu = cpuOf(() => {
      for (const entries of some) write(entries);
    });
    if (round >= 0) measured.set(name, [...(measured.get(name) ?? []), cpu / some.length]);
  }
}
const ours = median(measured.get("matchward") ?? []);
for (const [name, write] of Object.entries(WRITERS)) {
  const cpu = median(measured.get(name) ?? []);
  const wrong = wrongIn(write(feeds[1] ?? []), feeds[1] ?? []);
  const ratio = name === "matchward" ? "" : ` ours is ${(ours / cpu).toFixed(2)} of it;`;
  console.log(
    `${name}: ${cpu.toFixed(3)} ms CPU a feed;${ratio} ${wrong.length === 0 ? "read back right" : wrong.join("; ")}`,
  );
}
