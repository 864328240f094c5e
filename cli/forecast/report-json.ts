import { Buffer } from "node:buffer";
import type { OutlookMail } from "#domain/forecast/preview.ts";
import type { Report } from "./report.ts";

/** One buffer is filled and given away again and again: a large school's year is some 450 MB. */
const SIZE = 1 << 20;

/** Rows are laid out so many at once. */
const CHUNK = 200;

const BETWEEN = ",\n";
const [OPENING, CLOSING] = ['{\n  "rows": [\n', "\n  ]\n}"];

/** Rows as they stand in a list of the report, commas between them. */
const rowsText = (rows: readonly object[]): string =>
  JSON.stringify({ rows }, null, 2).slice(OPENING.length, -CLOSING.length);

/** A row as a text of its own, and what it shares with others as bytes that are made once. */
type RowLaidOut = [text: string, shared?: Uint8Array | undefined];

const isOneMailing = (one: OutlookMail, other: OutlookMail): boolean =>
  one.at === other.at &&
  one.occurrence === other.occurrence &&
  one.wave === other.wave &&
  one.template === other.template;

const sharedText = ({ studentId: _, to: __, ...shared }: OutlookMail): string =>
  rowsText([shared]).slice("    {\n".length);

// A student's own lines are the same in each of their mails; what stands between two mails comes first.
const namedIn = (): ((mail: OutlookMail) => string) => {
  const known = new Map<string, { to: string; text: string }>();
  return ({ studentId, to }) => {
    const last = known.get(studentId);
    if (last?.to === to) return last.text;
    const own = `      "studentId": ${JSON.stringify(studentId)},\n      "to": ${JSON.stringify(to)},\n`;
    const text = `${BETWEEN}    {\n${own}`;
    known.set(studentId, { to, text });
    return text;
  };
};

// Classmates share what follows their name in a mailing; those of several classes stand between each other in the list.
const sharedIn = (): ((mail: OutlookMail) => Uint8Array) => {
  const known = new Map<string, { mail: OutlookMail; shared: Uint8Array }[]>();
  return (mail) => {
    const mailings = known.get(mail.occurrence) ?? [];
    const last = mailings.find((one) => isOneMailing(one.mail, mail));
    if (last !== undefined) return last.shared;
    const shared = Buffer.from(sharedText(mail));
    known.set(mail.occurrence, [...mailings, { mail, shared }]);
    return shared;
  };
};

const mailLayout = (): ((mail: OutlookMail) => RowLaidOut) => {
  const [named, sharedBy] = [namedIn(), sharedIn()];
  return (mail) => (mail.carries === undefined ? [named(mail), sharedBy(mail)] : [BETWEEN + rowsText([mail])]);
};

function* mailsOf(mails: readonly OutlookMail[]): Generator<RowLaidOut> {
  const layOut = mailLayout();
  for (const [nth, mail] of mails.entries()) {
    const [text, shared] = layOut(mail);
    yield [nth === 0 ? text.slice(BETWEEN.length) : text, shared];
  }
}

function* rowsOf(rows: readonly object[]): Generator<RowLaidOut> {
  for (let start = 0; start < rows.length; start += CHUNK)
    yield [`${start === 0 ? "" : BETWEEN}${rowsText(rows.slice(start, start + CHUNK))}`];
}

function* listOf(name: string, { length }: readonly object[], rows: Iterable<RowLaidOut>): Generator<RowLaidOut> {
  yield [`  ${JSON.stringify(name)}: `];
  if (length === 0) return yield ["[],\n"];
  yield ["[\n"];
  yield* rows;
  yield ["\n  ],\n"];
}

function* layoutOf({ from, to, timeZone, students, ...told }: Report): Generator<RowLaidOut> {
  const { mails, tasks, phases, rejected, held, unscheduled, digests, escalations, warnings, dependent } = told;
  const completed = tasks.filter(({ status }) => status === "completed").length;
  const others = { tasks, phases, rejected, held, unscheduled, digests, escalations, warnings };
  const ofSessions = dependent === undefined ? {} : { dependent };
  yield [`${JSON.stringify({ from, to, timeZone }, null, 2).slice(0, -2)},\n`];
  yield* listOf("mails", mails, mailsOf(mails));
  for (const [name, rows] of Object.entries({ ...others, ...ofSessions })) yield* listOf(name, rows, rowsOf(rows));
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
