import * as z from "zod/mini";
import { addDays } from "#domain/time/dates.ts";
import { readIsoDate } from "../notation/iso-date.ts";
import { refuse } from "../parse-part.ts";
import type { Understood } from "../understood.ts";

const AT = /^(\d{4}-\d{2}-\d{2})(?:[T ](.+))?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads a time of day, e.g. `21:00`. */
export const readClockTime = (text: string): Understood<string> =>
  TIME.test(text)
    ? { ok: true, value: text }
    : { ok: false, what: `"${text}" is not a time of day.`, mend: 'Write it like "21:00"; the zone stands beside it.' };

/** Reads a day with a time of the wall clock, e.g. `2028-03-01T21:00`; a day alone begins at midnight. */
export const readAt = (text: string): Understood<string> => {
  const [, day = text, time = "00:00"] = AT.exec(text) ?? [];
  const [date, clock] = [readIsoDate(day), readClockTime(time)];
  if (!date.ok) return date;
  return clock.ok ? { ok: true, value: `${date.value}T${clock.value}` } : clock;
};

/** Days from 2000 to 2099 as spreadsheets count them, from the end of 1899. */
const isSerial = (value: number): boolean => value >= 36_526 && value < 73_051;

const notText = (value: unknown): Understood<never> => {
  if (value === undefined || value === null) return { ok: false, what: "The day is missing.", mend: "Write the day." };
  if (typeof value !== "number" || !isSerial(value))
    return { ok: false, what: "This is not a day.", mend: "Write it like 2027-04-01." };
  const day = addDays("1899-12-30", Math.floor(value));
  const what = `${value} is a spreadsheet's number for a day, and spreadsheets begin to count on two different days.`;
  return { ok: false, what, mend: `Write ${day}, if that is the day.` };
};

/** A text that says a day, refused with the reason where a spreadsheet wrote its own number there. */
export const dayText = (read: (text: string) => Understood<string>, shown: Record<string, unknown>) =>
  z.pipe(
    z.unknown().check(z.meta({ type: "string", ...shown })),
    z.transform((value, context): string => {
      const understood = typeof value === "string" ? read(value) : notText(value);
      if (understood.ok) return understood.value;
      refuse(context, { what: understood.what, mend: understood.mend, path: [] });
      return z.NEVER;
    }),
  );
