import { randomUUID } from "node:crypto";
import { authorize } from "../template/iam/authorize.ts";
import type { Due } from "./agenda.ts";
import type { Invocations } from "./invocations.ts";
import { deadLetter, type Rig } from "./rig.ts";

/**
 * What EventBridge Scheduler does at a firing: fills its own words into the input and invokes the target under the
 * schedule's role. Where that role is not granted the invocation, the event goes to the schedule's dead-letter queue.
 */
export const fire = (run: Rig, invocations: Invocations, { schedule, at }: Due): void => {
  const input = schedule.input
    .replaceAll("<aws.scheduler.scheduled-time>", `${at.slice(0, 19)}Z`)
    .replaceAll("<aws.scheduler.schedule-arn>", schedule.arn)
    .replaceAll("<aws.scheduler.execution-id>", randomUUID())
    .replaceAll("<aws.scheduler.attempt-number>", "1");
  const request = { action: "lambda:InvokeFunction", resource: schedule.targetArn, context: {} };
  const verdict = authorize(schedule.statements, request);
  run.ledger.count("scheduler:Invoke", 1);
  if (verdict.allowed) invocations.add(schedule.targetArn, JSON.parse(input));
  else {
    const { name, deadLetterArn } = schedule;
    deadLetter(run, { from: name, why: `denied: ${verdict.why}`, queueArn: deadLetterArn, body: JSON.parse(input) });
  }
};
