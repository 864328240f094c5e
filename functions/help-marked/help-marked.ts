import { choicesExpireAt, signChoiceLink } from "#adapters/links/choice-token.ts";
import type { LinkKeys } from "#adapters/links/link-token.ts";
import type { DeanMarks, Mark } from "#adapters/marks/marks.ts";
import type { People } from "#adapters/people/people.ts";
import type { Mailer, Outcome, Recipient } from "#adapters/ses/mailer.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Help, helpAt, whyNotHelped } from "#domain/mail/marked.ts";
import type { Addressee } from "#domain/people/student.ts";
import { CONFIDENTIAL_TAGS } from "#events/mail/confidential-tags.ts";
import type { DayBegan } from "#events/time/day-began.ts";
import { mailDates, mailValues } from "#files/letters/mail-values.ts";
import { standingMarks } from "#office/people/standing-marks.ts";
import { studentPath } from "#pages/routes.ts";

export interface HelpMarkedNeeds {
  program: Program;
  people: Pick<People, "all">;
  marks: Pick<DeanMarks, "of" | "claim" | "settle">;
  mailer: Mailer;
  keys: () => Promise<LinkKeys>;
  siteUrl: string;
}

/**
 * Writes to whom a dean has marked, from the published hour until results are released. All that it knows and does
 * stands with the marks: no part, no tag, no event and no line of a log tells whom it wrote to, or that it wrote.
 * Running twice sends once: a mail is claimed before it is sent. Where it dies between the two, nobody sends that mail
 * again by itself; what SES refused for now goes with the next hour.
 */
export const helpMarked = async (needs: HelpMarkedNeeds, { scheduledAt }: DayBegan): Promise<undefined> => {
  const now = new Date(scheduledAt).toISOString();
  for (const help of helpAt(needs.program, now)) await helpAll(needs, help, now);
  return undefined;
};

const hasHad = ({ mails }: Pick<Mark, "mails">, { occurrence }: Help): boolean =>
  mails.some((mail) => mail.occurrence === occurrence.id);

const helpAll = async (needs: HelpMarkedNeeds, help: Help, now: string): Promise<void> => {
  const marks = await needs.marks.of(help.year);
  if (!marks.some((mark) => mark.marked !== undefined && !hasHad(mark, help))) return;
  const [everybody, keys] = await Promise.all([needs.people.all("and removed"), needs.keys()]);
  for (const standing of standingMarks(marks, everybody)) {
    const { student, marked } = standing;
    const [mark] = marked;
    if (student === undefined || mark === undefined || hasHad(standing, help)) continue;
    if (whyNotHelped(needs.program, student, help, now) !== undefined) continue;
    await helpOne(needs, { mark, help, letter: letterTo(needs, student, help, keys), now });
  }
};

const helpOne = async (
  { marks, mailer }: HelpMarkedNeeds,
  { mark, help, letter, now }: { mark: Mark; help: Help; letter: Recipient; now: string },
): Promise<void> => {
  const occurrence = help.occurrence.id;
  if (!(await marks.claim(mark, occurrence, now))) return;
  const [outcome] = await mailer.send({ template: help.wave.template, recipients: [letter] });
  const state = endOf(outcome);
  if (state !== undefined) await marks.settle(mark, { occurrence, state, at: now });
};

// Of an ambiguous one nobody knows whether it went out, so that the claim stays.
const endOf = (outcome: Outcome | undefined): "sent" | "rejected" | "unsent" | undefined =>
  outcome === undefined || outcome.kind === "ambiguous" ? undefined : outcome.kind;

const letterTo = (
  { program, siteUrl }: HelpMarkedNeeds,
  student: Addressee,
  { occurrence }: Help,
  keys: LinkKeys,
): Recipient => {
  const expiresAt = choicesExpireAt(student);
  const token = signChoiceLink(keys, { program: program.id, student: student.person, kind: "match", expiresAt });
  const preferences = `${siteUrl}${studentPath("preferences", token)}`;
  const tracks = program.tracks.map(({ id }) => id);
  const values = mailValues(student, mailDates(occurrence), { link: preferences, preferences }, [], tracks);
  return { to: student.email, values, tags: CONFIDENTIAL_TAGS };
};
