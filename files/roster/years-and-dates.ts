import * as z from "zod/mini";
import { isStandIn } from "#domain/people/greeting.ts";
import { type ReadField, STANDS_FOR_NOTHING } from "./fields.ts";

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
/** Graduation counts from matriculation on; nobody takes longer, whatever they do beside it. */
const MOST_YEARS = 12;

const NOT_SEEN = /\p{Cf}/gu;
const isYear = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const NAMED_MONTH = /^(\p{L}{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})$/iu;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[ .-]?(\p{L}{3,9})\.?,?[ .-]?(\d{4}|\d{2})$/iu;
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/;
const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const FULL_MONTH = /^(january|february|march|april|june|july|august|september|sept|october|november|december)$/i;

const monthOf = (name: string): number => {
  const place = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return name.length === 3 || FULL_MONTH.test(name) ? place + 1 : 0;
};

const longYear = (year: string): string => (year.length === 2 ? `20${year}` : year);

/** Parts of a date as they may be written; `one` and `two` are day and month in an order that is not said. */
interface DateParts {
  year: string;
  month?: number;
  day?: number;
  unordered?: [one: number, two: number];
}

const writtenDate = (text: string): DateParts | undefined => {
  const given = text.replace(NOT_SEEN, "").replace(/[T ]\d{1,2}:\d{2}.*$/, "");
  const [, name, late, year = ""] = NAMED_MONTH.exec(given) ?? [];
  if (name !== undefined) return { year, month: monthOf(name), day: Number(late) };
  const [, early, second = "", last = ""] = DAY_FIRST.exec(given) ?? [];
  if (early !== undefined) return { year: longYear(last), month: monthOf(second), day: Number(early) };
  const [, first, , month, day] = YEAR_FIRST.exec(given) ?? [];
  if (first !== undefined) return { year: first, month: Number(month), day: Number(day) };
  const [, one, sign, two, of = ""] = SLASHED.exec(given) ?? [];
  if (one === undefined) return undefined;
  return sign === "."
    ? { year: of, month: Number(two), day: Number(one) }
    : { year: of, unordered: [Number(one), Number(two)] };
};

/** 2026, also as others may write it (2026.0, Fall 2026) or as a date's year; the note says what was made of it. */
const readYear = (text: string): ReadField<number> | undefined => {
  const [, plain, rest = ""] = /^(\d{4})(\.0+)?$/.exec(text) ?? [];
  if (plain !== undefined && isYear(Number(plain)))
    return { value: Number(plain), note: rest === "" ? undefined : `is read as ${plain}` };
  const [, worded] = /^(?:\p{L}+\.? ){0,2}['’`]?(\d{4})$/u.exec(text) ?? [];
  if (plain === undefined && isYear(Number(worded))) return { value: Number(worded), note: `is read as ${worded}` };
  const year = Number(writtenDate(text)?.year);
  return isYear(year) ? { value: year, note: `is a date; its year ${year} is read` } : undefined;
};

const OF_GRADUATION = /class|grad/i;

/** The year of matriculation, from 1990 to 2100. */
export const readMatriculation = (given: string): ReadField<number> => {
  const text = given.replace(NOT_SEEN, "").trim();
  if (isStandIn(text)) return { left: STANDS_FOR_NOTHING };
  if (OF_GRADUATION.test(text)) return { left: "names a year of graduation" };
  return readYear(text) ?? { left: `must be a year from ${FIRST_YEAR} to ${LAST_YEAR}, such as 2026` };
};

/** The year of graduation; 1 to 12 years after the same row's matriculation, where that is given. */
export const readGraduation = (given: string, matriculation: number | undefined): ReadField<number> => {
  const text = given.replace(NOT_SEEN, "").trim();
  const read = isStandIn(text) ? { left: STANDS_FOR_NOTHING } : readYear(text);
  if (read === undefined) return { left: "must be a year, or empty for the track's normal length" };
  if ("left" in read || matriculation === undefined) return read;
  if (read.value > matriculation && read.value <= matriculation + MOST_YEARS) return read;
  return { left: `must be 1 to ${MOST_YEARS} years after matriculation_year` };
};

const NO_DATE = "must be a date such as 2027-08-01";
const WRITE_DATE = NO_DATE.replace("must be", "write it as");

/** 45000 is a day of 2023 to a spreadsheet that counts from 1900, and another one to one that counts from 1904. */
const SERIAL = /^\d{5}(\.\d+)?$/;

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** A school date, e.g. `2027-08-01`; also `October 1, 2027`, and 8/15/2026, where it can be read in one way only. */
export const readDate = (text: string): ReadField<string> => {
  if (isStandIn(text)) return { left: STANDS_FOR_NOTHING };
  if (SERIAL.test(text)) return { left: `is a spreadsheet's number of a day; ${WRITE_DATE}` };
  const written = writtenDate(text);
  if (written === undefined) return { left: NO_DATE };
  const [one = 0, two = 0] = written.unordered ?? [];
  if (written.unordered !== undefined && one <= 12 && two <= 12 && one !== two)
    return { left: `could be read in two ways; ${WRITE_DATE}` };
  const { month = one > 12 ? two : one, day = one > 12 ? one : two } = written;
  const date = `${written.year}-${twoDigits(month)}-${twoDigits(day)}`;
  if (!z.safeParse(z.iso.date(), date).success) return { left: NO_DATE };
  return { value: date, note: date === text ? undefined : `is read as ${date}` };
};
