import type { Milestone } from "#domain/calendar/program.ts";
import type { Series } from "#domain/calendar/series.ts";
import { daysBetween, firstFrom, yearlyDate } from "#domain/time/dates.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import { suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import type { WrittenProgram } from "../program-files.ts";
import { warnOfDays } from "../warn-of-days.ts";
import { faultAt, type Written } from "../written.ts";
import type { Path } from "../yaml-file.ts";
import { checkAsk, checkEscalation } from "./check-asks.ts";
import { checkWaves, warnOfBreaks } from "./check-waves.ts";
import { checkAnchor, checkDates, checkOwnYears, warnOfAwaited, warnOfDates } from "./check-when.ts";
import { sessionsPerYear } from "./series-file.ts";

/** What goes with sessions of a series is named as they are. */
const attachedOf = ({ value, file, lineOf }: Written<Series>): Written<{ id: string }>[] =>
  value.attached.map((one, nth) => ({ value: one, file, lineOf: (path) => lineOf(["attached", nth, ...path]) }));

const checkIds = (milestones: readonly Written<{ id: string }>[]): Fault[] =>
  milestones.flatMap((milestone, index) => {
    const first = milestones.slice(0, index).find(({ value }) => value.id === milestone.value.id);
    if (first === undefined) return [];
    const where = first.file === milestone.file ? "" : ` of ${first.file}`;
    const what = `The id ${milestone.value.id} is already used on line ${first.lineOf(["id"])}${where}.`;
    return [faultAt(milestone, ["id"], what, "Give one of the two another id.")];
  });

const checkTrackNames = (milestone: Written<Pick<Milestone, "audience">>, trackIds: readonly string[]): Fault[] =>
  milestone.value.audience.tracks.flatMap((track, index) => {
    const path = audiencePath(milestone, "tracks", index);
    if (!trackIds.includes(track))
      return [faultAt(milestone, path, `There is no track ${track} in tracks.yaml.`, suggest(track, trackIds))];
    if (milestone.value.audience.tracks.indexOf(track) === index) return [];
    return [faultAt(milestone, path, `The track ${track} stands here twice.`, "Remove one of the two.")];
  });

/** Where a line of the audience stands: under `audience:`, or in its short form. */
const audiencePath = ({ lineOf }: Written<unknown>, ...path: (string | number)[]): Path =>
  lineOf(["audience"]) === lineOf([]) ? path : ["audience", ...path];

const checkPhases = (milestone: Written<Pick<Milestone, "audience">>, { tracks }: WrittenProgram): Fault[] => {
  const { audience } = milestone.value;
  const read = tracks.filter(({ value }) => audience.tracks.includes(value.id));
  // A track with faults of its own was left out, and may have any phase.
  if (read.length < new Set(audience.tracks).size) return [];
  const known = read.flatMap(({ value }) => value.phases.map(({ id }) => id));
  return (audience.phases ?? []).flatMap((phase, index) => {
    const path = audiencePath(milestone, "phases", index);
    if (!known.includes(phase))
      return [faultAt(milestone, path, `None of its tracks has a phase ${phase}.`, suggest(phase, known))];
    if (audience.phases?.indexOf(phase) === index) return [];
    return [faultAt(milestone, path, `The phase ${phase} stands here twice.`, "Remove one of the two.")];
  });
};

const checkNames = (milestone: Written<Pick<Milestone, "audience">>): Fault[] => {
  const { societies = [], degrees = [], specialties = [] } = milestone.value.audience;
  return Object.entries({ societies, degrees, specialties }).flatMap(([line, names]) =>
    names.flatMap((name, index) => {
      if (names.indexOf(name) === index) return [];
      const what = `${name} stands here twice.`;
      return [faultAt(milestone, audiencePath(milestone, line, index), what, "Remove one of the two.")];
    }),
  );
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

const checkOwner = (owned: Written<{ owner?: string | undefined }>, roles: readonly string[]): Fault[] => {
  const { owner } = owned.value;
  if (owner === undefined || roles.includes(owner)) return [];
  const mend = roles.length === 0 ? `Add roles: with ${owner} to school.yaml.` : suggest(owner, roles);
  return [faultAt(owned, ["owner"], `Nobody holds the role ${owner}: school.yaml does not name it.`, mend)];
};

const daysBetweenDays = (from: YearlyDay, to: YearlyDay): number => {
  const first = yearlyDate(from, 2027) ?? "";
  const last = first === "" ? undefined : firstFrom(to, first);
  return last === undefined ? 0 : daysBetween(first, last);
};

const checkSeries = (series: Written<Series>): Fault[] => {
  const { covers, rhythm } = series.value;
  const sessions = sessionsPerYear(rhythm, daysBetweenDays);
  const twice = covers.findIndex((one, index) => covers.indexOf(one) < index);
  const tooMany =
    covers.length > sessions
      ? [
          faultAt(
            series,
            ["covers"],
            `It comes ${sessions} times a year and cannot cover ${covers.length} things.`,
            "Let it come more often, or cover less.",
          ),
        ]
      : [];
  const doubled =
    twice < 0 ? [] : [faultAt(series, ["covers", twice], `${covers[twice]} stands here twice.`, "Remove one.")];
  return [...tooMany, ...doubled];
};

/** Checks each milestone against the others, the tracks and the school's calendar. `thisYear`: see `readProgram`. */
export const checkCalendar = (written: WrittenProgram, thisYear: number): { faults: Fault[]; warnings: Fault[] } => {
  const { milestones, trackIds } = written;
  const school = written.school?.value;
  const roles = Object.keys(school?.roles ?? {});
  const faults = milestones.flatMap((milestone) => [
    ...(trackIds === undefined ? [] : checkTrackNames(milestone, trackIds)),
    ...checkAnchor(milestone, written),
    ...(written.school === undefined ? [] : checkOwner(milestone, roles)),
    ...(school === undefined ? [] : checkOwnYears(milestone, written)),
    ...checkPhases(milestone, written),
    ...checkNames(milestone),
    ...checkAsk(milestone),
    ...(school === undefined ? [] : checkEscalation(milestone, roles)),
    ...checkCatchUp(milestone),
    ...checkDates(milestone),
    ...(school === undefined ? [] : checkWaves(milestone, school)),
  ]);
  const warnings =
    school === undefined
      ? []
      : milestones.flatMap((milestone) => [
          ...warnOfDates(milestone, school, thisYear),
          ...warnOfAwaited(milestone, thisYear),
          ...warnOfBreaks(milestone, school, thisYear),
        ]);
  const ofSeries = written.series.flatMap((series) => [
    ...(trackIds === undefined ? [] : checkTrackNames(series, trackIds)),
    ...checkPhases(series, written),
    ...checkNames(series),
    ...(school === undefined ? [] : checkOwner(series, roles)),
    ...checkSeries(series),
  ]);
  const ids = checkIds([...milestones, ...written.series, ...written.series.flatMap(attachedOf)]);
  return { faults: [...ids, ...faults, ...ofSeries], warnings: [...warnings, ...warnOfDays(written, thisYear)] };
};
