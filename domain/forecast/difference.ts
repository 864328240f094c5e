import { byPlannedTime } from "./order.ts";
import type { OutlookMail } from "./preview.ts";

/** A mail that goes out at another instant (ISO 8601 UTC): `from` before a change, `to` after it. */
export interface MovedMail {
  studentId: string;
  occurrence: string;
  wave: string;
  from: string;
  to: string;
}

/** What a change makes of who gets what, when: two students' rows are told apart, two wordings of a mail are not. */
export interface Difference {
  gains: OutlookMail[];
  loses: OutlookMail[];
  moves: MovedMail[];
  /** How many mails go out at the same instant as before. */
  unchanged: number;
}

const nameOf = ({ studentId, occurrence, wave }: OutlookMail): string => JSON.stringify([studentId, occurrence, wave]);

const moved = ({ studentId, occurrence, wave, at }: OutlookMail, to: string): MovedMail => ({
  ...{ studentId, occurrence, wave },
  ...{ from: at, to },
});

/** Compares the mails of two outlooks: a student has a mail of an occurrence's wave once. Rows stay in their order. */
export const differenceOf = (before: readonly OutlookMail[], after: readonly OutlookMail[]): Difference => {
  const had = new Set(before.map(nameOf));
  const later = new Map(after.map((mail) => [nameOf(mail), mail.at]));
  const stay = before.flatMap((mail) => {
    const at = later.get(nameOf(mail));
    return at === undefined ? [] : [{ mail, at }];
  });
  const moves = stay.filter(({ mail, at }) => mail.at !== at).map(({ mail, at }) => moved(mail, at));
  return {
    gains: after.filter((mail) => !had.has(nameOf(mail))).toSorted(byPlannedTime),
    loses: before.filter((mail) => !later.has(nameOf(mail))).toSorted(byPlannedTime),
    moves,
    unchanged: stay.length - moves.length,
  };
};
