import * as z from "zod/mini";
import type { Understood } from "../understood.ts";
import { dayNotation } from "./day-notation.ts";
import { readOddDate } from "./odd-dates.ts";

const DATE_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a calendar date, e.g. `2027-04-01`; fails where there is no such day. */
export const readIsoDate = (text: string): Understood<string> => {
  const odd = readOddDate(text);
  if (odd !== undefined) return odd;
  if (!DATE_PATTERN.test(text))
    return { ok: false, what: `"${text}" is not a date.`, mend: "Write it like 2027-04-01." };
  if (text < "1990" || text >= "2200")
    return { ok: false, what: `${text} is too far away.`, mend: "Look whether the year is right." };
  return z.safeParse(z.iso.date(), text).success
    ? { ok: true, value: text }
    : { ok: false, what: `${text} does not exist.`, mend: "Look at the calendar and write a day that exists." };
};

export const isoDate = (description: string) =>
  dayNotation(readIsoDate, { description, format: "date", examples: ["2027-04-01"] });
