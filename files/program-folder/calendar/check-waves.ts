import { type Occurrence, occurrencesIn } from "#domain/calendar/occurrences.ts";
import type { Milestone, Program } from "#domain/calendar/program.ts";
import { swallowedDays } from "#domain/calendar/waves.ts";
import { addDays, yearOf } from "#domain/time/dates.ts";
import { workingDayBefore, workingDayOnOrAfter } from "#domain/time/quiet-days.ts";
import type { School } from "#domain/time/school.ts";
import type { Fault } from "../../fault.ts";
import { lostInExams } from "../spacing/check-exam-blocks.ts";
import { faultAt, type Written } from "../written.ts";

/** Weekdays come back to the same dates after 28 years, so these show every case. */
const YEARS = Array.from({ length: 28 }, (_, index) => 2024 + index);

/** A break is told of in the years for which a school knows its quiet days. */
const YEARS_AHEAD = 3;

const occurrencesOfYears = (milestone: Written<Milestone>, school: School, years: readonly number[]): Occurrence[] => {
  const program: Program = { id: "main", school, tracks: [], milestones: [milestone.value] };
  return years.flatMap((year) => occurrencesIn(program, milestone.value.id, year));
};

/** The first reminder, or the last call, that would come too late or too early. */
const faultIn = (milestone: Written<Milestone>, school: School, { opens, closes }: Occurrence): Fault | undefined => {
  const { ask } = milestone.value;
  if (ask === undefined || closes === undefined) return undefined;
  const dates = `opens ${opens}, closes ${closes}`;
  const late = ask.remindAfterDays.findIndex((days) => workingDayOnOrAfter(school, addDays(opens, days)) >= closes);
  if (late >= 0) {
    const what = `The reminder after ${ask.remindAfterDays[late]} days would come after the close (${dates}).`;
    return faultAt(milestone, ["asks", "remindAfterDays", late], what, "Remind earlier, or close later.");
  }
  if (workingDayBefore(school, closes, ask.lastCallWorkingDays) > opens) return undefined;
  const what = `The last call would come before the opening (${dates}).`;
  return faultAt(milestone, ["asks", "lastCallWorkingDays"], what, "Write fewer days, or close later.");
};

const yearsOf = ({ value: { when } }: Written<Milestone>, others: readonly number[]): readonly number[] =>
  when.type === "dates" ? [...new Set(Object.values(when.dates).map(yearOf))] : others;

/** Finds reminders and last calls that would come too late or too early in some year. */
export const checkWaves = (milestone: Written<Milestone>, school: School): Fault[] => {
  const all = occurrencesOfYears(milestone, school, yearsOf(milestone, YEARS));
  const first = all.map((one) => faultIn(milestone, school, one)).find((fault) => fault !== undefined);
  return first === undefined ? [] : [first];
};

const swallowedIn = (milestone: Written<Milestone>, school: School, occurrence: Occurrence): Fault[] => {
  const { ask } = milestone.value;
  const { opens, closes, waves } = occurrence;
  if (ask === undefined || closes === undefined) return [];
  const days = swallowedDays({ school, ask, opens, closes });
  const [first] = days;
  const instead = waves.find(({ name, day }) => name !== "open" && first !== undefined && day >= first);
  if (first === undefined || instead === undefined) return [];
  const count = days.length === 1 ? "A reminder" : `${days.length} reminders`;
  const what = `${count} (${days.join(", ")}) would come into quiet days together with the next: only ${
    instead.name === "last-call" ? "the last call" : "the latest"
  } goes out, on ${instead.day}.`;
  return [faultAt(milestone, ["asks", "remindAfterDays"], what, "Choose other days if that is too few.")];
};

/** Warns of the first break in the years ahead that makes one of several steps, and of reminders named twice. */
export const warnOfBreaks = (milestone: Written<Milestone>, school: School, thisYear: number): Fault[] => {
  const ahead = Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => thisYear + index);
  const years = yearsOf(milestone, ahead).filter((year) => year >= thisYear);
  return occurrencesOfYears(milestone, school, years)
    .flatMap((occurrence) => [
      ...swallowedIn(milestone, school, occurrence),
      ...lostInExams(milestone, school, occurrence),
    ])
    .slice(0, 1);
};
