import { givenNameFault, isStandIn, nameFault } from "#domain/people/greeting.ts";
import { addressFault, bareAddress, named, sendableAddress } from "./address.ts";

/** A field as it was understood, with what should be looked at all the same; or why it is left out. */
export type ReadField<Value> = { value: Value; note?: string | undefined } | { left: string };

const LONGEST_TEXT = 300;
/** A name of 100 characters still fits into one line of a mail's header (RFC 5322: 998 bytes), whatever its script. */
const LONGEST_NAME = 100;

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
export const STANDS_FOR_NOTHING = "stands for no value and is left out";

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

/** A name of one column: `Tran, Lee` in its parts, `Lee Tran` as it is, since nobody knows where it parts. */
interface WholeName {
  fullName?: string;
  firstName?: string;
  lastName?: string;
}

/** Behind a comma: no given name. */
const NO_GIVEN_NAME = /^(jr|sr|[iv]+|esq|md|m\.d|phd|ph\.d|mph|do|dds|dmd|ms|ma|mba)\.?$/i;

/** A full name, or one that begins with the last name: `Tran, Lee`, also `Byron, Jr., Ada`. */
export const readWholeName = (text: string): ReadField<WholeName> => {
  const parts = text.split(/\s*,\s*/);
  const place = parts.findIndex((part, nth) => nth > 0 && part !== "" && !NO_GIVEN_NAME.test(part));
  if (place < 0) {
    const read = readLastName(text);
    return "left" in read ? read : { ...read, value: { fullName: read.value } };
  }
  const last = readLastName(parts.slice(0, place).join(", "));
  const given = readGivenName(parts.slice(place).join(", "));
  const found = {
    ...("value" in given && { firstName: given.value }),
    ...("value" in last && { lastName: last.value }),
  };
  if ("left" in given && "left" in last) return given;
  return {
    value: found,
    note: ("left" in given ? given.left : given.note) ?? ("left" in last ? last.left : last.note),
  };
};

// What tells students apart, or is typed off: without what cannot be seen, which would make two of one.
const readCode = (text: string, cell: string): ReadField<string> => {
  const value = text.replace(NOT_SEEN, "").trim();
  const left = textFault(value, LONGEST_NAME);
  return left === undefined ? { value, note: hiddenNote(cell) } : { left };
};

/** Brightspace writes it before each number, so that no spreadsheet takes the zeros away. */
const NUMBER_SIGN = /^#(?=\d)/;

/** A student's number at the school. */
export const readId = (text: string, cell: string): ReadField<string> => {
  const read = isStandIn(text) ? { left: STANDS_FOR_NOTHING } : readCode(text.replace(NUMBER_SIGN, ""), cell);
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
