import type { Program } from "#domain/calendar/program.ts";
import { instantAt } from "#domain/time/dates.ts";
import type { NationalDate, NationalDates } from "./national-dates.ts";

/** Of the years in which the first and the last day are both sure. */
export const matchWeeksOf = ({ dates }: Pick<NationalDates, "dates">): Pick<Program, "matchWeeks"> => {
  const sure = dates.filter(({ kind }) => kind !== "provisional");
  const last = new Map(sure.filter(({ name }) => name === "nrmp.match-day").map((date) => [date.year, date]));
  const weeks = sure.flatMap(({ name, year, at }) => {
    const to = name === "nrmp.match-week" ? last.get(year) : undefined;
    return to === undefined ? [] : [{ from: dayIn(at), to: dayIn(to.at), released: instantOf(to) }];
  });
  return weeks.length === 0 ? {} : { matchWeeks: weeks };
};

const instantOf = ({ at, zone }: NationalDate): string => instantAt(dayIn(at), at.split("T")[1] ?? "00:00", zone);

const dayIn = (at: string): string => at.split("T")[0] ?? at;
