import * as z from "zod/mini";
import { notation } from "../parse-part.ts";
import type { Understood } from "../understood.ts";

const DATE_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const TWO_WAYS = /^(0?[1-9]|1[0-2])[/.-](0?[1-9]|1[0-2])[/.-](\d{4})$/;

/** Reads a calendar date, e.g. `2027-04-01`; fails where there is no such day. */
export const readIsoDate = (text: string): Understood<string> => {
  const [, first = "", second = "", year] = TWO_WAYS.exec(text) ?? [];
  if (year !== undefined && Number(first) !== Number(second)) {
    const [american, other] = [
      [first, second],
      [second, first],
    ].map((parts) => [year, ...parts.map((part) => part.padStart(2, "0"))].join("-"));
    return { ok: false, what: `"${text}" can be read as two days.`, mend: `Write ${american} or ${other}.` };
  }
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
