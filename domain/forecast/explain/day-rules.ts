import type { Occurrence } from "../../calendar/occurrences.ts";
import { phasesOf } from "../../calendar/phases.ts";
import { reckoningOf } from "../../calendar/reckoning.ts";
import type { When } from "../../calendar/when.ts";
import type { Anchor } from "../../people/enrollment.ts";
import { addDays } from "../../time/dates.ts";
import { isQuiet } from "../../time/quiet-days.ts";
import { onWords, shifted, yearlyWords } from "../../time/yearly-words.ts";
import { unsetFor, whyAwaited } from "../without-day.ts";
import { phaseTitle } from "./audience-rules.ts";
import { type About, dayWords, type MailFate, nameIn, type TestedRule } from "./because.ts";

/** The days that a program names for a student, whomever else its audience leaves out. */
export const daysFor = ({ program, milestone, student }: About): string[] =>
  milestone.when.type === "window"
    ? []
    : reckoningOf(milestone.when).daysFor({ ...student, phases: phasesOf(program, student) });

const EVENTS: Record<Anchor, { name: string; does: string }> = {
  matriculation: { name: "entry", does: "entered in" },
  graduation: { name: "graduation", does: "graduates in" },
};

const yearWords = (anchor: Anchor, year: number): string => {
  const { name } = EVENTS[anchor];
  if (year === 0) return `in the year of ${name}`;
  const years = Math.abs(year) === 1 ? "in the year" : `${Math.abs(year)} years`;
  return `${years} ${year < 0 ? "before" : "after"} ${name}`;
};

const anchored = (about: About, anchor: Anchor): string =>
  `${nameIn(about)} ${EVENTS[anchor].does} ${about.student.anchors[anchor]}`;

// What a phase's days are for this student, or that they have none.
const phaseFact = (about: About, phase: string): string => {
  const span = phasesOf(about.program, about.student).find((one) => one.phase === phase);
  if (span === undefined) return `${nameIn(about)}'s course has no ${phaseTitle(about.program, phase)}`;
  const until = span.ends === undefined ? "" : ` until ${dayWords(addDays(span.ends, -1))}`;
  return `${nameIn(about)} is in it from ${dayWords(span.begins)}${until}`;
};

const ownerOf = ({ program, milestone: { owner } }: About): string =>
  owner === undefined ? "" : ` (owner: ${program.school.roles?.[owner]?.title ?? owner})`;

/** `without`: what to add where there is no day, and what becomes of the mail then. */
type Words = Pick<TestedRule, "rule"> & { fact: string; without: { fact: string; otherwise: MailFate } };

const NEVER = { fact: ", and no such day falls into it", otherwise: "never" } as const;

const dates = (about: About, when: Extract<When, { type: "dates" }>): Words => {
  const fact = anchored(about, when.anchor);
  const unset = { fact: `, and no day is set for that class yet${ownerOf(about)}`, otherwise: "waits" } as const;
  if (when.awaits === undefined) return { rule: "Its day is set for each class, one by one", fact, without: unset };
  const [awaited] = unsetFor(about.program, about.milestone, about.student).flatMap(({ awaits }) => awaits ?? []);
  const held = awaited && {
    fact: `, but ${whyAwaited(awaited)}${ownerOf(about)}`,
    otherwise: "held" as const,
  };
  return { rule: `It hangs on a national date, ${when.awaits.national}`, fact, without: held ?? unset };
};

const inWindow = (
  about: About,
  { from, to, in: place }: Extract<When, { type: "window" }>,
  { on, day }: { on: string; day: string | undefined },
): Words => {
  const where = "phase" in place ? `in ${phaseTitle(about.program, place.phase)}` : yearWords(place.anchor, place.year);
  const fact = "phase" in place ? phaseFact(about, place.phase) : anchored(about, place.anchor);
  const [window] = unsetFor(about.program, about.milestone, about.student);
  const past = window !== undefined && window.to < on;
  const days = `on a day from ${yearlyWords(from)} to ${yearlyWords(to)} ${where}`;
  if (day !== undefined) {
    const rule = `Its session comes ${days}, and what it asks after the last of them`;
    return { rule, fact, without: NEVER };
  }
  const unset = window && `: no day from ${dayWords(window.from)} to ${dayWords(window.to)} is set${ownerOf(about)}`;
  return {
    rule: `It comes ${days} that is yet to be set`,
    fact,
    without: unset === undefined ? NEVER : { fact: unset, otherwise: past ? "never" : "waits" },
  };
};

const leaveFact = ({ student: { leaveFrom, leaveUntil } }: About): string => {
  if (leaveFrom === undefined && leaveUntil === undefined) return "has no leave with days";
  const from = leaveFrom === undefined ? "" : ` from ${dayWords(leaveFrom)}`;
  return `is on leave${from}${leaveUntil === undefined ? "" : ` until ${dayWords(leaveUntil)}`}`;
};

const wordsOf = (about: About, day: string | undefined, on: string): Words => {
  const { program, milestone } = about;
  const { when } = milestone;
  switch (when.type) {
    case "yearly":
      return {
        rule: `It comes ${onWords(when.on)} ${yearWords(when.anchor, when.year)}`,
        fact: anchored(about, when.anchor),
        without: NEVER,
      };
    case "dates":
      return dates(about, when);
    case "phase":
      return {
        rule: `It comes ${onWords({ days: when.days ?? 0, from: when.on })} in ${phaseTitle(program, when.phase)}`,
        fact: phaseFact(about, when.phase),
        without: NEVER,
      };
    case "from-phase":
      return {
        rule: `It comes ${shifted(when.days, `the day on which ${phaseTitle(program, when.phase)} begins`)}`,
        fact: phaseFact(about, when.phase),
        without: NEVER,
      };
    case "from-leave":
      return {
        rule: `It comes ${shifted(when.days, when.edge === "leave" ? "a leave begins" : "the return from a leave")}`,
        fact: `${nameIn(about)} ${leaveFact(about)}`,
        without: NEVER,
      };
    case "window":
      return inWindow(about, when, { on, day });
    case "session":
      return {
        rule: `It comes ${shifted(-when.daysBefore, "the day of its session")}`,
        fact: `no day is set for that session yet${ownerOf(about)}`,
        without: { fact: "", otherwise: "waits" },
      };
  }
};

/** When it comes: by what rule, and which day that is for the student. `on`: the school date that is asked about. */
export const dayRule = (about: About, day: string | undefined, on: string): TestedRule => {
  const { rule, fact, without } = wordsOf(about, day, on);
  const that = day === undefined ? without.fact : `, so that is ${dayWords(day)}`;
  return { rule, fact: fact + that, holds: day !== undefined, otherwise: without.otherwise };
};

const QUIET = "Nothing goes out on a quiet day, but on the next working day";
const MATCH_WEEK = "Ordinary mail leaves those who graduate alone in Match Week, and goes out on the next working day";

/** A day that moves the mail: a quiet one, or one of Match Week. */
export const quietRules = ({ program }: Pick<About, "program">, { nominal, opens }: Occurrence): TestedRule[] => {
  if (nominal === opens) return [];
  const isOrdinary = isQuiet(program.school, nominal);
  const fact = `${dayWords(nominal)} is ${isOrdinary ? "a quiet day" : "in it"}, so it goes out on ${dayWords(opens)}`;
  return [{ rule: isOrdinary ? QUIET : MATCH_WEEK, fact, holds: true, otherwise: "waits" }];
};
