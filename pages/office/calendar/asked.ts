import { addDays } from "#domain/time/dates.ts";
import type { CalendarFilter } from "#office/calendar/school-calendar.ts";
import { STAFF_PAGES } from "../routes.ts";

/** A month of the calendar as an address asks for it, and whether as weeks or as a list. */
export interface MonthAsked extends CalendarFilter {
  view: "month" | "list";
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What an address asks for: the month of today where it names none. */
export const askedOf = (ask: (name: string) => string, today: string): MonthAsked => ({
  month: MONTH.test(ask("month")) ? ask("month") : today.slice(0, 7),
  cohort: ask("cohort"),
  phase: ask("phase"),
  item: ask("item"),
  owner: ask("owner"),
  view: ask("view") === "list" ? "list" : "month",
});

/** The address that asks for that. */
export const addressOf = (asked: Partial<MonthAsked>): string => {
  const given = Object.entries(asked).filter(
    ([name, value]) => value !== "" && !(name === "view" && value === "month"),
  );
  return `${STAFF_PAGES.calendar.path}?${new URLSearchParams(given)}`;
};

/** The same without what it is narrowed to. */
export const unnarrowed = ({ month, view }: MonthAsked): string => addressOf({ month, view });

export const isNarrowed = ({ cohort, phase, item, owner }: MonthAsked): boolean =>
  [cohort, phase, item, owner].some((one) => one !== "");

/** The month after one such as `2027-02`, or before it. */
export const monthBeside = (month: string, by: 1 | -1): string => addDays(`${month}-15`, by * 30).slice(0, 7);

/** `February 2027` */
export const monthTitle = (month: string): string =>
  new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" }).format(Date.parse(month));
