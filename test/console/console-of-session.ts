import { memoryRecords } from "#adapters/records/memory-records.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { createConsole } from "../../local/console/create-console.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { session } from "../domain/sessions/session.fixture.ts";
import { classOf } from "../functions/class.fixture.ts";
import { fakeSystem } from "./fake-system.ts";

const [SUMMER, INVITED] = ["2026-08-03T16:00:00.000Z", "2027-01-06T14:00:00.000Z"];
/** While it lasts. */
const NOW = "2027-01-20T23:00:00.000Z";
const LAST_NAMES = ["Adeyemi", "Brandt", "Castillo", "Dubois", "Eriksen", "Fujita", "García", "Haddad", "Ivanova"];

/** What an upload of sessions, and one of who came, leaves; each with a row that was rejected. */
const SESSIONS = {
  summary: JSON.stringify({
    ...{ verdict: "counted", why: [], sessions: 3, added: 1, changed: 1, unchanged: 1, rejected: 1, warnings: 1 },
  }),
  rejectedCsv: "session_id,item,starts_at,line,message\nx,dinner,soon,5,starts_at is no time\n",
  warningsCsv: "line,message\n3,two at one place\n",
  changesCsv: "session_id,what,before,after\nsis,place,TMEC 448,TMEC 250\n",
};
const CAME = {
  summary: JSON.stringify({ verdict: "counted", why: [], came: 2, rejected: 1 }),
  rejectedCsv: "student_id,line,reason\nS9,4,nobody here\n",
  warningsCsv: "",
};

/**
 * A console on a school with one session, of which so many were told: a third said yes to half as many seats, some said
 * no, and the others nothing.
 */
export const consoleOfSession = async (size: number) => {
  const students = classOf(size, { anchors: { matriculation: 2024, graduation: 2028 } }).map((student, nth) => ({
    ...student,
    lastName: `${LAST_NAMES[nth % LAST_NAMES.length]}-${nth}`,
  }));
  const system = fakeSystem(program, students, NOW);
  const given = { ...session({ rsvp: "required", capacity: Math.floor(size / 6) }), place: "TMEC 227" };
  const [first] = takeIn([], [{ session: given, kept: [] }], SUMMER);
  const [meeting] = takeIn(first ? [first] : [], [{ session: { ...given, place: "TMEC 250" }, kept: [] }], INVITED);
  if (meeting === undefined) throw new Error("no session");
  const { sessions, guestLists, parts } = memoryRecords();
  const people = { ...system.records.people, all: async () => students };
  await sessions.save(meeting, undefined);
  const told = students.map((student) => partInSession(meeting, student));
  const mail = { plannedAt: INVITED, at: INVITED, tells: 1 };
  await parts.claim(told, "open", mail);
  await parts.settle(
    told.map((part) => ({ part, wave: "open", mail: { state: "sent" as const, attempt: 1, ...mail } })),
  );
  for (const [nth, { person }] of students.slice(0, Math.floor(size / 2)).entries())
    await guestLists.answer(given, person, nth % 3 === 2 ? { answer: "no" } : { answer: "yes", guests: 0 }, INVITED);
  const uploadRoster: typeof system.uploadRoster = async (_, as) => (as?.folder === undefined ? SESSIONS : CAME);
  const records = { ...system.records, people, sessions, guestLists, parts };
  return createConsole({ ...system, records, uploadRoster }, { program, lateJoiner: "" });
};
