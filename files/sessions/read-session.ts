import type { Program } from "#domain/calendar/program.ts";
import { PublicId } from "#domain/calendar/public-id.ts";
import { isStandIn } from "#domain/people/greeting.ts";
import { itemItself } from "#domain/sessions/guests.ts";
import { type Rsvp, type Session, SessionId, type SessionStatus } from "#domain/sessions/session.ts";
import { IN_CALENDAR, suggest } from "../did-you-mean.ts";
import { readLine } from "../roster/fields.ts";
import { fieldOf, type SessionColumn } from "./columns.ts";
import { readWallTime } from "./wall-time.ts";

/** What should be looked at in a row that counts all the same. */
export interface SessionWarning {
  line: number;
  column: string;
  message: string;
}

/** A row by its columns; an empty text is no value. */
export interface SessionRow {
  line: number;
  cells: Partial<Record<SessionColumn, string>>;
  broken: string | undefined;
}

/** A session, or why the row is none. */
export interface ReadSession {
  session?: Session;
  fault?: string;
  warnings: SessionWarning[];
  /** Fields whose cells could not be understood: what is known of them stays. */
  unread: (keyof Session)[];
}

/** Ends the reading of a row that cannot be a session. */
class NoSession extends Error {}

const refuse = (why: string): never => {
  throw new NoSession(why);
};

const HOUR = 3_600_000;
const [LONG, LONGEST] = [12 * HOUR, 7 * 24 * HOUR];

/** `isUnread`: the cell says something that could not be understood. */
type Warn = (column: SessionColumn, message: string, isUnread?: boolean) => void;

const RSVP: Record<string, Rsvp> = {
  none: "none",
  no: "none",
  "yes-no": "yes-no",
  yes: "yes-no",
  required: "required",
};
const STATUS: Record<string, SessionStatus> = {
  planned: "planned",
  confirmed: "planned",
  scheduled: "planned",
  cancelled: "cancelled",
  canceled: "cancelled",
};

const wordOf = <Meaning>(column: SessionColumn, text: string, words: Record<string, Meaning>): Meaning => {
  const plain = text.toLowerCase().replaceAll(/[\s_/]+/g, "-");
  const found = Object.entries(words).find(([word]) => word === plain);
  return found?.[1] ?? refuse(`${column} "${text}" is not known. ${suggest(plain, Object.keys(words))}`);
};

const lineOf = (cells: SessionRow["cells"], column: SessionColumn, warn: Warn): string | undefined => {
  const text = cells[column] ?? "";
  if (text === "") return undefined;
  const read = readLine(text);
  if ("value" in read) return read.value;
  warn(column, `${column} "${text.slice(0, 60)}" ${read.left}`, !isStandIn(text));
  return undefined;
};

const addressOf = (cells: SessionRow["cells"], column: SessionColumn, warn: Warn): string | undefined => {
  const text = lineOf(cells, column, warn);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" && url.username === "") return url.href;
  warn(column, `${column} "${text.slice(0, 60)}" is no https: address, and is left out`, true);
  return undefined;
};

const timesOf = ({ starts_at: starts = "", ends_at: ends }: SessionRow["cells"], zone: string, warn: Warn) => {
  if (starts === "" || isStandIn(starts)) refuse("starts_at says no time yet: leave the row out until it is known");
  const begin = readWallTime(starts, zone);
  if ("fault" in begin) return refuse(`starts_at "${starts}" ${begin.fault}`);
  if (begin.isTwice) warn("starts_at", `the clock shows ${starts} twice that day; the first of the two is taken`);
  if (ends === undefined || ends === "" || isStandIn(ends)) {
    if (ends !== undefined) warn("ends_at", "ends_at says no time; an hour is taken");
    return { startsAt: begin.instant, endsAt: new Date(Date.parse(begin.instant) + HOUR).toISOString() };
  }
  const end = readWallTime(ends, zone, begin.date);
  if ("fault" in end) return refuse(`ends_at "${ends}" ${end.fault}`);
  const length = Date.parse(end.instant) - Date.parse(begin.instant);
  if (length <= 0) refuse(`ends_at "${ends}" is not after starts_at "${starts}"`);
  if (length > LONGEST) refuse(`it would last longer than a week, from "${starts}" to "${ends}"`);
  if (length > LONG) warn("ends_at", `it lasts ${Math.round(length / HOUR)} hours: look whether that is meant`);
  return { startsAt: begin.instant, endsAt: end.instant };
};

const capacityOf = ({ capacity = "" }: SessionRow["cells"]): number | undefined => {
  if (capacity === "" || /^(unlimited|none|n\/a)$/i.test(capacity)) return undefined;
  return /^[1-9]\d{0,5}(\.0+)?$/.test(capacity)
    ? Number(capacity)
    : refuse(`capacity "${capacity}" is no whole number of seats; leave it empty where there is one for everybody`);
};

// What guests were told has to be taken back, also where the program does not have its item any more.
const mayBeGone = (item: string, isCancelled: boolean): boolean => isCancelled && PublicId.safeParse(item).success;

const idsOf = (
  { session_id: id = "", item = "" }: SessionRow["cells"],
  program: Program,
  { isCancelled, warn }: { isCancelled: boolean; warn: Warn },
): Pick<Session, "id" | "item"> & { named: string } => {
  if (id === "") refuse("session_id is empty: give each session a name that it keeps");
  if (!SessionId.safeParse(id).success)
    refuse(`session_id "${id.slice(0, 60)}" may have letters and digits, joined by - _ or ., up to 60`);
  const found = itemItself(program, { item });
  if (found !== undefined) return { id, item, named: found.title };
  const ids = [...program.milestones, ...(program.series ?? [])].map((one) => one.id);
  if (!mayBeGone(item, isCancelled))
    return refuse(`the program has no milestone or series "${item}". ${suggest(item, ids, IN_CALENDAR)}`);
  warn("item", `the program has no milestone or series "${item}": ${id} is cancelled all the same`, true);
  return { id, item, named: item };
};

const sessionOf = ({ cells }: SessionRow, program: Program, warn: Warn): Session => {
  const { rsvp = "", status: word = "" } = cells;
  const status = word === "" ? "planned" : wordOf("status", word, STATUS);
  const { named, ...ids } = idsOf(cells, program, { isCancelled: status === "cancelled", warn });
  const given = {
    place: lineOf(cells, "place", warn),
    link: addressOf(cells, "link", warn),
    capacity: capacityOf(cells),
    speakers: lineOf(cells, "speakers", warn),
    audienceNote: lineOf(cells, "audience_note", warn),
    recording: addressOf(cells, "recording", warn),
  };
  return {
    ...ids,
    title: lineOf(cells, "title", warn) ?? named,
    ...timesOf(cells, program.school.timeZone, warn),
    rsvp: rsvp === "" ? "none" : wordOf("rsvp", rsvp, RSVP),
    status,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
};

/** Reads one row: a session, or why it is none, and what was left out of it. */
export const readSession = (row: SessionRow, program: Program): ReadSession => {
  const warnings: SessionWarning[] = [];
  const unread: ReadSession["unread"] = [];
  const warn: Warn = (column, message, isUnread = false) => {
    warnings.push({ line: row.line, column, message });
    if (isUnread) unread.push(fieldOf(column));
  };
  if (row.broken !== undefined) return { fault: row.broken, warnings, unread };
  try {
    const session = sessionOf(row, program, warn);
    // The title of an item that is gone is not to be had.
    if (unread.includes("item") && !row.cells.title) unread.push("title");
    return { session, warnings, unread };
  } catch (thrown) {
    if (thrown instanceof NoSession) return { fault: thrown.message, warnings: [], unread };
    throw thrown;
  }
};
