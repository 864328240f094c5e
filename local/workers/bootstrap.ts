/**
 * Runs inside the worker thread of one function: loads the bundle once (a cold start), then calls its handler for
 * each message and answers with what it returned or threw.
 */
import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod/mini";
import type { WorkerAnswer, WorkerCall } from "./message.ts";

const { moduleUrl, exportName, functionName, memoryMb } = z
  .object({ moduleUrl: z.string(), exportName: z.string(), functionName: z.string(), memoryMb: z.number() })
  .parse(workerData);

type LoadedHandler = (event: unknown, context: unknown) => unknown;
const isHandler = (value: unknown): value is LoadedHandler => typeof value === "function";

const load = async (): Promise<LoadedHandler> => {
  const loaded: Record<string, unknown> = await import(moduleUrl);
  const handler = loaded[exportName];
  if (!isHandler(handler)) throw new Error(`${moduleUrl} exports no function "${exportName}".`);
  return handler;
};

const contextOf = ({ requestId, arn, deadline, now }: WorkerCall) => ({
  functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: arn,
  memoryLimitInMB: String(memoryMb),
  awsRequestId: requestId,
  clientContext: { custom: { now } },
  logGroupName: `/aws/lambda/${functionName}`,
  logStreamName: "local",
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - performance.timeOrigin - performance.now()),
});

const loading = load();
// Its rejection is answered at the first invocation.
loading.catch(() => undefined);

const answer = async (asked: WorkerCall): Promise<WorkerAnswer> => {
  try {
    const handler = await loading;
    const value = await handler(JSON.parse(asked.event), contextOf(asked));
    return { requestId: asked.requestId, ok: true, result: JSON.stringify(value ?? null) };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { requestId: asked.requestId, ok: false, error: { name, message, stack: stack ?? "" } };
  }
};

parentPort?.on("message", async (asked: WorkerCall) => parentPort?.postMessage(await answer(asked)));
