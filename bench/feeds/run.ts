import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Program } from "#domain/calendar/program.ts";
import type { Status } from "#domain/people/enrollment.ts";
import { answeredIn, calendarOf } from "#domain/sessions/calendar-of.ts";
import { emptyList, type GuestList, standingOf } from "#domain/sessions/guest-list.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { addDays, schoolDate } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { readSessions } from "#files/sessions/sessions-file.ts";
import { DEFAULT_PROGRAM, SAMPLE_SESSIONS } from "../../cli/places.ts";
import { WRITERS } from "./peers.ts";
import { wrongIn } from "./read-back.ts";

/**
 * What the calendar feeds of a school cost in CPU: to find what is a student's among 400 sessions, with their answers,
 * and write it, at two sizes of the school, and to write the same entries beside three libraries, in turn in each
 * round. Whose calendars two independent readers see as they were given is told beside it.
 */
const SESSIONS = 400;
const ROUNDS = 9;
const SLICES = 10;
/** Who said yes to each session. */
const GUESTS = 80;
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
const lists = sessions.map(({ id, capacity = null }): GuestList => {
  const places = Object.fromEntries(Array.from({ length: GUESTS }, (_, nth) => [`key-${nth}`, nth + 1]));
  return { ...emptyList(id), capacity, places, next: GUESTS + 1 };
});
const listOf = new Map(lists.map((list) => [list.session, list]));

/** A student's feed as the function writes it, from what its stores answer. */
const writeFeed = (student: ReturnType<typeof studentsOf>[number], nth: number): string => {
  const asked = answeredIn(program, sessions, student, now).flatMap((id) => listOf.get(id) ?? []);
  const of = new Map(asked.map((list) => [list.session, standingOf(list, `key-${nth % (2 * GUESTS)}`).state]));
  const { entries } = calendarOf(program, sessions, { student, answers: { of, changedAt: now } }, now);
  return WRITERS.matchward?.(entries) ?? "";
};

const sizes = [count / 10, count].map((size) => ({ size, students: studentsOf(size), cpu: [] as number[], octets: 0 }));
console.log(`${SESSIONS} sessions, Node ${process.version}, ${schoolDate(now, program.school.timeZone)}`);
// In turn, a slice of each school a round, so that whatever else the machine does falls on both.
for (let round = -1; round < SLICES; round += 1) {
  for (const one of sizes) {
    const slice = one.size / SLICES;
    for (const [nth, student] of one.students
      .slice(Math.max(0, round) * slice, (round + 1) * slice || slice)
      .entries()) {
      let written = "";
      const cpu = cpuOf(() => {
        written = writeFeed(student, nth);
      });
      if (round >= 0) one.cpu.push(cpu);
      one.octets = Buffer.byteLength(written);
    }
  }
}
const medians = sizes.map(({ cpu }) => median(cpu));
for (const [nth, { size, cpu, octets }] of sizes.entries()) {
  const [most, late] = [medians[nth]?.toFixed(2), cpu.toSorted((a, b) => a - b)[Math.floor(cpu.length * 0.95)]];
  console.log(
    `${size} students: a feed with its answers is found and written in ${most} ms CPU (median), ` +
      `${late?.toFixed(2)} (95 of 100), the last of ${octets} octets`,
  );
}
const [small = 0, large = 0] = medians;
console.log(
  `${sizes[1]?.size} students: ${(large / small).toFixed(2)} of ${sizes[0]?.size} (at most 1.20); at most 5 ms: ` +
    `${Math.max(small, large) <= 5 ? "held" : "not held"}`,
);

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
