import type { Program } from "#domain/program.ts";
import { asker } from "./ask.ts";
import { InputFault, reasonOf, SystemFailed } from "./faults.ts";
import { loadProgram } from "./read-inputs.ts";
import type { Console } from "./terminal.ts";

/** What every command about a deployed stage is asked. */
export interface StageAsked {
  stage: string;
  region?: string;
  program: string;
  yes?: true;
}

/** What the deed of such a command is given, beside the stage itself. `now`: ISO 8601 UTC. */
export interface StageNeeds extends Console {
  program: Program;
  now: string;
  /** Asks the person yes or no. */
  ask: (question: string) => Promise<boolean>;
}

/**
 * Does something with a deployed stage, with the AWS credentials of whoever calls.
 * @throws InputFault as the deed does; SystemFailed for whatever else it throws, as where AWS refuses.
 */
export const onStage = async (
  asked: StageAsked,
  console: Console,
  deed: (needs: StageNeeds) => Promise<void>,
): Promise<void> => {
  const program = await loadProgram(asked.program, "rules", (line) => console.err.write(`${line}\n`));
  const ask = asker(asked.yes ?? false);
  try {
    await deed({ ...console, program, now: new Date().toISOString(), ask });
  } catch (thrown) {
    if (thrown instanceof InputFault) throw thrown;
    throw new SystemFailed(`The ${asked.stage} stage could not be read or written: ${reasonOf(thrown)}`);
  }
};
