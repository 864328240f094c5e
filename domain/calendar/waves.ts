import { addDays, instantAt, yearlyDate, yearOf } from "../time/dates.ts";
import { workingDayBefore, workingDayOnOrAfter } from "../time/quiet-days.ts";
import type { School } from "../time/school.ts";
import type { Ask, Milestone } from "./program.ts";

/** A mailing of an occurrence: `open`, `remind-1` …, `last-call`. `at`: the sending time on `day`, ISO 8601 UTC. */
export interface Wave {
  name: string;
  day: string;
  at: string;
  template: string;
}

/** Last day on which an occurrence asks. A closing day before `opens` means next year's. */
export const closingDate = (ask: Ask, opens: string): string | undefined => {
  if ("daysAfterOpening" in ask.closes) return addDays(opens, ask.closes.daysAfterOpening);
  const { on } = ask.closes;
  return [yearOf(opens), yearOf(opens) + 1].map((year) => yearlyDate(on, year)).find((date) => date && date >= opens);
};

const lastCallDay = (school: School, ask: Ask, opens: string, closes: string): string | undefined => {
  const day = workingDayBefore(school, closes, ask.lastCallWorkingDays);
  return day > opens ? day : undefined;
};

// Each reminder is moved off quiet days and comes later than the one before.
const reminderDays = (school: School, ask: Ask, opens: string, end: string): string[] => {
  const days: string[] = [];
  for (const after of [...ask.remindAfterDays].sort((a, b) => a - b)) {
    const earliest = addDays(days.at(-1) ?? opens, 1);
    const wanted = addDays(opens, after);
    const day = workingDayOnOrAfter(school, wanted > earliest ? wanted : earliest);
    if (day < end) days.push(day);
  }
  return days;
};

/** In order, never two on a day: `open`, then the reminders before the last call, then the last call. */
export const wavesOf = (school: School, milestone: Milestone, opens: string, closes: string | undefined): Wave[] => {
  const { ask, mails } = milestone;
  const wave = (name: string, day: string, template: string): Wave => ({
    name,
    day,
    at: instantAt(day, school.sendAt, school.timeZone),
    template,
  });
  const open = wave("open", opens, mails.open);
  if (ask === undefined || closes === undefined) return [open];
  const last = lastCallDay(school, ask, opens, closes);
  const words = [mails.remind ?? mails.open].flat();
  const lastWords = words.at(-1) ?? mails.open;
  const reminders = reminderDays(school, ask, opens, last ?? closes);
  return [
    open,
    ...reminders.map((day, i) => wave(`remind-${i + 1}`, day, words[i] ?? lastWords)),
    ...(last === undefined ? [] : [wave("last-call", last, mails.lastCall ?? lastWords)]),
  ];
};
