import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Report } from "./report.ts";

/** So many rows are written at a time. */
const ROWS = 1000;

const lineOf = (key: string, value: unknown): string => {
  const text = typeof value === "object" ? JSON.stringify(value, null, 2).replaceAll("\n", "\n      ") : undefined;
  return `      ${JSON.stringify(key)}: ${text ?? JSON.stringify(value)}`;
};

const rowText = (row: object): string =>
  `    {\n${Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => lineOf(key, value))
    .join(",\n")}\n    }`;

// All classmates share what follows their name in a mailing, so that it is laid out once for them.
const mailTexts = (): ((mail: OutlookMail) => string) => {
  const known = new Map<string, string>();
  return (mail) => {
    const { studentId, to, ...shared } = mail;
    if (shared.carries !== undefined) return rowText(mail);
    const name = `${shared.occurrence} ${shared.wave} ${shared.at} ${shared.template}`;
    const rest = known.get(name) ?? rowText(shared).slice("    {\n".length);
    known.set(name, rest);
    return `    {\n      "studentId": ${JSON.stringify(studentId)},\n      "to": ${JSON.stringify(to)},\n${rest}`;
  };
};

/** A list of rows as `JSON.stringify` with two spaces writes it, a piece at a time: a school's whole is too long. */
function* listText<Row extends object>(
  name: string,
  rows: readonly Row[],
  textOf: (row: Row) => string,
): Generator<string> {
  yield `  ${JSON.stringify(name)}: [`;
  for (let first = 0; first < rows.length; first += ROWS) {
    const texts = rows.slice(first, first + ROWS).map(textOf);
    yield `${first === 0 ? "\n" : ",\n"}${texts.join(",\n")}`;
  }
  yield rows.length === 0 ? "],\n" : "\n  ],\n";
}

/** The JSON of `--json` in pieces: the same report always gives the same bytes. */
export function* reportPieces({ from, to, timeZone, students, ...told }: Report): Generator<string> {
  const { mails, tasks, phases, rejected, held, unscheduled, warnings } = told;
  const completed = tasks.filter(({ status }) => status === "completed").length;
  yield `${JSON.stringify({ from, to, timeZone }, null, 2).slice(0, -2)},\n`;
  yield* listText("mails", mails, mailTexts());
  for (const [name, rows] of Object.entries({ tasks, phases, rejected, held, unscheduled, warnings }))
    yield* listText<object>(name, rows, rowText);
  const totals = JSON.stringify({ totals: { students, mails: mails.length, completed } }, null, 2);
  yield `${totals.slice(2)}\n`;
}

/** The whole JSON of `--json` as one text. */
export const reportJson = (report: Report): string => [...reportPieces(report)].join("");
