import type { Status } from "#domain/people/enrollment.ts";
import type { NamelessRow, RosterRow, RosterTrack, RosterWarning } from "#domain/people/roster-row.ts";
import { plainWord } from "../status-word.ts";
import {
  type ReadField,
  readAccessCode,
  readAddress,
  readGivenName,
  readId,
  readLastName,
  readLine,
  readWholeName,
} from "./fields.ts";
import { orNone, quoted, type RowReading, type TextIn, take } from "./take-field.ts";
import { readDate, readGraduation, readMatriculation } from "./years-and-dates.ts";

/** What a row is read by: the columns of first days, with their phases; tracks by what they may be called; statuses. */
export interface RowRules {
  phases: ReadonlyMap<string, string>;
  tracks: readonly RosterTrack[];
  tracksByName: ReadonlyMap<string, string>;
  meaningOf: (word: string) => Status | undefined;
}

/** Why a row names nobody, and what it says all the same. */
interface NamesNobody {
  fault: string;
  nameless: NamelessRow;
}

/** Somebody whom the file itself calls no student. */
export interface NoStudent {
  skipped: RosterWarning;
}

/**
 * Reads one row, or says why it names nobody, or no student. What cannot be read is left out, as if its cell were
 * blank, and warned of.
 */
export const readRow = (
  line: number,
  textIn: TextIn,
  rules: RowRules,
): Pick<RowReading, "row" | "warnings"> | NamesNobody | NoStudent => {
  const role = textIn("role");
  if (role !== "" && isOther(role)) {
    const message = `the row's role is ${quoted(role)}, not student; it is left out`;
    return { skipped: { line, column: "", message } };
  }
  const id = textIn("student_id").trim();
  if (TOTAL.test(id))
    return {
      skipped: { line, column: "", message: `the row begins with ${quoted(id)} and names nobody` },
    };
  const reading: RowReading = { row: { line, schoolId: "" }, warnings: [], textIn };
  const schoolId = take(reading, "student_id", readId);
  const fault = Object.values(reading.row.unread ?? {}).join("; ") || (schoolId ? "" : "student_id is empty");
  reading.row.schoolId = schoolId ?? "";
  readPerson(reading);
  readCourse(reading, rules);
  return fault === "" ? reading : { fault, nameless: reading.row };
};

const TOTAL = /^(grand |sub)?totals?\b|^(count|sum|average)( of .*)?:?$/i;

const OTHER_ROLES = new Set(
  (
    "teacher aide administrator admin guardian parent proctor relative staff faculty instructor ta teachingassistant " +
    "observer designer principal counselor advisor adviser sysadmin systemadministrator siteadministrator " +
    "districtadministrator mentor employee"
  ).split(" "),
);

const isOther = (role: string): boolean => {
  const roles = role.split(/[,;|/]/).map((one) => one.toLowerCase().replace(/[^a-z]/g, ""));
  return roles.length > 0 && roles.every((one) => OTHER_ROLES.has(one));
};

const readPerson = (reading: RowReading): void => {
  const { row } = reading;
  const email = take(reading, "email", readAddress);
  if (email !== undefined) row.email = email;
  readNames(reading);
  const society = take(reading, "society", readLine);
  if (society !== undefined) row.society = society;
  const societyAdvisorEmail = take(reading, "society_advisor_email", readAddress);
  if (societyAdvisorEmail !== undefined) row.societyAdvisorEmail = societyAdvisorEmail;
  const cimAccessCode = take(reading, "cim_access_code", readAccessCode);
  if (cimAccessCode !== undefined) row.cimAccessCode = cimAccessCode;
  for (const column of ["specialty", "site", "mailbox"] as const) {
    const text = take(reading, column, orNone(readLine));
    if (text !== undefined) row[column] = text;
  }
};

// What other systems keep in one column fills in what has no column of its own.
const readNames = (reading: RowReading): void => {
  const { row } = reading;
  const whole = take(reading, "sortable_name", readWholeName) ?? take(reading, "full_name", readWholeName);
  const firstName = take(reading, "first_name", readGivenName) ?? whole?.firstName;
  if (firstName !== undefined) row.firstName = firstName;
  const lastName = take(reading, "last_name", readLastName) ?? whole?.lastName;
  if (lastName !== undefined) row.lastName = lastName;
  const preferredName = take(reading, "preferred_name", readGivenName);
  if (preferredName !== undefined) row.preferredName = preferredName;
  const isWhole = firstName === undefined && lastName === undefined;
  if (isWhole && whole?.fullName !== undefined) row.fullName = whole.fullName;
};

const readCourse = (reading: RowReading, rules: RowRules): void => {
  const { row } = reading;
  const track = take(reading, "track", trackReader(rules));
  if (track !== undefined) row.track = track;
  const matriculation = take(reading, "matriculation_year", readMatriculation);
  if (matriculation !== undefined) row.anchors = { matriculation };
  const graduation = take(reading, "graduation_year", (text) => readGraduation(text, matriculation));
  if (graduation !== undefined) row.anchors = { ...row.anchors, graduation };
  const status = readStatus(reading, rules);
  if (status !== undefined) row.status = status;
  for (const [column, phase] of rules.phases) {
    const begins = take(reading, column, orNone(readDate));
    if (begins !== undefined) row.begins = { ...row.begins, [phase]: begins };
  }
  const degree = take(reading, "degree", orNone(readLine));
  if (degree !== undefined) row.degree = degree;
  readLeave(reading);
};

// A leave that ends before it begins says nothing: nobody knows which of the two is wrong.
const readLeave = (reading: RowReading): void => {
  const { row, warnings, textIn } = reading;
  const leaveFrom = take(reading, "leave_from", orNone(readDate));
  const leaveUntil = take(reading, "leave_until", orNone(readDate));
  if (leaveFrom && leaveUntil && leaveUntil < leaveFrom) {
    const [from, until] = [textIn("leave_from").trim(), textIn("leave_until").trim()];
    const message = `leave_until ${quoted(until)} is before leave_from ${quoted(from)}; both are left out`;
    warnings.push({ line: row.line, column: "leave_until", message });
    row.unread = { ...row.unread, leave_until: message };
    return;
  }
  if (leaveFrom !== undefined) row.leaveFrom = leaveFrom;
  if (leaveUntil !== undefined) row.leaveUntil = leaveUntil;
};

const trackReader =
  ({ tracks, tracksByName }: RowRules) =>
  (text: string): ReadField<string> => {
    const id = tracksByName.get(plainTrack(text));
    return id === undefined ? { left: `must be one of ${tracks.map((track) => track.id).join(", ")}` } : { value: id };
  };

const plainTrack = (text: string): string => plainWord(text).replaceAll(" ", "");

/** Tracks by their ids and titles; a title that two tracks share names neither. */
export const tracksByName = (tracks: readonly RosterTrack[]): ReadonlyMap<string, string> => {
  const titled = Map.groupBy(tracks, ({ id, title = id }) => plainTrack(title));
  const sole = [...titled].flatMap(([title, [track, another]]) =>
    track === undefined || another !== undefined ? [] : [[title, track.id] as const],
  );
  return new Map([...sole, ...tracks.map(({ id }) => [plainTrack(id), id] as const)]);
};

// An account that is switched off contradicts a status of active: nobody knows what that means.
const readStatus = (reading: RowReading, { meaningOf }: RowRules): RosterRow["status"] => {
  const isOff = /^(false|no|n|0)$/i.test(reading.textIn("enabled_user").trim());
  const said = reading.textIn("status").trim();
  const means = meaningOf(said);
  if (isOff && (means === "active" || said === "")) return disabled(reading, said, meaningOf);
  return take(
    reading,
    "status",
    (word): ReadField<NonNullable<RosterRow["status"]>> =>
      means === undefined ? { value: { word }, note: unknownStatus(word) } : { value: { word, means } },
  );
};

const unknownStatus = (word: string): string =>
  "is a status that matchward does not know; no mail until somebody decides; if it always means the same, add " +
  `"${word}": leave (or another status) under statusWords in school.yaml`;

const disabled = (
  { row, warnings }: RowReading,
  said: string,
  meaningOf: RowRules["meaningOf"],
): RosterRow["status"] => {
  const word = "enabledUser=false";
  const means = meaningOf(word);
  if (means !== undefined) return { word, means };
  warnings.push({
    line: row.line,
    column: "status",
    message: `status ${quoted(said)} with ${word} ${unknownStatus(word)}`,
  });
  return { word };
};
