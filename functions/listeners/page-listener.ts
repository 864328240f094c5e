import middy from "@middy/core";
import type { Context } from "aws-lambda";
import type * as z from "zod/mini";
import { oncePerColdStart } from "../start/once-per-cold-start.ts";
import type { Handler } from "./listener.ts";
import { parseEvent } from "./parse-event.ts";
import { tellable, withoutAddresses } from "./tellable.ts";

export type TellFailure = (error: unknown) => Promise<void>;

// Loads the log only when there is something to tell: most pages have nothing, and a student waits for them.
const tellLater =
  (context: Context, isFirstCall: boolean): TellFailure =>
  async (error) => {
    const { log } = await import("./log.ts");
    log.addContext(context);
    // A log takes the first call that it hears of for a cold start.
    if (!isFirstCall) log.addContext(context);
    log.error("failed", { failure: tellable(error) });
  };

/** Wires a deed to a browser's requests, as `listener` does. The deed may log a failure itself, by `tell`. */
export const pageListener = <Schema extends z.ZodMiniType, Answer>(
  schema: Schema,
  start: () => (event: z.output<Schema>, tell: TellFailure) => Promise<Answer>,
): Handler<Answer> => {
  const started = oncePerColdStart(start);
  let first: Context | undefined;
  const tellOf = (context: Context): TellFailure => tellLater(context, context === first);
  return middy<unknown, Answer>()
    .before(({ context }) => {
      first ??= context;
    })
    .onError(async (request) => {
      await tellOf(request.context)(request.error);
      request.error = withoutAddresses(request.error);
    })
    .handler(async (event: unknown, context) => (await started())(parseEvent(schema, event), tellOf(context)));
};
