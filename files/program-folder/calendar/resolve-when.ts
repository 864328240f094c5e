import type { Milestone, Track } from "#domain/calendar/program.ts";
import type { When } from "#domain/calendar/when.ts";
import { hasWordsToAsk } from "#domain/sessions/invitation.ts";
import { addDays, instantAt, schoolDate, yearlyDate } from "#domain/time/dates.ts";
import type { YearlyDay } from "#domain/time/yearly-day.ts";
import { IN_CALENDAR, suggest } from "../../did-you-mean.ts";
import type { Fault } from "../../fault.ts";
import type { NationalDate } from "../national/national-dates.ts";
import { faultAt, type Written } from "../written.ts";
import type { MilestoneAsWritten } from "./calendar-file.ts";
import type { FromMilestone, FromNational, WhenAsWritten } from "./when-file.ts";

/** What the entries of a calendar refer to. `ids`: of all milestones, also of those with faults of their own. */
export interface Referred {
  milestones: readonly Written<MilestoneAsWritten>[];
  ids: readonly string[];
  tracks: readonly Track[];
  national: readonly NationalDate[];
  /** The school's; undefined where that cannot be read. */
  timeZone: string | undefined;
}

type Resolved = { when: When } | { fault: Fault } | { isAwaiting: true };

const shiftedDay = (on: YearlyDay, days: number): YearlyDay =>
  "days" in on ? { days: on.days + days, from: on.from } : { days, from: on };

const shiftedDates = (dates: Readonly<Record<string, string>>, days: number): Record<string, string> =>
  Object.fromEntries(Object.entries(dates).map(([year, date]) => [year, addDays(date, days)]));

/** The same, so many days later; undefined where there is no day to count from. */
export const shifted = (when: When, days: number): When | undefined => {
  switch (when.type) {
    case "yearly":
      return { ...when, on: shiftedDay(when.on, days) };
    case "dates": {
      const { awaits } = when;
      const moved = awaits && { ...awaits, provisional: shiftedDates(awaits.provisional, days) };
      const { releases: _, ...others } = when;
      return { ...others, dates: shiftedDates(when.dates, days), ...(moved && { awaits: moved }) };
    }
    case "phase":
    case "from-phase":
    case "from-leave":
      return { ...when, days: (when.days ?? 0) + days };
    default:
      return undefined;
  }
};

const pathOf = ({ days }: { days: number }): string[] => ["when", days < 0 ? "before" : "after", "milestone"];

const unknown = (milestone: Written<MilestoneAsWritten>, when: FromMilestone, ids: readonly string[]): Resolved =>
  ids.includes(when.milestone)
    ? { isAwaiting: true }
    : {
        fault: faultAt(
          milestone,
          pathOf(when),
          `There is no milestone ${when.milestone} to count from.`,
          suggest(when.milestone, ids, IN_CALENDAR),
        ),
      };

const fromMilestone = (
  milestone: Written<MilestoneAsWritten>,
  when: FromMilestone,
  referred: Referred,
  seen: readonly string[],
): Resolved => {
  if (seen.includes(when.milestone)) return { isAwaiting: true };
  const other = referred.milestones.find(({ value }) => value.id === when.milestone);
  if (other === undefined) return unknown(milestone, when, referred.ids);
  const base = resolveWhen(other, referred, [...seen, when.milestone]);
  if (!("when" in base)) return { isAwaiting: true };
  const moved = shifted(base.when, when.days);
  const what = `${when.milestone} has no day yet that could be counted from.`;
  const mend = "Count from something that has a day, or write a window.";
  return moved === undefined ? { fault: faultAt(milestone, pathOf(when), what, mend) } : { when: moved };
};

/** A date that names no hour is that day everywhere; any other is the day that it is at the school by then. */
const dayOf = ({ at, zone }: NationalDate, timeZone: string = zone): string => {
  const [day = "", time = ""] = at.split("T");
  return time === "00:00" ? day : schoolDate(instantAt(day, time, zone), timeZone);
};

/** The rule that every year goes by; undefined where a year has a day of its own, or the school's day is another. */
const ruleOf = (dates: readonly NationalDate[], timeZone: string | undefined): YearlyDay | undefined => {
  const [{ rule } = {}] = dates;
  const follows = (date: NationalDate): boolean =>
    date.rule === rule && rule !== undefined && dayOf(date, timeZone) === yearlyDate(rule, date.year);
  return dates.every(follows) ? rule : undefined;
};

/** What is read at its source says the hour, too: nothing that goes out on that day goes out before it. */
const releasesOf = (dates: readonly NationalDate[], timeZone: string | undefined) => {
  const hours = dates.flatMap((date) => {
    const [day = "", time = ""] = date.at.split("T");
    const isHour = date.kind === "published" && time !== "00:00";
    return isHour ? [[dayOf(date, timeZone), instantAt(day, time, date.zone)] as const] : [];
  });
  return hours.length === 0 ? {} : { releases: Object.fromEntries(hours) };
};

const fromNational = (
  milestone: Written<MilestoneAsWritten>,
  { national, days, anchor, year }: FromNational,
  referred: Referred,
): Resolved => {
  const found = referred.national.filter(({ name }) => name === national);
  if (found.length === 0) {
    const names = [...new Set(referred.national.map(({ name }) => name))];
    const path = ["when", days < 0 ? "before" : "after", "national"];
    return { fault: faultAt(milestone, path, `There is no national date ${national}.`, suggest(national, names)) };
  }
  const rule = ruleOf(found, referred.timeZone);
  if (rule !== undefined)
    return { when: { type: "yearly", anchor, year, on: days === 0 ? rule : shiftedDay(rule, days) } };
  const daysOf = (isSure: boolean) =>
    Object.fromEntries(
      found
        .filter(({ kind }) => (kind !== "provisional") === isSure)
        .map((date) => [String(date.year), addDays(dayOf(date, referred.timeZone), days)]),
    );
  const awaits = { national, provisional: daysOf(false) };
  const releases = days === 0 ? releasesOf(found, referred.timeZone) : {};
  return { when: { type: "dates", anchor, year, dates: daysOf(true), awaits, ...releases } };
};

const isTrackOf = (milestone: Written<MilestoneAsWritten>, { id }: Track): boolean => {
  const { tracks } = milestone.value.audience;
  return tracks.length === 0 || tracks.includes(id);
};

const usualDays = (milestone: Written<MilestoneAsWritten>, phase: string, tracks: readonly Track[]): YearlyDay[] =>
  tracks
    .filter((track) => isTrackOf(milestone, track))
    .flatMap(({ phases }) => phases.filter(({ id }) => id === phase).map(({ begins }) => begins.on));

/** What a milestone's `when` comes to, once all that it refers to is looked up. */
export const resolveWhen = (
  milestone: Written<MilestoneAsWritten>,
  referred: Referred,
  seen: readonly string[] = [milestone.value.id],
): Resolved => {
  const when: WhenAsWritten = milestone.value.when;
  switch (when.type) {
    case "from-milestone":
      return fromMilestone(milestone, when, referred, seen);
    case "from-phase":
      return { when: { ...when, usual: usualDays(milestone, when.phase, referred.tracks) } };
    case "from-national":
      return fromNational(milestone, when, referred);
    case "window":
      return { when: { ...when, ...(hasWordsToAsk(milestone.value) && { thenAsks: true as const }) } };
    default:
      return { when };
  }
};

/** The milestones that count from each other, this one among them; undefined where it is in no circle. */
const circleOf = (first: Written<MilestoneAsWritten>, { milestones }: Referred): readonly string[] | undefined => {
  const ids: string[] = [];
  for (let id = first.value.id; !ids.includes(id); ) {
    ids.push(id);
    const when = milestones.find(({ value }) => value.id === id)?.value.when;
    if (when?.type !== "from-milestone") return undefined;
    id = when.milestone;
    if (id === first.value.id) return ids;
  }
  return undefined;
};

/** A circle is told once, at the first of it in the calendar. */
const checkCircle = (milestone: Written<MilestoneAsWritten>, referred: Referred): Fault[] => {
  const { id, when } = milestone.value;
  const circle = circleOf(milestone, referred);
  if (circle === undefined || when.type !== "from-milestone") return [];
  if (referred.milestones.find(({ value }) => circle.includes(value.id)) !== milestone) return [];
  const what = `These count from each other, so that none has a day: ${[...circle, id].join(", ")}.`;
  return [faultAt(milestone, pathOf(when), what, "Give one of them a day of its own.")];
};

/** Milestones with their days and tracks as the domain knows them; one whose day cannot be known is left out. */
export const resolveMilestones = (referred: Referred): { parts: Written<Milestone>[]; faults: Fault[] } => {
  const parts: Written<Milestone>[] = [];
  const faults: Fault[] = [];
  const all = referred.tracks.map(({ id }) => id);
  for (const milestone of referred.milestones) {
    faults.push(...checkCircle(milestone, referred));
    const resolved = resolveWhen(milestone, referred);
    if ("fault" in resolved) faults.push(resolved.fault);
    if (!("when" in resolved)) continue;
    const { audience } = milestone.value;
    const tracks = audience.tracks.length === 0 ? all : audience.tracks;
    parts.push({ ...milestone, value: { ...milestone.value, when: resolved.when, audience: { ...audience, tracks } } });
  }
  return { parts, faults };
};
