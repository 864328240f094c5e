import { randomUUID } from "node:crypto";
import { actorOf, type DeedToRecord, type Recorder, recordDeed } from "#office/audit/record-deed.ts";
import type { StageNeeds } from "./on-stage.ts";

/** What asking and recording need. */
interface OnRecordNeeds extends Pick<StageNeeds, "ask" | "out" | "now" | "user"> {
  auditLog: Recorder["auditLog"];
}

/** What is said where a person says no. */
export const NOTHING = "Nothing was changed.\n";

/**
 * Asks, and does it where the answer is yes, with a record of who did. Undefined where the answer is no, which is said.
 * @param hasChanged whether anything came of it; what is not `false` did
 */
export const askThenRecord = async <Result>(
  { ask, out, now, user, auditLog }: OnRecordNeeds,
  { question, ...deed }: DeedToRecord & { question: string },
  carryOut: () => Promise<Result>,
  hasChanged?: (result: Result) => boolean,
): Promise<Result | undefined> => {
  if (!(await ask(question))) {
    out.write(NOTHING);
    return undefined;
  }
  const by = actorOf({ id: `command line ${user}`, name: `${user}, by the command line` });
  return recordDeed({ auditLog, by, now: () => now, request: randomUUID() }, deed, carryOut, hasChanged);
};
