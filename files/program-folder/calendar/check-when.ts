import { occurrencesOf } from "#domain/calendar/occurrences.ts";
import type { Milestone, Track } from "#domain/calendar/program.ts";
import type { When } from "#domain/calendar/when.ts";
import { yearOf } from "#domain/time/dates.ts";
import { isQuiet, workingDayOnOrAfter } from "#domain/time/quiet-days.ts";
import type { School } from "#domain/time/school.ts";
import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import type { WrittenProgram } from "../program-files.ts";
import { faultAt, type Written } from "../written.ts";
import type { Path } from "../yaml-file.ts";

const phaseOf = (when: When): { phase: string; path: Path } | undefined => {
  if (when.type === "phase") return { phase: when.phase, path: ["when", "phase"] };
  if (when.type === "from-phase")
    return { phase: when.phase, path: ["when", when.days < 0 ? "before" : "after", "phase"] };
  if (when.type === "window" && "phase" in when.in) return { phase: when.in.phase, path: ["when", "phase"] };
  return undefined;
};

/** The phase that a milestone hangs on is one of each of its tracks. */
export const checkAnchor = (milestone: Written<Milestone>, { tracks }: WrittenProgram): Fault[] => {
  const { when, audience } = milestone.value;
  const hangs = phaseOf(when);
  if (hangs === undefined) return [];
  return tracks
    .filter(({ value }) => audience.tracks.includes(value.id))
    .filter(({ value }) => !value.phases.some(({ id }) => id === hangs.phase))
    .map(({ value }) => {
      const phases = value.phases.map(({ id }) => id);
      const mend =
        phases.length === 0
          ? `Take ${value.id} out of the milestone's tracks, or count from a year.`
          : suggest(hangs.phase, phases);
      return faultAt(milestone, hangs.path, `The track ${value.id} has no phase ${hangs.phase}.`, mend);
    });
};

const ENTERS = 2026;

const leaves = (milestone: Written<Milestone>, written: WrittenProgram, { value }: Written<Track>): Fault[] => {
  if (written.school === undefined) return [];
  const { id, ...school } = written.school.value;
  const tracks = written.tracks.map((track) => track.value);
  const program = { id, school, tracks, milestones: [milestone.value] };
  const everybody = { ...milestone.value, audience: { tracks: milestone.value.audience.tracks } };
  const anchors = { matriculation: ENTERS, graduation: ENTERS + value.years };
  return occurrencesOf(program, everybody, { track: value.id, anchors })
    .filter(({ nominal }) => yearOf(nominal) < ENTERS || yearOf(nominal) > anchors.graduation + 1)
    .map(({ nominal }) => {
      const when = yearOf(nominal) < ENTERS ? "before they enter" : "long after they graduate";
      const what = `It falls on ${nominal} for ${value.id} students who enter in ${ENTERS}: ${when}.`;
      return faultAt(milestone, ["when", "days"], what, "Count fewer days.");
    });
};

const isCounted = (when: When): boolean =>
  when.type === "from-phase" ||
  (when.type === "phase" && when.days !== undefined) ||
  (when.type === "yearly" && "days" in when.on);

/** Days that are counted from something fall into the years in which a student is here. */
export const checkOwnYears = (milestone: Written<Milestone>, written: WrittenProgram): Fault[] =>
  written.tracks
    .filter(({ value }) => isCounted(milestone.value.when) && milestone.value.audience.tracks.includes(value.id))
    .flatMap((track) => leaves(milestone, written, track))
    .slice(0, 1);

/** Warns of national dates, wanted this year or the next, that nobody has confirmed. */
export const warnOfAwaited = (milestone: Written<Milestone>, thisYear: number): Fault[] => {
  const { when } = milestone.value;
  if (when.type !== "dates" || when.awaits === undefined) return [];
  const { national, provisional } = when.awaits;
  return (
    [thisYear, thisYear + 1]
      .map(String)
      .filter((year) => when.dates[year] === undefined)
      // This year's may well be over.
      .filter((year) => year in provisional || Number(year) > thisYear)
      .map((year) => {
        const known = year in provisional ? "provisional" : "not known";
        const what = `${national} of ${year} is ${known}: nothing goes out by it.`;
        return faultAt(milestone, ["when"], what, "Once it is published, add it to national/ with its source.");
      })
  );
};

/** Classes that will have entered by then should have their date. */
const YEARS_AHEAD = 2;

/** Warns of dates that are absent, past, quiet or far off. */
export const warnOfDates = (milestone: Written<Milestone>, school: School, thisYear: number): Fault[] => {
  const { when, exact } = milestone.value;
  if (when.type !== "dates" || when.awaits !== undefined) return [];
  const entries = Object.entries(when.dates);
  const wanted = Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => String(thisYear + index));
  const absent = wanted.filter((year) => !(year in when.dates));
  const path = ["when", "dates"];
  if (entries.length > 0 && entries.every(([, date]) => yearOf(date) < thisYear))
    return [faultAt(milestone, path, "All its days are past: nobody gets it any more.", "Add the days to come.")];
  return [
    ...absent.map((year) =>
      faultAt(milestone, path, `There is no date for ${year} yet.`, `Add a line ${year}: with the day.`),
    ),
    ...entries
      .filter(([, date]) => !exact && isQuiet(school, date))
      .map(([year, date]) =>
        faultAt(
          milestone,
          [...path, year],
          `${date} is a quiet day, so this goes out on ${workingDayOnOrAfter(school, date)}.`,
          "Choose a working day if that is too late.",
        ),
      ),
    ...entries
      .filter(([year, date]) => yearOf(date) < Number(year) || yearOf(date) > Number(year) + 1)
      .map(([year, date]) =>
        faultAt(milestone, [...path, year], `${date} is far from ${year}.`, "Look whether the year is right."),
      ),
  ];
};

/** Dates that are set are at least one. */
export const checkDates = (milestone: Written<Milestone>): Fault[] => {
  const { when } = milestone.value;
  if (when.type !== "dates" || when.awaits !== undefined || Object.keys(when.dates).length > 0) return [];
  return [faultAt(milestone, ["when", "dates"], '"dates" has no entry.', "Write at least 1.")];
};
