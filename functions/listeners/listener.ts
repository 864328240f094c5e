import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy, { type MiddlewareObj } from "@middy/core";
import type { Context } from "aws-lambda";
import type * as z from "zod/mini";
import { calledAt } from "#adapters/lambda/called-at.ts";
import { oncePerColdStart } from "../start/once-per-cold-start.ts";
import { log } from "./log.ts";
import { parseEvent } from "./parse-event.ts";
import { tellable, withoutAddresses } from "./tellable.ts";

export type Handler<Answer> = (event: unknown, context: Context) => Promise<Answer>;

/** Milliseconds until Lambda ends the call, as of when it is asked. */
export type TimeLeft = () => number;

/** Answers what time it is, ISO 8601 UTC, by the time that has gone since the call `at` which had so much left. */
export const clockSince = (at: string, left: TimeLeft): (() => string) => {
  const most = left();
  return () => {
    const gone = most - left();
    return new Date(Date.parse(at) + (gone > 0 ? gone : 0)).toISOString();
  };
};

/** What a function does with an event. `now`: when it was called, ISO 8601 UTC. */
type Deed<Event, Answer> = (event: Event, left: TimeLeft, now: string) => Promise<Answer>;

/** Logs a failure, and hands Lambda, which logs it again, the error without e-mail addresses. */
const toldErrors = (): MiddlewareObj => ({
  onError: (request) => {
    log.error("failed", { failure: tellable(request.error) });
    request.error = withoutAddresses(request.error);
  },
});

/** Wires a deed to its trigger. Logs a failure without personal data and throws it, so that the trigger tries again. */
export const listener = <Schema extends z.ZodMiniType, Answer>(
  schema: Schema,
  start: () => Deed<z.output<Schema>, Answer> | Promise<Deed<z.output<Schema>, Answer>>,
): Handler<Answer> => {
  const started = oncePerColdStart(start);
  return middy<unknown, Answer>()
    .use(injectLambdaContext(log))
    .use(toldErrors())
    .handler(async (event: unknown, context) => {
      const deed = await started();
      return deed(parseEvent(schema, event), () => context.getRemainingTimeInMillis(), calledAt(context));
    });
};
