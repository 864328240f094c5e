import * as z from "zod/mini";
import { addressFault, named, sendableAddress } from "./address.ts";

/** A field as it was understood, or why it is left out. */
export type ReadField<Value> = { value: Value; note?: string } | { left: string };

const LONGEST_TEXT = 300;
/** A name of 100 characters still fits into one line of a mail's header (RFC 5322: 998 bytes), whatever its script. */
const LONGEST_NAME = 100;

const FIRST_MATRICULATION = 1990;
const LAST_MATRICULATION = 2100;
const MOST_YEARS = 12;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/**
 * Overrides, embeddings and isolates: they turn the text around them. The marks of direction do not, and are let in.
 */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;

const textFault = (text: string, longest: number): string | undefined => {
  if (text.includes("\ufffd")) return 'is not UTF-8 text; save the file as "CSV UTF-8"';
  if (CONTROL.test(text)) return "has a line break or another control character; write it on one line";
  const [hidden] = TURNING.exec(text) ?? [];
  if (hidden !== undefined) return `has the hidden character ${named(hidden)}; type it anew, without pasting`;
  return text.length > longest ? `is longer than ${longest} characters; shorten it` : undefined;
};

const readText =
  (longest: number) =>
  (text: string): ReadField<string> => {
    const left = textFault(text, longest);
    return left === undefined ? { value: text } : { left };
  };

/** A line of text of at most 300 characters. */
export const readLine = readText(LONGEST_TEXT);

/** A name of at most 100 characters. */
export const readName = readText(LONGEST_NAME);

/** One address that can be mailed, its domain in the form that SES takes. */
export const readAddress = (text: string): ReadField<string> => {
  const left = textFault(text, LONGEST_TEXT) ?? addressFault(text);
  return left === undefined ? { value: sendableAddress(text) } : { left };
};

const yearOf = (text: string): number | undefined => (/^\d{4}$/.test(text) ? Number(text) : undefined);

/** The year of matriculation, from 1990 to 2100. */
export const readMatriculation = (text: string): ReadField<number> => {
  const year = yearOf(text);
  if (year !== undefined && year >= FIRST_MATRICULATION && year <= LAST_MATRICULATION) return { value: year };
  return { left: `must be a year from ${FIRST_MATRICULATION} to ${LAST_MATRICULATION}` };
};

/** The year of graduation; 1 to 12 years after the same row's matriculation, where that is given. */
export const readGraduation = (text: string, matriculation: number | undefined): ReadField<number> => {
  const year = yearOf(text);
  if (year === undefined) return { left: "must be a year, or empty for the track's normal length" };
  if (matriculation === undefined) return readMatriculation(text);
  if (year > matriculation && year <= matriculation + MOST_YEARS) return { value: year };
  return { left: `must be 1 to ${MOST_YEARS} years after matriculation_year` };
};

/** A school date, e.g. `2027-08-01`. */
export const readDate = (text: string): ReadField<string> =>
  z.safeParse(z.iso.date(), text).success ? { value: text } : { left: "must be a date such as 2027-08-01" };
