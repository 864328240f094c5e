import { readableDate } from "#domain/dates.ts";
import type { LayoutField, RecipientField } from "#domain/mail-fields.ts";
import type { Occurrence } from "#domain/occurrences.ts";
import type { Student } from "#domain/student.ts";

type Fields = Record<RecipientField | LayoutField, string>;

/** Addresses of a student's own pages; `preferences` is empty where the mail cannot be declined. */
export interface MailLinks {
  link: string;
  preferences: string;
}

// Control characters could end a header line; the bidirectional ones could turn the text around them.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A value as one line of plain text: safe in a subject, whatever the roster held. */
export const oneLine = (value: string): string => value.replace(UNPRINTABLE, " ").replace(/ {2,}/g, " ").trim();

/** A value as HTML text or attribute: SES puts values into templates as they are, so that they are escaped here. */
export const escapedHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

const mapped = (fields: Fields, change: (value: string) => string): Fields => ({
  firstName: change(fields.firstName),
  link: change(fields.link),
  opensOn: change(fields.opensOn),
  closesOn: change(fields.closesOn),
  graduationYear: change(fields.graduationYear),
  preferences: change(fields.preferences),
});

/**
 * What a stored template is filled in with for one student: every field of the catalogue and the layout, once as plain text and once
 * as HTML. A field without a value is empty, since SES gives a mail up whose template names a missing one.
 */
export const mailValues = (
  student: Student,
  occurrence: Occurrence,
  links: MailLinks,
): { text: Fields; html: Fields } => {
  const fields: Fields = {
    firstName: student.firstName,
    ...links,
    opensOn: readableDate(occurrence.opens),
    closesOn: occurrence.closes === undefined ? "" : readableDate(occurrence.closes),
    graduationYear: String(student.graduationYear),
  };
  const text = mapped(fields, oneLine);
  return { text, html: mapped(text, escapedHtml) };
};
