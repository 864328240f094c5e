import { type PausedRun, pausedRuns, pauseRun, type RunsNeeds } from "#adapters/run-decisions.ts";
import type { Runs } from "#adapters/runs.ts";
import { type Run, runName } from "#domain/breaker.ts";
import { readableDate, schoolDate } from "#domain/dates.ts";
import type { Program } from "#domain/program.ts";
import { plannedFor } from "#domain/run-outlook.ts";
import { InputFault } from "./faults.ts";
import type { StageNeeds } from "./on-stage.ts";

/** What listing and deciding need. */
export interface DecideRunsNeeds extends Omit<RunsNeeds, "runs">, StageNeeds {
  runs: Pick<Runs, "get" | "pause" | "resume" | "paused">;
}

/** Reads `<occurrence>/<wave>`; undefined for anything else. */
export const runNamed = (text: string): Run | undefined => {
  const [occurrence, wave, ...rest] = text.split("/");
  return occurrence?.includes("@") && wave && rest.length === 0 ? { occurrence, wave } : undefined;
};

const comesTo = (program: Program, run: PausedRun, now: string): string => {
  const { school } = program;
  const on = (instant: string) => readableDate(schoolDate(instant, school.timeZone));
  if (run.next !== undefined) return `up to ${run.next.mails} mails go out on ${on(run.next.at)}, at ${school.sendAt}.`;
  const planned = plannedFor(program, run) ?? "";
  // A day that is weeks ahead is further than a resumed run is looked for.
  return planned > now
    ? `it goes out on its own day, ${on(planned)}.`
    : "nothing of it goes out in the days ahead: it is too late, something newer does instead, or nobody is left to get it.";
};

const told = ({ program, now }: DecideRunsNeeds, run: PausedRun): string => {
  const { paused, sent, bounced, complained } = run;
  return [
    `${runName(run)}  paused since ${paused.at}: ${paused.reason}`,
    `  Went out: ${sent}; bounced: ${bounced}; complaints: ${complained}.`,
    `  Taken up again now, ${comesTo(program, run, now)}`,
    "",
  ].join("\n");
};

/** Lists the runs that are paused, with what taking each up again would come to. Names nobody. */
export const listPaused = async (needs: DecideRunsNeeds): Promise<void> => {
  const held = await pausedRuns(needs, needs.now);
  if (held.length === 0) needs.out.write("No run is paused.\n");
  for (const run of held) needs.out.write(told(needs, run));
};

const NOTHING = "Nothing was changed.\n";

/** Shows what taking a run up comes to, asks, and does it. Doing it twice changes nothing more. @throws InputFault where it is not paused. */
export const resumeNamed = async (needs: DecideRunsNeeds, named: Run): Promise<void> => {
  const run = (await pausedRuns(needs, needs.now)).find((one) => runName(one) === runName(named));
  if (run === undefined) throw new InputFault([`No run ${runName(named)} is paused.`]);
  needs.out.write(told(needs, run));
  needs.out.write("Until then --pause holds it back again; what has gone out cannot be called back.\n");
  if (!(await needs.ask(`take ${runName(named)} up again?`))) return void needs.out.write(NOTHING);
  const isDone = await needs.runs.resume(named, { since: run.paused.at, at: needs.now });
  needs.out.write(isDone ? "Taken up again.\n" : `Somebody decided of it meanwhile. ${NOTHING}`);
};

/** Asks, and pauses a run by hand. @throws InputFault where the program has no such run. */
export const pauseNamed = async (needs: DecideRunsNeeds, named: Run): Promise<void> => {
  if (plannedFor(needs.program, named) === undefined)
    throw new InputFault([`The program has no run ${runName(named)}.`]);
  needs.out.write("Its mails that have not gone out are held back until somebody takes it up again.\n");
  if (!(await needs.ask(`pause ${runName(named)}?`))) return void needs.out.write(NOTHING);
  needs.out.write((await pauseRun(needs.runs, named, needs.now)) ? "Paused.\n" : `It is paused already. ${NOTHING}`);
};
