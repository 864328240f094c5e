import type { Milestone } from "#domain/calendar/program.ts";
import { yearOf } from "#domain/time/dates.ts";
import { isQuiet, workingDayOnOrAfter } from "#domain/time/quiet-days.ts";
import type { School } from "#domain/time/school.ts";
import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import { faultAt, type Written, type WrittenProgram } from "../program-files.ts";
import { warnOfDays } from "../warn-of-days.ts";
import { checkAsk } from "./check-asks.ts";
import { checkWaves, warnOfBreaks } from "./check-waves.ts";

const checkIds = (milestones: readonly Written<Milestone>[]): Fault[] =>
  milestones.flatMap((milestone, index) => {
    const first = milestones.slice(0, index).find(({ value }) => value.id === milestone.value.id);
    if (first === undefined) return [];
    const what = `The id ${milestone.value.id} is already used on line ${first.lineOf(["id"])}.`;
    return [faultAt(milestone, ["id"], what, "Give one of the two another id.")];
  });

const checkTrackNames = (milestone: Written<Milestone>, trackIds: readonly string[]): Fault[] =>
  milestone.value.audience.tracks.flatMap((track, index) => {
    const path = ["tracks", index];
    if (!trackIds.includes(track))
      return [faultAt(milestone, path, `There is no track ${track} in tracks.yaml.`, suggest(track, trackIds))];
    if (milestone.value.audience.tracks.indexOf(track) === index) return [];
    return [faultAt(milestone, path, `The track ${track} stands here twice.`, "Remove one of the two.")];
  });

const checkAnchor = (milestone: Written<Milestone>, { tracks }: WrittenProgram): Fault[] => {
  const { when, audience } = milestone.value;
  if (when.type !== "phase") return [];
  return tracks
    .filter(({ value }) => audience.tracks.includes(value.id))
    .filter(({ value }) => !value.phases.some(({ id }) => id === when.phase))
    .map(({ value }) => {
      const phases = value.phases.map(({ id }) => id);
      const mend =
        phases.length === 0
          ? `Take ${value.id} out of the milestone's tracks, or count from a year.`
          : suggest(when.phase, phases);
      return faultAt(milestone, ["when", "phase"], `The track ${value.id} has no phase ${when.phase}.`, mend);
    });
};

const checkPhases = (milestone: Written<Milestone>, { tracks }: WrittenProgram): Fault[] => {
  const { audience } = milestone.value;
  const read = tracks.filter(({ value }) => audience.tracks.includes(value.id));
  // A track with faults of its own was left out, and may have any phase.
  if (read.length < new Set(audience.tracks).size) return [];
  const known = read.flatMap(({ value }) => value.phases.map(({ id }) => id));
  return (audience.phases ?? []).flatMap((phase, index) => {
    const path = ["phases", index];
    if (!known.includes(phase))
      return [faultAt(milestone, path, `None of its tracks has a phase ${phase}.`, suggest(phase, known))];
    if (audience.phases?.indexOf(phase) === index) return [];
    return [faultAt(milestone, path, `The phase ${phase} stands here twice.`, "Remove one of the two.")];
  });
};

const checkCatchUp = (milestone: Written<Milestone>): Fault[] => {
  const { ask, catchUp, exact } = milestone.value;
  if (catchUp === undefined) return [];
  if (exact && ask === undefined)
    return [faultAt(milestone, ["catchUp"], "What is exact goes out on its own day alone.", "Remove one of the two.")];
  const isEndless = ask === undefined && catchUp !== "always" && "until" in catchUp && catchUp.until === "its end";
  if (!isEndless) return [];
  return [
    faultAt(milestone, ["catchUp"], "Nothing is asked here, so it has no end.", "Name a day, like until May 31."),
  ];
};

/** Classes that will have entered by then should have their date. */
const YEARS_AHEAD = 2;

const warnOfDates = (milestone: Written<Milestone>, school: School, thisYear: number): Fault[] => {
  const { when, exact } = milestone.value;
  if (when.type !== "dates") return [];
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

const checkDates = (milestone: Written<Milestone>): Fault[] => {
  const { when } = milestone.value;
  if (when.type !== "dates" || Object.keys(when.dates).length > 0) return [];
  return [faultAt(milestone, ["when", "dates"], '"dates" has no entry.', "Write at least 1.")];
};

/** Checks each milestone against the others, the tracks and the school's calendar. `thisYear`: see `readProgram`. */
export const checkCalendar = (written: WrittenProgram, thisYear: number): { faults: Fault[]; warnings: Fault[] } => {
  const { milestones, trackIds } = written;
  const school = written.school?.value;
  const faults = milestones.flatMap((milestone) => [
    ...(trackIds === undefined ? [] : checkTrackNames(milestone, trackIds)),
    ...checkAnchor(milestone, written),
    ...checkPhases(milestone, written),
    ...checkAsk(milestone),
    ...checkCatchUp(milestone),
    ...checkDates(milestone),
    ...(school === undefined ? [] : checkWaves(milestone, school)),
  ]);
  const warnings =
    school === undefined
      ? []
      : milestones.flatMap((milestone) => [
          ...warnOfDates(milestone, school, thisYear),
          ...warnOfBreaks(milestone, school, thisYear),
        ]);
  return { faults: [...checkIds(milestones), ...faults], warnings: [...warnings, ...warnOfDays(written, thisYear)] };
};
