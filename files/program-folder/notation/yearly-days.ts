import { yearlyDate, yearOf } from "#domain/time/dates.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import { nearest } from "../../did-you-mean.ts";
import type { Understood } from "../understood.ts";
import { readOddDate } from "./odd-dates.ts";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ORDINALS = ["first", "second", "third", "fourth"];
const SHORT_ORDINALS = ["1st", "2nd", "3rd", "4th"];
const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Place of a name in a list, from 1, in any case and also cut to three or four letters; 0 for another word. */
const placeIn = (names: readonly string[], word: string): number => {
  const asked = word.toLowerCase().replace(/\.$/, "");
  const isName = (name: string): boolean =>
    name.toLowerCase() === asked || (/^[a-z]{3,5}$/.test(asked) && name.toLowerCase().startsWith(asked));
  return names.findIndex(isName) + 1;
};

/** 1 = January, 0 for another word. */
const monthOf = (word: string): number => placeIn(MONTHS, word);

/** 1 = Monday, 0 for another word. */
const weekdayIn = (word: string): number => placeIn(WEEKDAYS, word);

const ordinalOf = (word: string): number =>
  Math.max(ORDINALS.indexOf(word.toLowerCase()), SHORT_ORDINALS.indexOf(word.toLowerCase())) + 1;

const numberOf = (word: string): number =>
  /^\d{1,3}$/.test(word) ? Number(word) : /^an?$/i.test(word) ? 1 : NUMBERS.indexOf(word.toLowerCase()) + 1;

const MONTH_LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const HOLIDAYS: Record<string, YearlyDay> = {
  "new year's day": { month: 1, day: 1 },
  "martin luther king day": { month: 1, nth: 3, weekday: 1 },
  "presidents' day": { month: 2, nth: 3, weekday: 1 },
  "memorial day": { month: 5, nth: "last", weekday: 1 },
  juneteenth: { month: 6, day: 19 },
  "independence day": { month: 7, day: 4 },
  "labor day": { month: 9, nth: 1, weekday: 1 },
  "columbus day": { month: 10, nth: 2, weekday: 1 },
  "indigenous peoples' day": { month: 10, nth: 2, weekday: 1 },
  "veterans day": { month: 11, day: 11 },
  thanksgiving: { month: 11, nth: 4, weekday: 4 },
  "christmas eve": { month: 12, day: 24 },
  christmas: { month: 12, day: 25 },
  "new year's eve": { month: 12, day: 31 },
};

/** For editors. */
export const DAY_EXAMPLES = [
  "April 1",
  "third Friday of March",
  "last day of June",
  "Monday before third Friday of March",
];

const HOW = "Write it like April 1, third Friday of March, last day of June, or Monday before third Friday of March.";

const refused = (what: string, mend: string): Understood<never> => ({ ok: false, what, mend });
const understood = (value: YearlyDay): Understood<YearlyDay> => ({ ok: true, value });

const nameOf = (month: number): string => MONTHS[month - 1] ?? "";

const onDate = (month: number, day: number): Understood<{ month: number; day: number }> => {
  const length = MONTH_LENGTHS[month - 1] ?? 31;
  const name = nameOf(month);
  if (day < 1 || day > length)
    return refused(`${name} ${day} does not exist.`, `Write a day from ${name} 1 to ${name} ${length}.`);
  return { ok: true, value: { month, day } };
};

const MONTH_FIRST = /^([a-z]{3,9}\.?) (?:the )?(\d{1,2})(?:st|nd|rd|th)?$/i;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9}\.?)$/i;

const dateIn = (text: string): Understood<{ month: number; day: number }> | undefined => {
  const [, name = "", digits = ""] = MONTH_FIRST.exec(text) ?? [];
  const [, digitsBefore = "", nameAfter = ""] = DAY_FIRST.exec(text) ?? [];
  const month = monthOf(name || nameAfter);
  return month === 0 ? undefined : onDate(month, Number(digits || digitsBefore));
};

const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})(?:\.|[/.-]\d{2}(?:\d{2})?)?$/;
const WITH_YEAR = /^(.+?),? (\d{4})$|^\d{4}-(\d{2})-(\d{2})$/;

const shown = (month: number, day: number): string[] =>
  month >= 1 && month <= 12 && onDate(month, day).ok ? [`${nameOf(month)} ${day}`] : [];

const whyNot = (text: string): Understood<never> => {
  const [, one, other] = (NUMERIC.exec(text) ?? []).map(Number);
  const meant = one && other ? [...new Set([...shown(one, other), ...shown(other, one)])] : [];
  const trouble = meant.length > 1 ? "can be read in two ways" : "is not how a day is written here";
  if (meant.length > 0) return refused(`"${text}" ${trouble}.`, `Did you mean ${meant.join(", or ")}?`);
  const odd = readOddDate(text);
  if (odd?.ok === false) return refused(odd.what, "This day comes back each year: write it like April 1.");
  const [dated, words, , month, day] = WITH_YEAR.exec(text) ?? [];
  const plain = words ?? shown(Number(month), Number(day))[0];
  if (dated !== undefined && plain !== undefined && readPlain(plain)?.ok)
    return refused(`"${text}" names a year, but this day comes back each year.`, `Write ${plain}.`);
  const [, fifth] = /^(?:fifth|5th) (.+)$/i.exec(text) ?? [];
  if (fifth !== undefined && readPlain(`last ${fifth}`)?.ok)
    return refused(`"${text}" does not come every year.`, `Did you mean last ${fifth}?`);
  return refused(`"${text}" is not a day of the year.`, corrected(text));
};

const KNOWN = [...MONTHS, ...WEEKDAYS, ...ORDINALS, "last", "before", "after", "day", "days", "weeks", "of"];

const corrected = (text: string): string => {
  const words = text.split(" ").map((word) => (/^[a-z]{3,}$/i.test(word) ? (nearest(word, KNOWN) ?? word) : word));
  const better = words.join(" ");
  return better !== text && readPlain(better)?.ok ? `Did you mean ${better}?` : HOW;
};

const inMonth = (text: string): YearlyDay | undefined => {
  const [, which = "", what = "", name = ""] = /^(\w+) (\w+) (?:of|in) (\w+\.?)$/i.exec(text) ?? [];
  const [month, weekday, isLast] = [monthOf(name), weekdayIn(what), /^last$/i.test(which)];
  if (month === 0) return undefined;
  if (/^day$/i.test(what))
    return isLast ? { month, day: "last" } : ordinalOf(which) === 1 ? { month, day: 1 } : undefined;
  if (weekday === 0) return undefined;
  if (isLast) return { month, nth: "last", weekday };
  return ordinalOf(which) === 0 ? undefined : { month, nth: ordinalOf(which), weekday };
};

const holiday = (text: string): YearlyDay | undefined => {
  const asked = text.toLowerCase().replaceAll("’", "'").replace(/ day$/, "");
  const name = Object.keys(HOLIDAYS).find(
    (one) => one.replace(/ day$/, "").replaceAll("'", "") === asked.replaceAll("'", ""),
  );
  return name === undefined ? undefined : HOLIDAYS[name];
};

const RELATIVE = /^(?:(\w+) )?(\w+?)(s?) (before|after|on or before|on or after) (.+)$/i;

/** How far from another day: in days or weeks, or to a weekday. */
const stepOf = (
  count: string,
  unit: string,
  sign: number,
): { days: number } | { nth: number; weekday: number } | undefined => {
  if (/^(day|week)$/i.test(unit)) {
    const many = count === "" ? 1 : numberOf(count);
    return many === 0 ? undefined : { days: sign * many * (/^week$/i.test(unit) ? 7 : 1) };
  }
  const [weekday, nth] = [weekdayIn(unit), count === "" ? 1 : ordinalOf(count)];
  return weekday === 0 || nth === 0 ? undefined : { nth: sign * nth, weekday };
};

const relative = (text: string): Understood<YearlyDay> | undefined => {
  const [, count = "", unit = "", , relation = "", rest = ""] = RELATIVE.exec(text) ?? [];
  const sign = /before/i.test(relation) ? -1 : 1;
  const step = unit === "" ? undefined : stepOf(count, unit, sign);
  if (step === undefined) return undefined;
  const from = readPlain(rest) ?? whyNot(rest);
  if (!from.ok) return from;
  // "On or after" a day is after its eve.
  return understood({ ...step, from: /^on/i.test(relation) ? { days: -sign, from: from.value } : from.value });
};

const readPlain = (given: string): Understood<YearlyDay> | undefined => {
  const text = given.trim().replace(/^the /i, "");
  const known = inMonth(text) ?? holiday(text);
  return known === undefined ? (dateIn(text) ?? relative(text)) : understood(known);
};

const tidy = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

/** Weekdays come back to the same dates after 28 years. */
const YEARS = Array.from({ length: 28 }, (_, index) => 2024 + index);

/**
 * Reads a day that comes back each year: `April 1`, `1st of April`, `third Friday of March`, `last day of June`,
 * `Monday before third Friday of March`, `2 weeks after Labor Day`. A fifth weekday does not come back each year.
 */
export const readAnyDay = (text: string): Understood<YearlyDay> => readPlain(tidy(text)) ?? whyNot(tidy(text));

/** The same, but for a day that may fall in the year before or after: then two could fall in one year. */
export const readDay = (text: string): Understood<YearlyDay> => {
  const day = readAnyDay(text);
  if (!day.ok || YEARS.every((year) => yearOf(yearlyDate(day.value, year) ?? "") === year)) return day;
  return refused(`"${text}" may fall in the year before or after.`, "Count from another day, further from New Year.");
};
