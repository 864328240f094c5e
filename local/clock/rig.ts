import type { DeployedFunction, Deployment, Statement } from "../deployment.ts";
import type { QueuesAndBuckets } from "../emulators/queues.ts";
import type { Ledger } from "../gateway/ledger.ts";
import { authorize } from "../template/iam/authorize.ts";
import { fits } from "../template/iam/wildcards.ts";
import type { Fleet } from "../workers/fleet.ts";

/** What every part that moves events needs to reach. */
export interface Rig {
  deployment: Deployment;
  /** The virtual now, ISO 8601 UTC. */
  now(): string;
  ledger: Ledger;
  fleet: Pick<Fleet, "invoke">;
  queues: Pick<QueuesAndBuckets, "send" | "receive" | "remove" | "release" | "waiting">;
}

/** The last part of an ARN: a queue's or a table's name. */
export const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1);

/** Whether the resource policy of a function lets a service invoke it on behalf of a source. */
export const mayInvoke = (deployed: DeployedFunction | undefined, principal: string, sourceArn: string): boolean =>
  (deployed?.invokers ?? []).some(
    (invoker) =>
      invoker.principal === principal && (invoker.sourceArn === undefined || fits(invoker.sourceArn, sourceArn)),
  );

/** The first of some actions that a role is not granted on a resource, if any. */
export const ungranted = (statements: Statement[], actions: readonly string[], resource: string): string | undefined =>
  actions.find((action) => !authorize(statements, { action, resource, context: {} }).allowed);

/** Puts what could not be handled on its dead-letter queue, and notes it; without a queue it is only noted. */
export const deadLetter = (
  run: Rig,
  letter: { from: string; why: string; queueArn: string | undefined; body: unknown },
): void => {
  const queue = letter.queueArn === undefined ? undefined : nameIn(letter.queueArn);
  run.ledger.fail(letter.from, `${letter.why}; ${queue === undefined ? "it is lost" : `it lies in ${queue}`}`);
  if (queue === undefined) return;
  run.queues.send(queue, JSON.stringify(letter.body));
  run.ledger.count("sqs:SendMessage", 1);
};
