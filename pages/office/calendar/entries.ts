import { parseCohort } from "#domain/people/cohort.ts";
import type { CalendarLine } from "#office/calendar/school-calendar.ts";
import { trackTitle } from "#office/titles.ts";
import type { Desk } from "../desk.ts";
import { sessionPage, unansweredPage } from "../routes.ts";
import { addressOf } from "./asked.ts";

/** `2027, 2029 to 2031`, of years in order. */
const yearsIn = (years: readonly number[]): string => {
  const runs: [first: number, last: number][] = [];
  for (const year of years) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === year) run[1] = year;
    else runs.push([year, year]);
  }
  const inWords = ([first, last]: [number, number]): string =>
    last - first > 1 ? `${first} to ${last}` : [...new Set([first, last])].join(", ");
  return runs.map(inWords).join(", ");
};

/** Cohorts by track: `Pathways 2029, 2030`. */
export const whom = (desk: Desk, cohorts: readonly string[]): string =>
  [
    ...Map.groupBy(
      cohorts.flatMap((name) => parseCohort(name) ?? []),
      ({ track }) => track,
    ),
  ]
    .map(([track, those]) => {
      const years = those.map(({ graduationYear }) => graduationYear).toSorted();
      return `${trackTitle(desk.program, track)} ${yearsIn(years)}`;
    })
    .join("; ");

/** Where a line leads: to its session, to who has not answered once that is asked, else to all days of its item. */
export const placeOf = ({ session, asks, item, day }: CalendarLine, today: string): string => {
  if (session !== undefined) return sessionPage(session.id);
  if (asks !== undefined && day <= today) return unansweredPage("", asks);
  return addressOf({ month: day.slice(0, 7), item, view: "list" });
};

export const isCancelled = ({ session }: CalendarLine): boolean => session?.status === "cancelled";
