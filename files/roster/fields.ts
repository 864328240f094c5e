import * as z from "zod/mini";
import { givenNameFault, isStandIn, nameFault } from "#domain/people/greeting.ts";
import { addressFault, bareAddress, named, sendableAddress } from "./address.ts";

/** A field as it was understood, with what should be looked at all the same; or why it is left out. */
export type ReadField<Value> = { value: Value; note?: string | undefined } | { left: string };

const LONGEST_TEXT = 300;
/** A name of 100 characters still fits into one line of a mail's header (RFC 5322: 998 bytes), whatever its script. */
const LONGEST_NAME = 100;

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
/** Graduation counts from matriculation on; nobody takes longer, whatever they do beside it. */
const MOST_YEARS = 12;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/**
 * Overrides, embeddings and isolates: they turn the text around them. The marks of direction do not, and are let in.
 */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u;
const HIDDEN = /\p{Cf}/u;
const NOT_SEEN = /\p{Cf}/gu;
const ENDS = /^[\u00ad\u200b-\u200d\u2060\ufeff\s]+|[\u00ad\u200b-\u200d\u2060\ufeff\s]+$/g;
/** What is not to be seen, but for the joiners with which some scripts spell a domain. */
const NO_LETTER = /(?![\u200c\u200d])[\p{Cf}\u00a0\u202f]/gu;
const STANDS_FOR_NOTHING = "stands for no value and is left out";

const textFault = (text: string, longest: number): string | undefined => {
  if (text.includes("\ufffd")) return 'is not UTF-8 text; save the file as "CSV UTF-8"';
  if (CONTROL.test(text)) return "has a line break or another control character; write it on one line";
  const [hidden] = TURNING.exec(text) ?? [];
  if (hidden !== undefined) return `has the hidden character ${named(hidden)}; type it anew, without pasting`;
  return text.length > longest ? `is longer than ${longest} characters; shorten it` : undefined;
};

/** Nothing at its ends that is not to be seen; marks of direction, which some scripts need, may be there. */
const trimmed = (text: string): string => (HIDDEN.test(text) ? text.replace(ENDS, "") : text);

/** `="00410101"` is how a spreadsheet is told to keep digits as they are. */
const textOfFormula = (text: string): string => /^="([^"]*)"$/.exec(text)?.[1] ?? text;

const nothingIn = (text: string): string | undefined => {
  if (text.startsWith("=")) return "begins like a formula and is left out";
  return isStandIn(text) ? STANDS_FOR_NOTHING : undefined;
};

/** A line of text of at most 300 characters. */
export const readLine = (given: string): ReadField<string> => {
  const text = textOfFormula(trimmed(given));
  const left = nothingIn(text) ?? textFault(text, LONGEST_TEXT);
  return left === undefined ? { value: text } : { left };
};

/** What stands for a missing name in passports and registers: it is kept, though nobody is greeted by it. */
const REGISTERED = /^(fnu|nfn|lnu|nln|nmn|x+)$/i;

const nameReader =
  (faultOf: (text: string) => string | undefined) =>
  (given: string): ReadField<string> => {
    const text = trimmed(given);
    const left = textFault(text, LONGEST_NAME);
    if (left !== undefined) return { left };
    const fault = faultOf(text);
    if (/^[=+@]/.test(text)) return { left: `${fault} and is left out` };
    if (isStandIn(text) && !REGISTERED.test(text)) return { left: STANDS_FOR_NOTHING };
    return { value: text, note: fault && `${fault}; it is in no greeting` };
  };

/** A first or preferred name of at most 100 characters. What only stands for a name, as #N/A does, is left out. */
export const readGivenName = nameReader(givenNameFault);

/** A last name, likewise; it may hold a comma, as in `Byron, Jr`. */
export const readLastName = nameReader(nameFault);

// What tells students apart, or is typed off: without what cannot be seen, which would make two of one.
const readCode = (text: string, cell: string): ReadField<string> => {
  const value = text.replace(NOT_SEEN, "").trim();
  const left = textFault(value, LONGEST_NAME);
  return left === undefined ? { value, note: hiddenNote(cell) } : { left };
};

/** A student's number at the school. */
export const readId = (text: string, cell: string): ReadField<string> => {
  const read = isStandIn(text) ? { left: STANDS_FOR_NOTHING } : readCode(text, cell);
  return "value" in read && isRounded(read.value) ? { ...read, note: ROUNDED } : read;
};

export const readAccessCode = (given: string, cell: string): ReadField<string> => {
  const text = textOfFormula(given);
  const left = nothingIn(text);
  return left === undefined ? readCode(text, cell) : { left };
};

const ROUNDED = "looks like a number that a spreadsheet has rounded; look it up in the school's own system";

/** 4.1E+05, and 12345678901234500000: a spreadsheet keeps fifteen digits. */
const isRounded = (text: string): boolean => /^\d([.,]\d+)?E\+?\d+$|^[1-9]\d{14}0+$/i.test(text);

const hiddenNote = (cell: string): string | undefined => {
  const [hidden] = cell.match(NO_LETTER) ?? [];
  return hidden && `had the hidden character ${named(hidden)}, which is taken off`;
};

/** Most addresses: nothing around them, nothing hidden. */
const PLAIN = /^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$/;

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];

const mixedNote = (address: string): string | undefined =>
  address.split(/[.@]/).some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1)
    ? "mixes letters of two scripts that look alike; type it anew"
    : undefined;

/** One address that can be mailed, its domain in the form that SES takes. A name around it does no harm. */
export const readAddress = (text: string, cell: string): ReadField<string> => {
  if (PLAIN.test(cell) && addressFault(cell) === undefined) return { value: cell };
  if (isStandIn(text)) return { left: STANDS_FOR_NOTHING };
  const seen = text.replace(NO_LETTER, "").trim();
  const address = bareAddress(seen);
  const several = (address.match(/[^\s;,<>]+@[^\s;,<>]+/g) ?? []).length > 1;
  if (several) return { left: "holds more than one address, and is left out; give one" };
  const left = textFault(address, LONGEST_TEXT) ?? addressFault(address);
  if (left !== undefined) return { left };
  return { value: sendableAddress(address), note: mixedNote(address) ?? hiddenNote(cell) };
};

const isYear = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** 2026, also as a spreadsheet may write it (2026.0) or as the year of a date; the note says what was made of it. */
const readYear = (text: string): ReadField<number> | undefined => {
  const [, plain, rest = ""] = /^(\d{4})(\.0+)?$/.exec(text) ?? [];
  const [, worded] = /^(?:\p{L}+\.? ){0,2}['’`]?(\d{4})$/u.exec(text) ?? [];
  if (plain !== undefined && isYear(Number(plain)))
    return { value: Number(plain), note: rest === "" ? undefined : `is read as ${plain}` };
  if (plain === undefined && isYear(Number(worded))) return { value: Number(worded), note: `is read as ${worded}` };
  const [, first, last] = /^(\d{4})-\d{1,2}-\d{1,2}(?:[T ].*)?$|^\d{1,2}\/\d{1,2}\/(\d{4})$/.exec(text) ?? [];
  const year = Number(first ?? last);
  return isYear(year) ? { value: year, note: `is a date; its year ${year} is read` } : undefined;
};

const OF_GRADUATION = /class|grad/i;

/** The year of matriculation, from 1990 to 2100. */
export const readMatriculation = (text: string): ReadField<number> =>
  isStandIn(text)
    ? { left: STANDS_FOR_NOTHING }
    : OF_GRADUATION.test(text)
      ? { left: "names a year of graduation" }
      : (readYear(text) ?? { left: `must be a year from ${FIRST_YEAR} to ${LAST_YEAR}, such as 2026` });

/** The year of graduation; 1 to 12 years after the same row's matriculation, where that is given. */
export const readGraduation = (text: string, matriculation: number | undefined): ReadField<number> => {
  const read = isStandIn(text) ? { left: STANDS_FOR_NOTHING } : readYear(text);
  if (read === undefined) return { left: "must be a year, or empty for the track's normal length" };
  if ("left" in read || matriculation === undefined) return read;
  if (read.value > matriculation && read.value <= matriculation + MOST_YEARS) return read;
  return { left: `must be 1 to ${MOST_YEARS} years after matriculation_year` };
};

const NO_DATE = "must be a date such as 2027-08-01";

/** A school date, e.g. `2027-08-01`; also 8/15/2026, where it can be read in one way only. */
export const readDate = (text: string): ReadField<string> => {
  if (isStandIn(text)) return { left: STANDS_FOR_NOTHING };
  const [, one = "", two = "", year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  if (year !== undefined && Number(one) <= 12 && Number(two) <= 12 && one !== two)
    return { left: `could be read in two ways; ${NO_DATE.replace("must be", "write it as")}` };
  const [month, day] = Number(one) > 12 ? [two, one] : [one, two];
  const date =
    year === undefined ? text.replace(/[T ]00:00.*$/, "") : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!z.safeParse(z.iso.date(), date).success) return { left: NO_DATE };
  return { value: date, note: date === text ? undefined : `is read as ${date}` };
};
