import { addDays } from "#domain/time/dates.ts";
import type { Understood } from "../understood.ts";

type Refused = Understood<never>;

const refused = (what: string, mend: string): Refused => ({ ok: false, what, mend });

const SERIAL = /^(\d{5})(\.\d+)?$/;
const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;

/** A number that a spreadsheet would show as a day from 2000 to 2099: it counts from the end of 1899. */
const isSerial = (value: number): boolean => value >= 36_526 && value < 73_051;

/** YAML reads a spreadsheet's number of a day as a number: it is a text to whoever tells of it. */
export const serialAsText = (value: unknown): unknown =>
  typeof value === "number" && isSerial(value) ? String(value) : value;

const isoOf = (year: string, month: string, day: string): string =>
  [year.length === 2 ? `20${year}` : year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");

const slashed = (text: string): Refused | undefined => {
  const [, one = "", , two = "", year] = SLASHED.exec(text) ?? [];
  if (year === undefined) return undefined;
  const ways = [isoOf(year, one, two), isoOf(year, two, one)].filter((iso) => iso.slice(5, 7) <= "12");
  const [first, second] = [...new Set(ways)];
  if (first === undefined) return undefined;
  return second === undefined
    ? refused(`"${text}" is not how a date is written here.`, `Write ${first}.`)
    : refused(`"${text}" can be read in two ways.`, `Write ${first} or ${second}.`);
};

/** Why a text, though a day may be meant by it, is not read as one: digits in an order that nobody said, or a count. */
export const readOddDate = (text: string): Refused | undefined => {
  const serial = SERIAL.exec(text)?.[1];
  if (serial !== undefined && isSerial(Number(serial))) {
    const what = `${text} is a spreadsheet's number for a day, and spreadsheets begin to count on two different days.`;
    return refused(what, `Write ${addDays("1899-12-30", Number(serial))}, if that is the day.`);
  }
  const [, year, month = "", day = ""] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined)
    return refused(`"${text}" is not how a date is written here.`, `Write ${isoOf(year, month, day)}.`);
  return slashed(text);
};
