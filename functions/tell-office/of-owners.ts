import type { Program } from "#domain/calendar/program.ts";
import type { Unconfirmed } from "#domain/forecast/unconfirmed.ts";
import { readableDate } from "#domain/time/dates.ts";
import type { School } from "#domain/time/school.ts";
import type { LetterPart, WrittenLetter } from "#files/letters/letter.ts";

/** One owner's mail of a week. `name`: by which it is known whether it was told. */
export interface OwnerMail {
  name: string;
  to: string;
  letter: WrittenLetter;
}

/** A date with its year and without its weekday: a window may begin in one year and end in the next. */
const dayOf = (date: string): string => `${readableDate(date).replace(/^\w+, /, "")}, ${date.slice(0, 4)}`;

const windowsPart = (rows: readonly Unconfirmed[]): LetterPart[] => {
  const unset = rows.filter(({ reason }) => reason === undefined);
  if (unset.length === 0) return [];
  return [
    {
      title: "Days that you set",
      lines: unset.map(
        ({ title, milestone, about, until }) =>
          `${title} (${milestone}): no session is planned from ${dayOf(about)}, to ${dayOf(until)}`,
      ),
      todo:
        "Reply with the day, the hour and the place. The office uploads it as a row of the list of sessions, with " +
        "the name in brackets as its item; or send that list yourself, with these columns:",
      copy: ["session_id, item, title, starts_at, ends_at, place, link"],
    },
  ];
};

const datesPart = (rows: readonly Unconfirmed[]): LetterPart[] => {
  const held = rows.filter(({ reason }) => reason !== undefined);
  if (held.length === 0) return [];
  return [
    {
      title: "Dates that others set",
      lines: held.map(({ title, about, reason }) => `${title}, about ${dayOf(about)}: ${reason}`),
      todo: "Read the date at its source, and reply with it and with where you read it.",
    },
  ];
};

const letterTo = ({ name, office }: School, rows: readonly Unconfirmed[]): WrittenLetter => {
  const [titles, isOne] = [new Set(rows.map(({ owner }) => owner?.title)), rows.length === 1];
  return {
    subject: isOne ? "A day of yours is open" : `${rows.length} days of yours are open`,
    lead:
      `Students hear nothing of ${isOne ? "this" : "these"} before ${isOne ? "its day is" : "their days are"} known. ` +
      "You are asked as the one in charge, once a week for as long as it lasts.",
    parts: [...windowsPart(rows), ...datesPart(rows)],
    foot:
      `matchward wrote this for ${name} to: ${[...titles].join(", ")}. ` +
      `Replies go to ${office.name}, ${office.email}.`,
  };
};

/** The mails of a week to owners, one an address; the office's own address gets none, since its letter has it all. */
export const ownerMails = ({ school }: Program, waiting: readonly Unconfirmed[], today: string): OwnerMail[] => {
  const office = school.office.email.toLowerCase();
  const byOwner = Map.groupBy(waiting, ({ owner }) => owner?.email.toLowerCase() ?? office);
  byOwner.delete(office);
  return [...byOwner.values()].flatMap((rows): OwnerMail[] => {
    const [{ milestone, owner } = {}] = rows;
    if (owner === undefined) return [];
    return [{ name: `owner/${today}/${milestone}`, to: owner.email, letter: letterTo(school, rows) }];
  });
};
