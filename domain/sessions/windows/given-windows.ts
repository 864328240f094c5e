import { occurrenceId } from "../../calendar/occurrence-id.ts";
import type { Occurrence } from "../../calendar/occurrences.ts";
import type { Milestone, Program } from "../../calendar/program.ts";
import { windowIn } from "../../calendar/reckoning.ts";
import { yearOf } from "../../time/dates.ts";
import { isNear } from "../guests.ts";
import { dayOf, type Session } from "../session.ts";

/** The occurrences of what a windowed milestone asks whose window some of its sessions give a day. */
const givenOf = ({ id, when }: Milestone, days: readonly string[]): string[] => {
  if (when.type !== "window" || !when.thenAsks) return [];
  const windows = days.flatMap((day) => {
    const years = [yearOf(day) - 1, yearOf(day), yearOf(day) + 1];
    return years.flatMap((year) => windowIn(year, when.from, when.to)).filter((window) => isNear(window, day));
  });
  return windows.map(({ from }) => occurrenceId({ milestone: id, on: String(yearOf(from)) }));
};

/** True of a program some of whose milestones ask once a window is over: which do, its sessions tell. */
export const asksAfterWindows = ({ milestones }: Pick<Program, "milestones">): boolean =>
  milestones.some(({ when }) => when.type === "window" && when.thenAsks);

const known = new WeakMap<Program, Map<string, Program>>();

/** The program as its sessions make it (decision 59). The same one again for the same days: much is kept by it. */
export const withGivenWindows = (program: Program, sessions: readonly Session[]): Program => {
  if (!asksAfterWindows(program)) return program;
  const { timeZone } = program.school;
  const planned = sessions.filter(({ status }) => status === "planned");
  const daysOf = ({ id }: Milestone) =>
    planned.filter(({ item }) => item === id).map((session) => dayOf(session, timeZone));
  const given = [...new Set(program.milestones.flatMap((one) => givenOf(one, daysOf(one))))].toSorted();
  return withWindows(program, given);
};

/** The program in which an occurrence after a window is asked: whoever has it at hand knows that it was given a day. */
export const withItsWindow = (program: Program, { id, milestone }: Pick<Occurrence, "id" | "milestone">): Program =>
  milestone.when.type === "window" ? withWindows(program, [id]) : program;

const withWindows = (program: Program, given: string[]): Program => {
  if (given.length === 0) return program;
  const made = known.get(program) ?? new Map<string, Program>();
  known.set(program, made);
  const found = made.get(given.join(" ")) ?? { ...program, givenWindows: given };
  made.set(given.join(" "), found);
  return found;
};
