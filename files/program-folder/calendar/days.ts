import type { CatchUp } from "#domain/calendar/program.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ORDINALS = ["first", "second", "third", "fourth"];

const anyOf = (words: readonly string[]): string => words.join("|");

/** How a day of the year is written, for editors and for `matchward check`. */
export const DATE_PATTERN = new RegExp(`^(${anyOf(MONTHS)}) (\\d{1,2})$`);
export const DAY_PATTERN = new RegExp(
  `^(?:(?:${anyOf(MONTHS)}) \\d{1,2}|(?:${anyOf(ORDINALS)}) (?:${anyOf(WEEKDAYS)}) of (?:${anyOf(MONTHS)}))$`,
);
const WEEKDAY_PATTERN = new RegExp(`^(${anyOf(ORDINALS)}) (${anyOf(WEEKDAYS)}) of (${anyOf(MONTHS)})$`);
const CLOSING_PATTERN = /^(\d{1,3}) days? after opening$/;
const CATCH_UP_PATTERN = /^(\d{1,3}) days?$/;
const YEAR_PATTERN = /^(matriculation|graduation)(?: ([+-]) (\d))?$/;

/** How a year is counted, e.g. `matriculation + 1`. */
export const ANCHOR_YEAR_PATTERN = YEAR_PATTERN;
/** How a closing day is written, e.g. `April 30` or `30 days after opening`. */
export const CLOSES_PATTERN = new RegExp(`${DAY_PATTERN.source}|${CLOSING_PATTERN.source}`);

/** How it is written how late a mail may be, e.g. `always`, `14 days`, `until its end` or `until May 31`. */
export const LATE_PATTERN = new RegExp(
  `^always$|${CATCH_UP_PATTERN.source}|^until (its end|${DAY_PATTERN.source.slice(1, -1)})$`,
);

/** What a text meant, or what is wrong with it and how to mend it. */
export type Understood<T> = { ok: true; value: T } | { ok: false; what: string; mend: string };

const impossible = (month: string, day: number, length: number): Understood<never> => ({
  ok: false,
  what: `${month} ${day} does not exist.`,
  mend: `Write a day from ${month} 1 to ${month} ${length}.`,
});

const LEAP_DAY: Understood<never> = {
  ok: false,
  what: "February 29 comes only in leap years.",
  mend: "Write February 28 or March 1.",
};

/**
 * Reads a date that comes back each year, e.g. `April 1`.
 * Fails where it is written differently, cannot exist, or exists in leap years only.
 */
export const readDate = (text: string): Understood<{ month: number; day: number }> => {
  const [, name = "", digits = ""] = DATE_PATTERN.exec(text) ?? [];
  if (name === "") return { ok: false, what: `"${text}" is not a date.`, mend: "Write it like April 1." };
  const month = MONTHS.indexOf(name) + 1;
  const day = Number(digits);
  const length = MONTH_LENGTHS[month - 1] ?? 31;
  if (day < 1 || day > length) return impossible(name, day, name === "February" ? 28 : length);
  return month === 2 && day === 29 ? LEAP_DAY : { ok: true, value: { month, day } };
};

/** Reads a day that comes back each year: `April 1` or `third Friday of March`. A fifth weekday is not understood. */
export const readDay = (text: string): Understood<YearlyDay> => {
  const [, ordinal = "", weekday = "", month = ""] = WEEKDAY_PATTERN.exec(text) ?? [];
  if (ordinal === "") {
    const date = readDate(text);
    if (date.ok || DATE_PATTERN.test(text)) return date;
    return {
      ok: false,
      what: `"${text}" is not a day of the year.`,
      mend: "Write it like April 1, or like third Friday of March (first to fourth).",
    };
  }
  return {
    ok: true,
    value: {
      month: MONTHS.indexOf(month) + 1,
      nth: ORDINALS.indexOf(ordinal) + 1,
      weekday: WEEKDAYS.indexOf(weekday) + 1,
    },
  };
};

/** Reads when something closes: a day of the year it opened in, or `30 days after opening`. */
export const readClosing = (text: string): Understood<{ on: YearlyDay } | { daysAfterOpening: number }> => {
  const [, days] = CLOSING_PATTERN.exec(text) ?? [];
  if (days !== undefined && Number(days) > 0) return { ok: true, value: { daysAfterOpening: Number(days) } };
  const day = readDay(text);
  if (day.ok) return { ok: true, value: { on: day.value } };
  if (DAY_PATTERN.test(text)) return day;
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
  if (day !== undefined && DAY_PATTERN.test(until ?? "")) return day;
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
