import { randomUUID } from "node:crypto";
import type { DeployedRule } from "../deployment.ts";
import { defaultBusArn, type PutEvent } from "../gateway/events.ts";
import { matchesPattern } from "../template/pattern/matches-pattern.ts";
import type { Invocations } from "./invocations.ts";
import { deadLetter, mayInvoke, nameIn, type Rig } from "./rig.ts";

export interface SeenEvent {
  at: string;
  detailType: string;
  detail: unknown;
}

/** EventBridge: takes events, matches them with the deployed rules and hands them to the rules' targets. */
export interface Bus {
  /** Answers the event's id. */
  put(event: PutEvent): string;
  /** Events of the custom buses, newest last. */
  seen(): readonly SeenEvent[];
  clear(): void;
}

/** Makes the default and the deployed buses; a target that a rule may not reach gets nothing, and that is noted. */
export const createBus = (run: Rig, invocations: Invocations): Bus => {
  const seen: SeenEvent[] = [];
  return {
    put: (put) => {
      const event = eventOf(run, put);
      if (put.busArn !== defaultBusArn(run.deployment)) {
        seen.push({ at: run.now(), detailType: put.detailType, detail: put.detail });
      }
      for (const rule of run.deployment.rules) {
        if (rule.busArn === put.busArn && matchesPattern(rule.pattern, event)) hand(run, invocations, rule, event);
      }
      return event.id;
    },
    seen: () => seen,
    clear: () => {
      seen.length = 0;
    },
  };
};

// Times on the bus have no fractions of seconds.
const wholeSeconds = (instant: string): string => `${instant.slice(0, 19)}Z`;

const eventOf = ({ deployment, now }: Rig, put: PutEvent) => ({
  version: "0",
  id: randomUUID(),
  "detail-type": put.detailType,
  source: put.source,
  account: deployment.accountId,
  time: wholeSeconds(now()),
  region: deployment.region,
  resources: put.resources,
  detail: put.detail,
});

const hand = (run: Rig, invocations: Invocations, rule: DeployedRule, event: unknown): void => {
  for (const { arn, deadLetterArn } of rule.targets) {
    if (arn.includes(":sqs:")) {
      run.queues.send(nameIn(arn), JSON.stringify(event));
      run.ledger.count("sqs:SendMessage", 1);
      continue;
    }
    const target = run.deployment.functions.find((one) => one.arn === arn);
    if (mayInvoke(target, "events.amazonaws.com", rule.arn)) invocations.add(arn, event);
    else {
      const why = `rule ${rule.name} has no permission to invoke ${target?.name ?? arn}`;
      deadLetter(run, { from: rule.name, why, queueArn: deadLetterArn, body: event });
    }
  }
};
