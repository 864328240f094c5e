import type { Occurrence } from "#domain/calendar/occurrences.ts";
import { type HtmlField, type LayoutField, type RecipientField, trackField } from "#domain/mail/mail-fields.ts";
import { greetingName } from "#domain/people/greeting.ts";
import type { Addressee } from "#domain/people/student.ts";
import { readableDate } from "#domain/time/dates.ts";
import { INLINE } from "../program-folder/emails/email-look.ts";

/** URLs of a student's own pages. */
export type MailLinks = Record<"link" | "preferences", string>;

/** Dates as people read them; `closesOn` is empty if nothing closes. */
export type MailDates = Record<"opensOn" | "closesOn", string>;

export const mailDates = ({ opens, closes }: Pick<Occurrence, "opens" | "closes">): MailDates => ({
  opensOn: readableDate(opens),
  closesOn: closes === undefined ? "" : readableDate(closes),
});

// Control characters could end a header line; the bidirectional ones could turn the text around them.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** One line of plain text: safe in a subject, whatever the roster held. */
export const oneLine = (value: string): string => value.replace(UNPRINTABLE, " ").replace(/ {2,}/g, " ").trim();

/** Safe as HTML text or attribute: SES puts values into a template as they are. */
export const escapedHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** Another milestone that is open for the student; `closesOn` is empty if it does not close. */
export interface AlsoOpen {
  title: string;
  link: string;
  closesOn: string;
}

const until = ({ closesOn }: AlsoOpen): string => (closesOn === "" ? "" : `, until ${closesOn}`);

const linkTo = ({ link, title }: AlsoOpen): string =>
  `<a href="${escapedHtml(link)}" style="${INLINE.a}">${escapedHtml(title)}</a>`;

const alsoOpenIn = (also: readonly AlsoOpen[]) => ({
  text: also.map((one) => `- ${one.title}${until(one)}: ${one.link}`).join("\n"),
  html: also.map((one) => `<li style="${INLINE.li}">${linkTo(one)}${until(one)}</li>`).join(""),
});

/** Of every track its field: only the student's own is not empty. */
const tracksIn = (tracks: readonly string[], { track }: Pick<Addressee, "track">) =>
  Object.fromEntries(tracks.map((one) => [trackField(one), one === track ? one : ""]));

/**
 * All values for a template, in text or HTML. SES gives up a mail whose template names a missing one, so `tracks` are
 * all that the program has.
 */
export const mailValues = (
  student: Pick<Addressee, "firstName" | "lastName" | "preferredName" | "ownName" | "anchors" | "track">,
  dates: MailDates,
  links: MailLinks,
  also: readonly AlsoOpen[] = [],
  tracks: readonly string[] = [],
): { text: Record<RecipientField | LayoutField, string>; html: Record<HtmlField, string> } => {
  const firstName = oneLine(greetingName(student));
  const { text: alsoOpen, html } = alsoOpenIn(also);
  const graduationYear = String(student.anchors.graduation);
  return {
    text: { ...tracksIn(tracks, student), firstName, ...links, ...dates, graduationYear, alsoOpen },
    html: { firstName: escapedHtml(firstName), alsoOpen: html },
  };
};
