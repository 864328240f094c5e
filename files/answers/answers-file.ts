import { parse } from "csv-parse/sync";
import { Temporal } from "temporal-polyfill";
import * as z from "zod/mini";
import { answerAskOf, type Program } from "#domain/calendar/program.ts";
import type { Answered } from "#domain/forecast/preview.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { IN_CALENDAR, suggest } from "../did-you-mean.ts";
import { faultLine, reasonOf } from "../fault.ts";

const COLUMNS = ["at", "student_id", "milestone"] as const;
/** What csv-parse answers with `info`: each record, and the line it ends on. */
const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

/** What an answers file may refer to: a program, and the ids of everybody in the roster, its rejected rows included. */
export interface AnswersContext {
  file: string;
  program: Program;
  studentIds: ReadonlySet<string>;
}

export type ReadAnswers = { ok: true; answers: Answered[] } | { ok: false; faults: string[] };

/**
 * Reads a CSV of `at,student_id,milestone` (RFC 4180; a byte order mark, CRLF and any column order are fine) into
 * answers in time order, those of one instant in the order of the file. Every fault of the file is told at once. Rows
 * that answer invitations are left to `readGuestAnswers`.
 */
export const readAnswers = (csv: string, context: AnswersContext): ReadAnswers => {
  const table = answerTable(csv, context.file);
  if (!Array.isArray(table)) return { ok: false, faults: [table.fault] };
  const rows = table.filter((row) => !isOfSession(row)).map((row) => answerOf(row, context));
  const faults = rows.flatMap((row) => (typeof row === "string" ? [row] : []));
  if (faults.length > 0) return { ok: false, faults };
  const answers = rows.flatMap((row) => (typeof row === "string" ? [] : [row]));
  return { ok: true, answers: answers.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
};

/** A row of an answers file; an empty text where there is none. */
export interface AnswerLine {
  line: number;
  cells: Record<(typeof COLUMNS)[number] | "answer" | "guests", string>;
}

/** True of a row that answers an invitation. */
export const isOfSession = ({ cells }: AnswerLine): boolean => sessionOf(cells.milestone) !== undefined;

/** The rows of an answers file as they are written. */
export const answerTable = (csv: string, file: string): AnswerLine[] | { fault: string } => {
  const options = { bom: true, skip_empty_lines: true, trim: true, relax_column_count: true, info: true } as const;
  try {
    const [header, ...rows] = z.parse(Records, parse(csv, options));
    const names = header?.record ?? [];
    const missing = COLUMNS.filter((column) => !names.includes(column));
    if (missing.length > 0)
      return {
        fault: faultLine({
          file,
          line: 1,
          what: `The header lacks ${missing.join(", ")}`,
          mend: `Begin the file with ${COLUMNS.join(",")}`,
        }),
      };
    const cell = (record: readonly string[], column: string) => record[names.indexOf(column)] ?? "";
    return rows.map(({ record, info }) => ({
      line: info.lines,
      cells: {
        ...{ at: cell(record, "at"), student_id: cell(record, "student_id"), milestone: cell(record, "milestone") },
        ...{ answer: cell(record, "answer"), guests: cell(record, "guests") },
      },
    }));
  } catch (thrown) {
    return {
      fault: faultLine({
        file,
        line: 1,
        what: `This is not a CSV file: ${reasonOf(thrown)}`,
        mend: "Save it as comma-separated text in UTF-8",
      }),
    };
  }
};

const answerOf = ({ line, cells }: AnswerLine, { file, program, studentIds }: AnswersContext): Answered | string => {
  const fault = (what: string, mend: string) => faultLine({ file, line, what, mend });
  const at = instantOf(cells.at);
  if (at === undefined) return fault(`"${cells.at}" is not an instant`, "Write it like 2027-04-02T13:30:00Z");
  if (!studentIds.has(cells.student_id))
    return fault("This student_id is not in the roster", "Take the row out, or add the student to the roster");
  const milestone = program.milestones.find(({ id }) => id === cells.milestone);
  if (milestone === undefined)
    return fault(
      `The program has no milestone "${cells.milestone}"`,
      suggest(cells.milestone, asking(program), IN_CALENDAR),
    );
  if (answerAskOf(milestone) === undefined)
    return fault(
      `"${cells.milestone}" asks nothing, so it cannot be answered`,
      suggest(cells.milestone, asking(program), IN_CALENDAR),
    );
  return { at, studentId: cells.student_id, milestone: cells.milestone };
};

/** ISO 8601 with a zone, to the millisecond in UTC; `undefined` for what does not exist, such as April 31. */
export const instantOf = (text: string): string | undefined => {
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: "millisecond" });
  } catch {
    return undefined;
  }
};

const asking = (program: Program): string[] =>
  program.milestones.filter((one) => answerAskOf(one) !== undefined).map(({ id }) => id);
