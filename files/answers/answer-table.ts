import { parse } from "csv-parse/sync";
import * as z from "zod/mini";
import { faultLine, reasonOf } from "../fault.ts";

const COLUMNS = ["at", "student_id", "milestone"] as const;
/** What csv-parse answers with `info`: each record, and the line it ends on. */
const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

/** A row of an answers file; an empty text where there is none. */
export interface AnswerLine {
  line: number;
  cells: Record<(typeof COLUMNS)[number] | "answer" | "guests", string>;
}

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
