import { addDays, firstFrom, instantAt } from "../time/dates.ts";
import { workingDayBefore, workingDayOnOrAfter } from "../time/quiet-days.ts";
import type { School } from "../time/school.ts";
import type { Ask, Milestone } from "./program.ts";

/** A mailing of an occurrence: `open`, `remind-1` …, `last-call`. `at`: the sending time on `day`, ISO 8601 UTC. */
export interface Wave {
  name: string;
  day: string;
  at: string;
  template: string;
  /** True where it waits for a published hour of its day, at `at`: no morning sends it. */
  waits?: true;
  /** The school date on which it would go out by itself, where it waits for the week's digest. */
  waitsFrom?: string;
}

/** A wave on another school date. */
export const atDay = (school: School, wave: Omit<Wave, "day" | "at">, day: string): Wave => ({
  ...wave,
  day,
  at: instantAt(day, school.sendAt, school.timeZone),
});

/** Last day on which an occurrence asks. A closing day before `opens` means next year's. */
export const closingDate = (ask: Ask, opens: string): string | undefined => {
  if ("daysAfterOpening" in ask.closes) return addDays(opens, ask.closes.daysAfterOpening);
  return firstFrom(ask.closes.on, opens);
};

const lastCallDay = (school: School, ask: Ask, opens: string, closes: string): string | undefined => {
  const day = workingDayBefore(school, closes, ask.lastCallWorkingDays);
  return day > opens ? day : undefined;
};

/** A reminder of the plan, by its number in it. `wanted`: its day before quiet days move it. */
interface Reminder {
  nth: number;
  wanted: string;
  day: string;
}

const remindersOf = (school: School, ask: Ask, opens: string): Reminder[] =>
  [...ask.remindAfterDays]
    .sort((one, other) => one - other)
    .map((after, index) => {
      const wanted = addDays(opens, after);
      return { nth: index + 1, wanted, day: workingDayOnOrAfter(school, wanted) };
    });

const WEEKEND = 2;

// A break moved it, longer than a weekend, onto the eve of the last call, which says the same and more.
const isSwallowed = (school: School, { wanted, day }: Reminder, last: string | undefined): boolean =>
  last !== undefined && day > addDays(wanted, WEEKEND) && workingDayOnOrAfter(school, addDays(day, 1)) === last;

/** Whether each reminder before the end goes out: of those that quiet days move onto one day the latest does. */
const remindersIn = (of: {
  school: School;
  ask: Ask;
  opens: string;
  closes: string;
}): (Reminder & { goes: boolean })[] => {
  const last = lastCallDay(of.school, of.ask, of.opens, of.closes);
  const all = remindersOf(of.school, of.ask, of.opens).filter(({ day }) => day < (last ?? of.closes));
  return all.map((one, index) => ({
    ...one,
    goes: one.day !== all[index + 1]?.day && !isSwallowed(of.school, one, last),
  }));
};

/** The days on which reminders should go out, but another step of the same break does in their place. */
export const swallowedDays = (of: { school: School; ask: Ask; opens: string; closes: string }): string[] =>
  remindersIn(of).flatMap(({ goes, wanted }) => (goes ? [] : [wanted]));

/** In order, never two on a day: `open` (but of a window, whose sessions invite), reminders, then the last call. */
export const wavesOf = (school: School, milestone: Milestone, opens: string, closes: string | undefined): Wave[] => {
  const { ask, mails } = milestone;
  const wave = (name: string, day: string, template: string): Wave => atDay(school, { name, template }, day);
  const open = wave("open", opens, mails.open);
  if (ask === undefined || closes === undefined) return [open];
  const last = lastCallDay(school, ask, opens, closes);
  const words = [mails.remind ?? mails.open].flat();
  const lastWords = words.at(-1) ?? mails.open;
  const reminders = remindersIn({ school, ask, opens, closes }).filter(({ goes }) => goes);
  return [
    ...(milestone.when.type === "window" ? [] : [open]),
    ...reminders.map(({ nth, day }) => wave(`remind-${nth}`, day, words[nth - 1] ?? lastWords)),
    ...(last === undefined ? [] : [wave("last-call", last, mails.lastCall ?? lastWords)]),
  ];
};

/** The same, where nothing goes out before a release (ISO 8601 UTC) that comes after the hour of sending. */
export const heldUntil = (release: string | undefined, waves: readonly Wave[]): Wave[] =>
  waves.map((wave) => (release !== undefined && wave.at < release ? { ...wave, at: release, waits: true } : wave));
