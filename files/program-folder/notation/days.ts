import type { CatchUp } from "#domain/calendar/program.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import type { Understood } from "../understood.ts";
import { readDay } from "./yearly-days.ts";

const CLOSING_PATTERN = /^(\d{1,3}) days? after opening$/i;
const CATCH_UP_PATTERN = /^(\d{1,3}) days?$/;
const YEAR_PATTERN = /^(matriculation|graduation)(?: ([+-]) (\d))?$/;

/** How a year is counted, e.g. `matriculation + 1`. */
export const ANCHOR_YEAR_PATTERN = YEAR_PATTERN;

/** Meant for a day of the year, so that its own mend helps most. */
const isNearlyDay = ({ what, mend }: { what: string; mend: string }): boolean =>
  !what.endsWith("is not a day of the year.") || mend.startsWith("Did");

/** Reads when something closes: a day of the year it opened in, or `30 days after opening`. */
export const readClosing = (text: string): Understood<{ on: YearlyDay } | { daysAfterOpening: number }> => {
  const [, days] = CLOSING_PATTERN.exec(text) ?? [];
  if (days !== undefined && Number(days) > 0) return { ok: true, value: { daysAfterOpening: Number(days) } };
  const day = readDay(text);
  if (day.ok) return { ok: true, value: { on: day.value } };
  if (isNearlyDay(day)) return day;
  return {
    ok: false,
    what: `"${text}" is not a closing day.`,
    mend: "Write it like April 30, or like 30 days after opening.",
  };
};

/** Reads how late a mail may be: `always`, `14 days`, `until its end`, or `until` a day of the year. */
export const readCatchUp = (text: string): Understood<CatchUp> => {
  if (text === "always") return { ok: true, value: text };
  const [, days] = CATCH_UP_PATTERN.exec(text) ?? [];
  if (days !== undefined) return { ok: true, value: { days: Number(days) } };
  const until = /^until (.+)$/.exec(text)?.[1];
  if (until === "its end") return { ok: true, value: { until } };
  const day = until === undefined ? undefined : readDay(until);
  if (day?.ok) return { ok: true, value: { until: day.value } };
  if (day !== undefined && isNearlyDay(day)) return day;
  return {
    ok: false,
    what: `"${text}" does not say how late a mail may be.`,
    mend: "Write always, like 14 days, until its end, or like until May 31.",
  };
};

/** Reads a year counted from the student's own: `matriculation`, `matriculation + 1`, `graduation - 1`. */
export const readAnchorYear = (text: string): Understood<{ anchor: "matriculation" | "graduation"; year: number }> => {
  const [, anchor, sign, digits] = YEAR_PATTERN.exec(text) ?? [];
  if (anchor !== "matriculation" && anchor !== "graduation")
    return {
      ok: false,
      what: `"${text}" is not a year that can be counted.`,
      mend: "Write matriculation or graduation, or count from one of them, like graduation - 1.",
    };
  const years = Number(digits ?? "0");
  return { ok: true, value: { anchor, year: sign === "-" ? 0 - years : years } };
};
