import { userInfo } from "node:os";
import type { Program } from "#domain/calendar/program.ts";
import { reasonOf } from "#files/fault.ts";
import { InputFault, SystemFailed } from "../faults.ts";
import { loadProgram } from "../read-inputs.ts";
import type { Console } from "../terminal.ts";
import { asker } from "./ask.ts";

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
  /** As whom whoever calls is signed in to their machine. */
  user: string;
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
    await deed({ ...console, program, now: new Date().toISOString(), user: userInfo().username, ask });
  } catch (thrown) {
    if (thrown instanceof InputFault) throw thrown;
    const why = `The ${asked.stage} stage could not be read or written: ${reasonOf(thrown)}`;
    throw new SystemFailed([why, ...mendOf(thrown)].join("\n"));
  }
};

const SIGN_IN =
  "Sign in to AWS first: AWS_PROFILE names a profile, and `aws sts get-caller-identity` shows whether it works.";

/** What to do about what AWS's clients say most often to somebody new; nothing for all else. */
const mendOf = (thrown: unknown): string[] => {
  if (!(thrown instanceof Error)) return [];
  if (/^(CredentialsProvider|TokenProvider|ExpiredToken|UnrecognizedClient)/.test(thrown.name)) return [SIGN_IN];
  if (thrown.message === "Region is missing") return ["Name the region of the stage by --region, or by AWS_REGION."];
  if (thrown.name === "ResourceNotFoundException") return ["Is the stage deployed in that account and region?"];
  return [];
};
