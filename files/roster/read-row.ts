import type { Status } from "#domain/people/enrollment.ts";
import type { RosterRow, RosterTrack, RosterWarning } from "#domain/people/roster-row.ts";
import { phaseOfColumn } from "./columns.ts";
import {
  type ReadField,
  readAddress,
  readDate,
  readGraduation,
  readLine,
  readMatriculation,
  readName,
} from "./fields.ts";

/** What a row is read by: the columns that the file has, the program's tracks, what status words mean. */
export interface RowRules {
  columns: readonly string[];
  tracks: readonly RosterTrack[];
  meaningOf: (word: string) => Status | undefined;
}

/** Gives the trimmed text of a column, empty where there is none. */
export type TextIn = (column: string) => string;

interface RowReading {
  row: RosterRow;
  warnings: RosterWarning[];
}

/** A value as a warning quotes it. */
const quoted = (text: string): string => `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;

const taken = <Value>(
  { row, warnings }: RowReading,
  column: string,
  text: string,
  read: (text: string) => ReadField<Value>,
): Value | undefined => {
  if (text === "") return undefined;
  const found = read(text);
  const told = "left" in found ? found.left : found.note;
  if (told !== undefined) warnings.push({ line: row.line, column, message: `${column} ${quoted(text)} ${told}` });
  if (!("left" in found)) return found.value;
  row.unread = { ...row.unread, [column]: `${column} ${quoted(text)} ${found.left}` };
  return undefined;
};

/**
 * Reads one row, or says why it names nobody. What cannot be read is left out, as if its cell were blank, and warned
 * of.
 */
export const readRow = (line: number, textIn: TextIn, rules: RowRules): RowReading | { fault: string } => {
  const schoolId = readName(textIn("student_id"));
  if ("left" in schoolId) return { fault: `student_id ${schoolId.left}` };
  if (schoolId.value === "") return { fault: "student_id is empty" };
  const reading: RowReading = { row: { line, schoolId: schoolId.value }, warnings: [] };
  readPerson(reading, textIn);
  readCourse(reading, textIn, rules);
  return reading;
};

const readPerson = (reading: RowReading, textIn: TextIn): void => {
  const take = <Value>(column: string, read: (text: string) => ReadField<Value>) =>
    taken(reading, column, textIn(column), read);
  const said = {
    email: take("email", readAddress),
    firstName: take("first_name", readName),
    lastName: take("last_name", readName),
    preferredName: take("preferred_name", readName),
    society: take("society", readLine),
    societyAdvisorEmail: take("society_advisor_email", readAddress),
    cimAccessCode: take("cim_access_code", readLine),
  };
  Object.assign(reading.row, given(said));
};

const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const readCourse = (reading: RowReading, textIn: TextIn, { columns, tracks, meaningOf }: RowRules): void => {
  const take = <Value>(column: string, read: (text: string) => ReadField<Value>) =>
    taken(reading, column, textIn(column), read);
  const track = take("track", trackReader(tracks));
  const matriculation = take("matriculation_year", readMatriculation);
  const graduation = take("graduation_year", (text) => readGraduation(text, matriculation));
  const status = take("status", statusIn(meaningOf));
  const begins = given(
    Object.fromEntries(
      columns.flatMap((column) => {
        const phase = phaseOfColumn(column);
        return phase === undefined ? [] : [[phase, take(column, readDate)]];
      }),
    ),
  );
  const anchors = given({ matriculation, graduation });
  const some = (fields: object) => (Object.keys(fields).length > 0 ? fields : undefined);
  Object.assign(reading.row, given({ track, anchors: some(anchors), status, begins: some(begins) }));
};

const trackReader =
  (tracks: readonly RosterTrack[]) =>
  (text: string): ReadField<string> => {
    const track = tracks.find(({ id }) => id === text.toLowerCase());
    return track ? { value: track.id } : { left: `must be one of ${tracks.map(({ id }) => id).join(", ")}` };
  };

const statusIn =
  (meaningOf: RowRules["meaningOf"]) =>
  (word: string): ReadField<NonNullable<RosterRow["status"]>> => {
    const means = meaningOf(word);
    if (means !== undefined) return { value: { word, means } };
    return {
      value: { word },
      note: "is no status that matchward knows; say in school.yaml (statusWords) what it means",
    };
  };
