import { Buffer } from "node:buffer";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Report } from "./report.ts";

/** One buffer is filled and given away again and again: a large school's year is some 450 MB. */
const SIZE = 1 << 20;

const deep = (value: object): string => JSON.stringify(value, null, 2).replaceAll("\n", "\n      ");

// Keys are the code's own names, which need no escaping; a line a field is joined by hand, since rows are a million.
const rowText = (row: object): string => {
  let text = "";
  for (const [key, value] of Object.entries(row)) {
    if (value === undefined) continue;
    const shown = typeof value === "object" && value !== null ? deep(value) : JSON.stringify(value);
    text += `${text === "" ? "" : ",\n"}      "${key}": ${shown}`;
  }
  return `    {\n${text}\n    }`;
};

/** A row as a text of its own, and what it shares with others as bytes that are made once. */
type RowLaidOut = [text: string, shared?: Uint8Array | undefined];

const isOneMailing = (one: OutlookMail, other: OutlookMail): boolean =>
  one.at === other.at &&
  one.occurrence === other.occurrence &&
  one.wave === other.wave &&
  one.template === other.template;

const sharedText = ({ studentId: _, to: __, ...shared }: OutlookMail): string =>
  rowText(shared).slice("    {\n".length);

// Classmates share what follows their name in a mailing, and stand side by side in the list.
const mailLayout = (): ((mail: OutlookMail) => RowLaidOut) => {
  let last: { mail: OutlookMail; rest: Uint8Array } | undefined;
  return (mail) => {
    if (mail.carries !== undefined) return [rowText(mail)];
    if (last === undefined || !isOneMailing(last.mail, mail)) last = { mail, rest: Buffer.from(sharedText(mail)) };
    const [id, to] = [JSON.stringify(mail.studentId), JSON.stringify(mail.to)];
    return [`    {\n      "studentId": ${id},\n      "to": ${to},\n`, last.rest];
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
  const { mails, tasks, phases, rejected, held, unscheduled, escalations, warnings } = told;
  const completed = tasks.filter(({ status }) => status === "completed").length;
  yield [`${JSON.stringify({ from, to, timeZone }, null, 2).slice(0, -2)},\n`];
  yield* rowsOf("mails", mails, mailLayout());
  for (const [name, rows] of Object.entries({ tasks, phases, rejected, held, unscheduled, escalations, warnings }))
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
