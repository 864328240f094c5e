import * as z from "zod/mini";
import { notation } from "../parse-part.ts";
import type { Understood } from "../understood.ts";

const DATE_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a calendar date, e.g. `2027-04-01`; fails where there is no such day. */
export const readIsoDate = (text: string): Understood<string> => {
  if (!DATE_PATTERN.test(text))
    return { ok: false, what: `"${text}" is not a date.`, mend: "Write it like 2027-04-01." };
  if (text < "1990" || text >= "2200")
    return { ok: false, what: `${text} is too far away.`, mend: "Look whether the year is right." };
  return z.safeParse(z.iso.date(), text).success
    ? { ok: true, value: text }
    : { ok: false, what: `${text} does not exist.`, mend: "Look at the calendar and write a day that exists." };
};

export const isoDate = (description: string) =>
  notation(readIsoDate, { description, format: "date", examples: ["2027-04-01"] });
