import type { Program } from "#domain/calendar/program.ts";
import type { Unscheduled } from "#domain/forecast/without-day.ts";
import { addDays, instantAt, schoolDate } from "#domain/time/dates.ts";
import { unscheduled } from "../calendar/school-calendar.ts";
import { type AskedCorrection, askedCorrections } from "../corrections/asked-corrections.ts";
import { type GoingOut, goingOut } from "../mailings/going-out.ts";
import type { OfficeRecords, RosterToRead } from "../records.ts";

/** What the coming days bring. */
export interface TodayLooks {
  /** What lies ahead, today and in so many days after it. */
  goingOut(days: number): Promise<GoingOut[]>;
  /** What students ask to have corrected, the oldest first. */
  askedCorrections(): Promise<AskedCorrection[]>;
  /** What of the coming weeks has no day yet. */
  unscheduled(): Promise<Unscheduled[]>;
}

/** @param now tells the time, ISO 8601 UTC */
export const todayLooks = (
  needs: RosterToRead & Pick<OfficeRecords, "sessions" | "corrections"> & { program: Program },
  now: () => string,
): TodayLooks => {
  const { timeZone } = needs.program.school;
  return {
    goingOut: (days) => {
      const at = now();
      return goingOut(needs, {
        now: at,
        until: instantAt(addDays(schoolDate(at, timeZone), days + 1), "00:00", timeZone),
      });
    },
    askedCorrections: () => askedCorrections(needs),
    unscheduled: () => unscheduled(needs, schoolDate(now(), timeZone)),
  };
};
