import type { Occurrence } from "../calendar/occurrences.ts";
import { atDay, type Wave } from "../calendar/waves.ts";
import type { School } from "../time/school.ts";

const PREFIX = "nudge-";

/** The school date on which a reminder by hand is sent; undefined of any other wave. */
export const nudgeDay = (wave: string): string | undefined =>
  wave.startsWith(PREFIX) ? wave.slice(PREFIX.length) : undefined;

/** A reminder that staff send by hand: one a day, however many ask for it, in the words of the last reminder. */
export const nudgeOn = (school: School, { milestone: { ask, mails } }: Occurrence, day: string): Wave | undefined => {
  const template = [mails.remind ?? mails.open].flat().at(-1) ?? mails.open;
  return ask === undefined ? undefined : atDay(school, { name: PREFIX + day, template }, day);
};

/** A wave of the plan, or a reminder by hand; undefined where the occurrence has no such wave. */
export const waveNamed = (school: School, occurrence: Occurrence, name: string): Wave | undefined => {
  const day = nudgeDay(name);
  return day === undefined ? occurrence.waves.find((wave) => wave.name === name) : nudgeOn(school, occurrence, day);
};
