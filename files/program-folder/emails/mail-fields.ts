import {
  FREE_FIELDS,
  NOTICE_FIELDS,
  RECIPIENT_FIELDS,
  SCHOOL_FIELDS,
  type SchoolField,
} from "#domain/mail/mail-fields.ts";
import { suggest } from "../../did-you-mean.ts";

/** What each school field stands for, as plain text. */
export type SchoolValues = Record<SchoolField, string>;

/** All fields that a mail may have. */
export const ALL_FIELDS: readonly string[] = [...RECIPIENT_FIELDS, ...SCHOOL_FIELDS];
const isRecipientField = (name: string): boolean => RECIPIENT_FIELDS.some((field) => field === name);
const isFreeField = (name: string): boolean => [...FREE_FIELDS, ...NOTICE_FIELDS].some((field) => field === name);
const isSchoolField = (name: string): name is SchoolField => SCHOOL_FIELDS.some((field) => field === name);

const FIELD = /\{\{([A-Za-z]+)\}\}/g;
const FIELD_OR_BRACES = /\{\{([A-Za-z]+)\}\}|\{\{|\}\}/g;

/** Makes text safe inside HTML, attributes included. */
const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** Puts school values in and leaves each recipient's field to SES, as `{{text.firstName}}`. */
export const fillText = (text: string, school: SchoolValues): string =>
  text.replace(FIELD, (_, name: string) => (isSchoolField(name) ? school[name] : `{{text.${name}}}`));

/**
 * The same for HTML: the text is escaped, and a recipient's field that may hold any character is the escaped twin,
 * `{{html.firstName}}`. The others need none.
 */
export const fillHtml = (text: string, school: SchoolValues): string =>
  escapeHtml(text).replace(FIELD, (_, name: string) =>
    isSchoolField(name) ? escapeHtml(school[name]) : `{{${isFreeField(name) ? "html" : "text"}.${name}}}`,
  );

/** Names of the fields that a text uses. */
export const fieldsIn = (text: string): string[] => [...text.matchAll(FIELD)].map(([, name = ""]) => name);

/**
 * Every field that does not exist, and every pair of braces that is no field; with the line, counted from `firstLine`.
 */
export const faultsInFields = (text: string, firstLine: number): { line: number; what: string; mend: string }[] =>
  [...text.matchAll(FIELD_OR_BRACES)].flatMap(({ 0: found, 1: name, index }) => {
    const line = firstLine + text.slice(0, index).split("\n").length - 1;
    if (name === undefined)
      return [
        {
          line,
          what: `The mail does not render: ${found} is not part of a field.`,
          mend: "Write fields like {{firstName}}, without spaces, and no other double braces.",
        },
      ];
    if (isRecipientField(name) || isSchoolField(name)) return [];
    return [{ line, what: `There is no field {{${name}}}.`, mend: suggest(name, ALL_FIELDS, "program/README.md") }];
  });
