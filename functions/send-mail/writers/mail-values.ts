import type { FreeField, LayoutField, RecipientField } from "#domain/mail/mail-fields.ts";
import type { Addressee } from "#domain/people/student.ts";

/** Addresses of a student's own pages; `preferences` is empty where the mail cannot be declined. */
export type MailLinks = Record<"link" | "preferences", string>;

/** Dates as people read them; `closesOn` is empty where nothing closes. */
export type MailDates = Record<"opensOn" | "closesOn", string>;

// Control characters could end a header line; the bidirectional ones could turn the text around them.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A value as one line of plain text: safe in a subject, whatever the roster held. */
export const oneLine = (value: string): string => value.replace(UNPRINTABLE, " ").replace(/ {2,}/g, " ").trim();

/** A value as HTML text or attribute: SES puts values into templates as they are, so that they are escaped here. */
export const escapedHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/**
 * What a stored template is filled in with for one student: every field of the catalogue and the layout as plain text,
 * and those that may hold any character once more as HTML; signed links, dates and years are the same in both. A field
 * without a value is empty, since SES gives a mail up whose template names a missing one.
 */
export const mailValues = (
  student: Pick<Addressee, "firstName" | "anchors">,
  dates: MailDates,
  links: MailLinks,
): { text: Record<RecipientField | LayoutField, string>; html: Record<FreeField, string> } => {
  const firstName = oneLine(student.firstName);
  const text = { firstName, ...links, ...dates, graduationYear: String(student.anchors.graduation) };
  return { text, html: { firstName: escapedHtml(firstName) } };
};
