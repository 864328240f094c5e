import { countRun, type Run, type RunCounts, runName } from "#domain/breaker.ts";
import type { Program } from "#domain/program.ts";
import { outlookOf, type RunOutlook } from "#domain/run-outlook.ts";
import type { Choices, Parts, Roster, SchoolRecord } from "./records.ts";
import type { RunState, Runs } from "./runs.ts";

/** What telling of paused runs needs of the world. */
export interface RunsNeeds {
  program: Program;
  runs: Pick<Runs, "paused">;
  parts: Pick<Parts, "ofOccurrence">;
  roster: Pick<Roster, "enrolled">;
  choices: Pick<Choices, "all">;
  school: Pick<SchoolRecord, "startedOn">;
}

/** A run that is held back, how its mails fared, and what would go out were it taken up now; nothing where nothing would. */
export interface PausedRun extends Run, RunCounts {
  paused: NonNullable<RunState["paused"]>;
  next: RunOutlook | undefined;
}

/** What is told of a run that a person paused. */
const BY_HAND = "a person paused it";

/**
 * The runs that are paused, in the order of their occurrences and waves. Changes nothing.
 * @param now ISO 8601 UTC
 */
export const pausedRuns = async (needs: RunsNeeds, now: string): Promise<PausedRun[]> => {
  const held = await needs.runs.paused();
  if (held.length === 0) return [];
  const { program, roster, choices, school } = needs;
  const [students, declined, startedOn] = await Promise.all([roster.enrolled(), choices.all(), school.startedOn()]);
  const paused = new Set(held.map(runName));
  const told = held.map(async ({ occurrence, wave, paused: why }) => {
    const parts = await needs.parts.ofOccurrence(occurrence);
    const plan = { program, students, parts, declined, paused, startedOn: startedOn ?? "" };
    const next = outlookOf(plan, { occurrence, wave }, now);
    return why === undefined ? [] : [{ occurrence, wave, ...countRun(parts, wave), paused: why, next }];
  });
  return (await Promise.all(told)).flat();
};

/**
 * Pauses a run by hand: what has not gone out is held back until somebody takes it up. False where it is paused already.
 * @param at ISO 8601 UTC. Two people's clocks may differ, and the local system's stands still: who pauses a run that was
 * taken up does so later than that.
 */
export const pauseRun = async (
  runs: Pick<Runs, "get" | "pause">,
  { occurrence, wave }: Run,
  at: string,
): Promise<boolean> => {
  const resumedAt = (await runs.get({ occurrence, wave }))?.resumedAt;
  const earliest = resumedAt === undefined ? 0 : Date.parse(resumedAt) + 1;
  const later = new Date(Math.max(Date.parse(at), earliest)).toISOString();
  return runs.pause({ occurrence, wave }, { at: later, reason: BY_HAND });
};
