import type { Difference } from "#domain/forecast/difference.ts";
import type { OutlookMail, Span } from "#domain/forecast/preview.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { schoolMinute } from "#domain/time/dates.ts";
import { type Cells, table } from "../../office/table.ts";

interface DifferenceTold {
  difference: Difference;
  /** Everybody whom the rows may name. */
  students: readonly Student[];
  span: Span;
  timeZone: string;
}

/** As many as a line names. */
const FEW = 3;

const mailOf = ({ occurrence, wave }: { occurrence: string; wave: string }): string => `${occurrence}/${wave}`;

const whoAmong = (students: readonly Student[]): ((rows: readonly { studentId: string }[]) => Cells) => {
  const names = new Map(
    students.map((student) => [student.schoolId, `${nameOrNumber(student)} (${student.schoolId})`]),
  );
  return (rows) => {
    const ids = [...new Set(rows.map(({ studentId }) => studentId))];
    const who = ids.length > FEW ? "" : ids.map((id) => names.get(id) ?? id).join(", ");
    return { students: String(ids.length), who };
  };
};

// A student of another year than before loses an item of one year and gains the same of another.
const insteadOf = (lost: readonly OutlookMail[], gains: ReadonlyMap<string, OutlookMail>, timeZone: string): string => {
  const later = lost.map((mail) => gains.get(sameOf(mail)));
  const said = new Set(later.map((mail) => mail && `${mail.occurrence} on ${schoolMinute(mail.at, timeZone)}`));
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : "";
};

const sameOf = ({ studentId, milestone, wave }: OutlookMail): string => JSON.stringify([studentId, milestone, wave]);

const linesOf = <Of extends { studentId: string; occurrence: string; wave: string }>(
  rows: readonly Of[],
  whenOf: (row: Of) => Cells,
  moreOf: (rows: readonly Of[]) => Cells,
): Cells[] =>
  [...Map.groupBy(rows, (row) => JSON.stringify([mailOf(row), whenOf(row)])).values()].flatMap((those) => {
    const [first] = those;
    return first === undefined ? [] : [{ mail: mailOf(first), ...whenOf(first), ...moreOf(those) }];
  });

const headed = (head: string, rows: readonly Cells[]): string => (rows.length === 0 ? "" : `\n${head}\n${table(rows)}`);

const counted = (count: number, what: string): string => `${count} ${what}`;

/** A difference for people: a line a mailing and day, with names where they are few. */
export const differenceText = ({ difference, students, span, timeZone }: DifferenceTold): string => {
  const { gains, loses, moves, unchanged } = difference;
  const who = whoAmong(students);
  const minute = (at: string): string => schoolMinute(at, timeZone);
  const gained = new Map(gains.map((mail) => [sameOf(mail), mail]));
  const sums = [counted(gains.length, "gained"), counted(loses.length, "lost"), counted(moves.length, "moved")];
  return [
    `${span.from} to ${span.to} (${timeZone}), mails: ${sums.join(", ")}, ${unchanged} as before\n`,
    headed(
      "moves",
      linesOf(moves, ({ from, to }) => ({ from: minute(from), to: minute(to) }), who),
    ),
    headed(
      "gains",
      linesOf(gains, ({ at }) => ({ at: minute(at) }), who),
    ),
    headed(
      "loses",
      linesOf(
        loses,
        ({ at }) => ({ at: minute(at) }),
        (rows) => ({ ...who(rows), instead: insteadOf(rows, gained, timeZone) }),
      ),
    ),
  ].join("");
};
