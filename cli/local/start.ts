import type { Program } from "#domain/calendar/program.ts";
import { instantAt } from "#domain/time/dates.ts";
import type { System } from "../../local/system.ts";
import { SAMPLE_LATE_JOINER } from "../places.ts";
import { loadProgram } from "../read-inputs.ts";
import type { Console } from "../terminal.ts";
import { requireFreePort } from "./free-port.ts";
import { listenForInterruption } from "./interruption.ts";
import { type RostersAsked, type TakenRoster, takeRosters } from "./rosters.ts";
import { synthesize } from "./synthesize.ts";

/** What `start` is asked. `at`: the school date on whose first midnight the clock stands. */
export interface StartAsked extends RostersAsked {
  program: string;
  at: string;
  port: number;
}

/**
 * `matchward start`: the whole system on this machine, with its pages, until it is interrupted.
 * @throws InputFault for a faulty program or roster, or a taken port; SystemFailed where it cannot run.
 */
export const start = async (asked: StartAsked, { out, err }: Console): Promise<void> => {
  await requireFreePort(asked.port);
  const interruption = listenForInterruption();
  const program = await loadProgram(asked.program, "whole", (line) => err.write(`${line}\n`));
  const [first, ...later] = await takeRosters(asked, program, asked.at);
  if (first === undefined) return;
  err.write("Synthesizing the app that `cdk deploy` would deploy …\n");
  const assembly = await synthesize(asked.program);
  try {
    err.write("Starting the emulators …\n");
    const system = await open(assembly.folder, asked, program, later);
    try {
      err.write(`Importing ${first.students.length} students …\n`);
      await system.uploadRoster(first.bytes, first);
      out.write(welcome(system, asked.at));
      await interruption.happened;
      err.write("\nStopping …\n");
    } finally {
      await system.stop();
    }
  } finally {
    await assembly.remove();
  }
};

const open = async (
  assembly: string,
  { at, port }: StartAsked,
  program: Program,
  later: readonly TakenRoster[],
): Promise<System> => {
  const { startSystem } = await import("../../local/start-system.ts");
  const { createConsole } = await import("../../local/console/create-console.ts");
  const { answerOrder } = await import("../office/answer-order.ts");
  const { readFile } = await import("node:fs/promises");
  const lateJoiner = await readFile(SAMPLE_LATE_JOINER, "utf8");
  const begins = instantAt(at, "00:00", program.school.timeZone);
  const { withArrivals } = await import("../../local/clock/arrivals.ts");
  const coming = later.map((roster) => ({ ...roster, at: instantAt(roster.on, "00:00", program.school.timeZone) }));
  const pages = (system: System) => createConsole(withArrivals(system, coming), { program, lateJoiner, answerOrder });
  return startSystem({ assembly, at: begins, port, pages });
};

const welcome = (system: System, at: string): string =>
  [
    "",
    `  matchward is running at ${system.url}`,
    "",
    `  The school's clock is paused at the beginning of ${at}. Open the page to let time pass, read the mails`,
    "  as students get them, and answer in their place.",
    "  Nothing leaves this machine. Ctrl-C stops everything.",
    "",
    "",
  ].join("\n");
