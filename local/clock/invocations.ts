import { randomUUID } from "node:crypto";
import type { DeployedFunction } from "../deployment.ts";
import type { InvocationOutcome } from "../workers/worker.ts";
import { deadLetter, type Rig, ungranted } from "./rig.ts";

/** Lambda's queue of asynchronous invocations. */
export interface Invocations {
  /** Takes an event for a function; it runs at the next `runAll`. */
  add(functionArn: string, event: unknown): void;
  /** Runs what waits, in the order it came, and what comes meanwhile; answers whether there was anything. */
  runAll(): Promise<boolean>;
  clear(): void;
}

/**
 * Asynchronous invocations as Lambda makes them: tried again as often as the function's settings say, then sent to its
 * on-failure queue, if its role may send there. Retries follow at once: virtual time stands still meanwhile.
 */
export const createInvocations = (run: Rig): Invocations => {
  const waiting: { functionArn: string; event: unknown }[] = [];
  const runOne = async (functionArn: string, event: unknown): Promise<void> => {
    const deployed = run.deployment.functions.find(({ arn }) => arn === functionArn);
    const attempts = 1 + (deployed?.maximumRetryAttempts ?? 0);
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const outcome = await run.fleet.invoke(functionArn, event);
      if (outcome.ok) return;
      if (attempt === attempts && deployed !== undefined) giveUp(run, deployed, event, outcome, attempts);
    }
  };
  return {
    add: (functionArn, event) => waiting.push({ functionArn, event }),
    runAll: async () => {
      const any = waiting.length > 0;
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await runOne(next.functionArn, next.event);
      }
      return any;
    },
    clear: () => {
      waiting.length = 0;
    },
  };
};

const giveUp = (
  run: Rig,
  deployed: DeployedFunction,
  event: unknown,
  outcome: Extract<InvocationOutcome, { ok: false }>,
  attempts: number,
): void => {
  const { onFailureArn } = deployed;
  const mayNot =
    onFailureArn === undefined ? undefined : ungranted(deployed.statements, ["sqs:SendMessage"], onFailureArn);
  if (mayNot !== undefined) run.ledger.fail(deployed.name, `its role lacks ${mayNot} on ${onFailureArn}`);
  deadLetter(run, {
    from: deployed.name,
    why: `gave up after ${attempts} attempts`,
    queueArn: mayNot === undefined ? onFailureArn : undefined,
    body: {
      version: "1.0",
      timestamp: run.now(),
      requestContext: {
        requestId: randomUUID(),
        functionArn: `${deployed.arn}:$LATEST`,
        condition: "RetriesExhausted",
        approximateInvokeCount: attempts,
      },
      requestPayload: event,
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorMessage: outcome.error },
    },
  });
};
