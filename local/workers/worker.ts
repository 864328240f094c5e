import { randomUUID } from "node:crypto";
import { devNull } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import * as z from "zod/mini";
import type { DeployedFunction } from "../deployment.ts";
import type { WorkerAnswer, WorkerCall, WorkerStart } from "./message.ts";

/**
 * How an invocation ended. A `crash` is a thread that ended by itself or ran out of memory; `timeout`: it was ended.
 */
export type InvocationOutcome =
  | { ok: true; value: unknown; milliseconds: number }
  | { ok: false; kind: "error" | "timeout" | "crash"; error: string; milliseconds: number };

export interface FunctionWorker {
  /** Runs the handler on one event, after those asked before it. Never throws. */
  invoke(event: unknown): Promise<InvocationOutcome>;
  /** Ends what runs; whatever is asked from then on crashes at once. */
  stop(): Promise<void>;
}

export interface WorkerParts {
  deployed: DeployedFunction;
  /** Added to the environment that the template gives. */
  environment: Record<string, string>;
  /** The run's own time, ISO 8601 UTC. */
  now(): string;
  /** Told of every line that the function writes. */
  onLine(line: string): void;
}

const Reply: z.ZodMiniType<WorkerAnswer> = z.union([
  z.object({ requestId: z.string(), ok: z.literal(true), result: z.string() }),
  z.object({
    requestId: z.string(),
    ok: z.literal(false),
    error: z.object({ name: z.string(), message: z.string(), stack: z.string() }),
  }),
]);

/**
 * A function's execution environment: its real bundle in a worker thread, started at the first invocation. A crash or a
 * time-out ends the thread, and the next invocation starts a fresh one, as Lambda does.
 */
export const createWorker = (parts: WorkerParts): FunctionWorker => {
  let thread: Worker | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const end = async () => {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  };
  const invokeNow = async (event: unknown): Promise<InvocationOutcome> => {
    // Lambda's retries would start thread after thread, each waiting for emulators that are gone.
    if (isOver) return { ok: false, kind: "crash", error: "The local run was stopped.", milliseconds: 0 };
    const running = thread ?? startThread(parts);
    if (thread === undefined) {
      thread = running;
      running.once("exit", () => {
        if (thread === running) thread = undefined;
      });
    }
    const outcome = await ask(running, parts, event);
    if (!outcome.ok && outcome.kind !== "error") await end();
    return outcome;
  };
  return {
    invoke: (event) => {
      const outcome = turn.then(() => invokeNow(event));
      turn = outcome;
      return outcome;
    },
    stop: () => {
      isOver = true;
      return end();
    },
  };
};

/** Module and export of a Lambda handler name: `index.handler` is the export `handler` of `index.mjs`. */
const moduleOf = ({ codePath, handler }: DeployedFunction): Pick<WorkerStart, "moduleUrl" | "exportName"> => {
  const [module = "index", exportName = "handler"] = handler.split(".");
  return { moduleUrl: pathToFileURL(join(codePath, `${module}.mjs`)).href, exportName };
};

const lambdaEnvironment = (deployed: DeployedFunction): Record<string, string> => ({
  AWS_LAMBDA_FUNCTION_NAME: deployed.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(deployed.memoryMb),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${deployed.functionName}`,
  AWS_LAMBDA_LOG_STREAM_NAME: "local",
  LAMBDA_TASK_ROOT: deployed.codePath,
  _HANDLER: deployed.handler,
  TZ: ":UTC",
  // Never read the settings of whoever runs this.
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
});

const startThread = ({ deployed, environment, onLine }: WorkerParts): Worker => {
  const thread = new Worker(new URL("./bootstrap.js", import.meta.url), {
    workerData: {
      ...moduleOf(deployed),
      functionName: deployed.functionName,
      memoryMb: deployed.memoryMb,
    } satisfies WorkerStart,
    env: { ...lambdaEnvironment(deployed), ...deployed.environment, ...environment },
    execArgv: [],
    // Small young generations: eight workers with the default would hold some 400 MB of garbage at a time.
    resourceLimits: { maxOldGenerationSizeMb: deployed.memoryMb, maxYoungGenerationSizeMb: 8 },
    stdout: true,
    stderr: true,
  });
  for (const stream of [thread.stdout, thread.stderr]) {
    stream.on("data", (text) => {
      for (const line of String(text).split("\n")) if (line !== "") onLine(line);
    });
  }
  // A thread that dies between two invocations must not take the program with it.
  thread.on("error", (error) => onLine(String(error)));
  thread.unref();
  return thread;
};

const ask = (thread: Worker, { deployed, now }: WorkerParts, event: unknown): Promise<InvocationOutcome> =>
  new Promise((resolve) => {
    const began = performance.now();
    const limit = deployed.timeoutSeconds * 1000;
    const settle = (outcome: Plain) => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      resolve({ ...outcome, milliseconds: performance.now() - began });
    };
    const onMessage = (message: unknown) => settle(outcomeOf(Reply.parse(message)));
    const onError = (error: Error) => settle({ ok: false, kind: "crash", error: String(error) });
    const onExit = (code: number) => settle({ ok: false, kind: "crash", error: `The thread ended with code ${code}.` });
    const timer = setTimeout(() => settle({ ok: false, kind: "timeout", error: timeoutText(deployed) }), limit);
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
    const deadline = Date.now() + limit;
    const call = { requestId: randomUUID(), arn: deployed.arn, event: JSON.stringify(event) };
    thread.postMessage({ ...call, now: now(), deadline } satisfies WorkerCall);
  });

type Plain = { ok: true; value: unknown } | { ok: false; kind: "error" | "timeout" | "crash"; error: string };

const timeoutText = ({ timeoutSeconds }: DeployedFunction): string =>
  `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;

const outcomeOf = (answered: WorkerAnswer): Plain =>
  answered.ok
    ? { ok: true, value: JSON.parse(answered.result) }
    : { ok: false, kind: "error", error: `${answered.error.name}: ${answered.error.message}` };
