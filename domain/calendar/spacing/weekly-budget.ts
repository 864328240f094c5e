import { kindOf } from "../../people/mail-kinds.ts";
import { addDays, datesBetween, weekdayOf } from "../../time/dates.ts";
import { isQuiet } from "../../time/quiet-days.ts";
import type { School, WeeklyMails } from "../../time/school.ts";
import { lastDayOf } from "../lateness.ts";
import { schoolFor } from "../match-week.ts";
import type { Milestone, Program } from "../program.ts";
import { atDay, type Wave } from "../waves.ts";
import { isOfLeave } from "../when.ts";

/** The last day of the week that a date is in: a week ends with the digest's weekday. */
const weekEndOf = (day: string, { digest }: WeeklyMails): string => addDays(day, (digest - weekdayOf(day) + 7) % 7);

const WEEK = 7;

/** The digest's day in the week that ends on a date: a quiet one gives way to the working day before it. */
const digestDayIn = (school: School, weekEnd: string): string | undefined =>
  Array.from({ length: WEEK }, (_, nth) => addDays(weekEnd, -nth)).find((day) => !isQuiet(school, day));

/** The week that a date is in, by its last day, and the day of its digest; undefined where no week has one. */
export const weekOf = (school: School, day: string): { ends: string; digest: string } | undefined => {
  if (school.weeklyMails === undefined) return undefined;
  const ends = weekEndOf(day, school.weeklyMails);
  const digest = digestDayIn(school, ends);
  return digest === undefined ? undefined : { ends, digest };
};

/** The days before a date whose mails may wait for its digest; none where that is no digest's day. */
export const daysWaitingFor = (school: School, date: string): string[] => {
  if (school.weeklyMails === undefined) return [];
  const weekEnd = weekEndOf(date, school.weeklyMails);
  if (digestDayIn(school, weekEnd) !== date) return [];
  return datesBetween(addDays(weekEnd, 1 - WEEK), addDays(date, -1));
};

/** Kinds of mail that no budget holds back. */
export const NEVER_WAITS: readonly string[] = ["residency", "match"];

/** What of an occurrence its mails' days hang on. */
export interface Laddered {
  milestone: Milestone;
  opens: string;
  closes: string | undefined;
  waves: Wave[];
}

/** A wave of a student's, and where its occurrence and itself stand in their lists. */
interface Step {
  occurrence: Laddered;
  wave: Wave;
  nth: number;
  step: number;
}

const isEssential = ({ occurrence, wave }: Step): boolean => kindOf(occurrence.milestone, wave.name) === "essential";

const isUrgentKind = ({ occurrence: { milestone }, wave }: Step): boolean =>
  milestone.exact ||
  wave.waits === true ||
  isOfLeave(milestone) ||
  wave.name === "last-call" ||
  NEVER_WAITS.includes(milestone.mail);

// What closes, ends or goes on with its next step by then would come too late, or out of order.
const canWaitUntil = (program: Program, entry: Step, day: string): boolean => {
  const { occurrence, wave, step } = entry;
  const next = occurrence.waves[step + 1]?.day;
  const ends = [next, occurrence.closes].every((end) => end === undefined || end > day);
  const last = lastDayOf(program, occurrence, wave);
  if (isUrgentKind(entry) || wave.day > day || !ends || (last !== undefined && last < day)) return false;
  return !isQuiet(schoolFor(program, occurrence.milestone), day);
};

// Openings before reminders, and of each what closes first.
const rankOf = ({ occurrence, wave, nth }: Step): string =>
  [wave.name === "open" ? 0 : 1, occurrence.closes ?? "9999", wave.day, String(nth).padStart(5, "0")].join(" ");

const byRank = (one: Step, other: Step): number => (rankOf(one) < rankOf(other) ? -1 : 1);

/** The waves of a week beyond its budget, in which what cannot wait counts as well, but nothing essential. */
const beyondBudget = (program: Program, entries: readonly Step[], atMost: number, day: string): Step[] => {
  const { waiting = [], urgent = [] } = Object.groupBy(
    entries.filter((entry) => !isEssential(entry)),
    (entry) => (canWaitUntil(program, entry, day) ? "waiting" : "urgent"),
  );
  return waiting.toSorted(byRank).slice(Math.max(0, atMost - urgent.length));
};

// An opening has the day that its schedule has, and an advisor is told by the days of a ladder: these stay.
const makesWay = ({ occurrence: { milestone }, wave }: Step): boolean =>
  wave.name !== "open" && milestone.escalates === undefined;

/** Of what goes out by itself in such a week, what waits as well since words on the eve of sessions come in it. */
const beyondEves = (
  program: Program,
  alone: readonly Step[],
  { atMost, day, eves }: { atMost: number; day: string; eves: number },
): Step[] => {
  const counted = alone.filter((entry) => !isEssential(entry));
  const over = Math.min(eves, counted.length + eves - atMost);
  const able = counted.filter((entry) => makesWay(entry) && canWaitUntil(program, entry, day)).toSorted(byRank);
  return over <= 0 ? [] : able.slice(-over);
};

const entriesOf = (occurrences: readonly Laddered[]): Step[] =>
  occurrences.flatMap((occurrence, nth) => occurrence.waves.map((wave, step) => ({ occurrence, wave, nth, step })));

/**
 * A student's occurrences as the week's budget leaves them: of the mails that can wait, those beyond it are planned for
 * the day of the week's digest, and say so (`waitsFrom`). Nothing is dropped, and steps keep their order.
 * @param eves how many words on the eve of sessions come to their class, by the last day of a week
 */
export const withinBudget = <One extends Laddered>(
  program: Program,
  occurrences: readonly One[],
  eves: Readonly<Record<string, number>> = {},
): readonly One[] => {
  const { school } = program;
  const { weeklyMails } = school;
  if (weeklyMails === undefined) return occurrences;
  const weeks = Map.groupBy(entriesOf(occurrences), ({ wave }) => weekEndOf(wave.day, weeklyMails));
  const moved = new Map<Wave, Wave>();
  for (const [weekEnd, entries] of weeks) {
    const day = digestDayIn(school, weekEnd);
    if (day === undefined) continue;
    const { atMost } = weeklyMails;
    const beyond = beyondBudget(program, entries, atMost, day);
    const alone = entries.filter((entry) => !beyond.includes(entry));
    for (const { wave } of [...beyond, ...beyondEves(program, alone, { atMost, day, eves: eves[weekEnd] ?? 0 })])
      moved.set(wave, { ...atDay(school, wave, day), waitsFrom: wave.day });
  }
  if (moved.size === 0) return occurrences;
  return occurrences.map((one) =>
    one.waves.some((wave) => moved.has(wave))
      ? { ...one, waves: one.waves.map((wave) => moved.get(wave) ?? wave) }
      : one,
  );
};
