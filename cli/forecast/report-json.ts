import { Buffer } from "node:buffer";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Report } from "./report.ts";

/** One buffer is filled and given away again and again: a large school's year is some 450 MB. */
const SIZE = 1 << 20;

const lineOf = (key: string, value: unknown): string => {
  const text = typeof value === "object" ? JSON.stringify(value, null, 2).replaceAll("\n", "\n      ") : undefined;
  return `      ${JSON.stringify(key)}: ${text ?? JSON.stringify(value)}`;
};

const rowText = (row: object): string =>
  `    {\n${Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => lineOf(key, value))
    .join(",\n")}\n    }`;

/** A row as a text of its own, and what it shares with others as bytes that are made once. */
type RowLaidOut = [text: string, shared?: Uint8Array | undefined];

const isOneMailing = (one: OutlookMail, other: OutlookMail): boolean =>
  one.at === other.at &&
  one.occurrence === other.occurrence &&
  one.wave === other.wave &&
  one.template === other.template;

// Classmates share what follows their name in a mailing, and stand side by side in the list.
const mailLayout = (): ((mail: OutlookMail) => RowLaidOut) => {
  let last: { mail: OutlookMail; rest: Uint8Array } | undefined;
  return (mail) => {
    const { studentId, to, ...shared } = mail;
    if (shared.carries !== undefined) return [rowText(mail)];
    if (last === undefined || !isOneMailing(last.mail, mail))
      last = { mail, rest: Buffer.from(rowText(shared).slice("    {\n".length)) };
    const own = `    {\n      "studentId": ${JSON.stringify(studentId)},\n      "to": ${JSON.stringify(to)},\n`;
    return [own, last.rest];
  };
};

function* rowsOf<Row>(name: string, rows: readonly Row[], layOut: (row: Row) => RowLaidOut): Generator<RowLaidOut> {
  yield [`  ${JSON.stringify(name)}: [`];
  for (const [nth, row] of rows.entries()) {
    const [text, shared] = layOut(row);
    yield [`${nth === 0 ? "\n" : ",\n"}${text}`, shared];
  }
  yield [rows.length === 0 ? "],\n" : "\n  ],\n"];
}

function* layoutOf({ from, to, timeZone, students, ...told }: Report): Generator<RowLaidOut> {
  const { mails, tasks, phases, rejected, held, unscheduled, warnings } = told;
  const completed = tasks.filter(({ status }) => status === "completed").length;
  yield [`${JSON.stringify({ from, to, timeZone }, null, 2).slice(0, -2)},\n`];
  yield* rowsOf("mails", mails, mailLayout());
  for (const [name, rows] of Object.entries({ tasks, phases, rejected, held, unscheduled, warnings }))
    yield* rowsOf<object>(name, rows, (row) => [rowText(row)]);
  const totals = JSON.stringify({ totals: { students, mails: mails.length, completed } }, null, 2);
  yield [`${totals.slice(2)}\n`];
}

/**
 * The JSON of `--json` in pieces, as `JSON.stringify` with two spaces lays it out: the same report always gives the
 * same bytes. A piece is good until the next one is asked for.
 */
export function* reportBytes(report: Report): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(SIZE);
  let end = 0;
  for (const [text, shared] of layoutOf(report)) {
    // No sign takes more than three bytes.
    const room = 3 * text.length + (shared?.length ?? 0);
    if (end + room > SIZE) {
      yield buffer.subarray(0, end);
      end = 0;
    }
    if (room > SIZE) yield Buffer.concat([Buffer.from(text), shared ?? Buffer.alloc(0)]);
    else {
      end += buffer.write(text, end);
      if (shared !== undefined) buffer.set(shared, end);
      end += shared?.length ?? 0;
    }
  }
  yield buffer.subarray(0, end);
}

/** The same as text. */
export function* reportPieces(report: Report): Generator<string> {
  for (const bytes of reportBytes(report)) yield Buffer.from(bytes).toString();
}
