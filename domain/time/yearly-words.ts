import { MONTHS, WEEKDAYS } from "./dates.ts";
import type { YearlyDay } from "./yearly-day.ts";

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

const ordinal = (nth: number): string => ORDINALS[nth - 1] ?? `${nth}th`;
const weekday = (of: number): string => WEEKDAYS[of % 7] ?? "";
const month = (of: number): string => MONTHS[of - 1] ?? "";
const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

/** So many days from a day that has a name: `on April 1`, `2 days before April 1`. */
export const shifted = (count: number, name: string): string =>
  count === 0 ? `on ${name}` : `${days(Math.abs(count))} ${count < 0 ? "before" : "after"} ${name}`;

/** A day of the year as staff write it: `April 1`, `third Friday of March`, `Monday before third Friday of March`. */
export const yearlyWords = (on: YearlyDay): string => {
  if ("from" in on) {
    const from = yearlyWords(on.from);
    if ("days" in on) return on.days === 0 ? from : shifted(on.days, from);
    const nth = Math.abs(on.nth) === 1 ? "" : `${ordinal(Math.abs(on.nth))} `;
    return `${nth}${weekday(on.weekday)} ${on.nth < 0 ? "before" : "after"} ${from}`;
  }
  if ("day" in on) return on.day === "last" ? `last day of ${month(on.month)}` : `${month(on.month)} ${on.day}`;
  return `${on.nth === "last" ? "last" : ordinal(on.nth)} ${weekday(on.weekday)} of ${month(on.month)}`;
};

/** The same where something comes on it: `on April 1`, `7 days after April 15`. */
export const onWords = (on: YearlyDay): string =>
  "days" in on ? shifted(on.days, yearlyWords(on.from)) : `on ${yearlyWords(on)}`;
