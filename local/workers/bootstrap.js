// @ts-check
/**
 * Runs inside the worker thread of one function: loads the bundle once (a cold start), then calls its handler for
 * each message and answers with what it returned or threw. JavaScript that imports nothing: each thread would load
 * what strips types, and a package, anew, which takes longer than a bundle.
 */
import { parentPort, workerData } from "node:worker_threads";

/** @import { WorkerAnswer, WorkerCall, WorkerStart } from "./message.ts" */

/** @type {WorkerStart} */
const { moduleUrl, exportName, functionName, memoryMb } = workerData;

/** @returns {Promise<(event: unknown, context: unknown) => unknown>} */
const load = async () => {
  const loaded = await import(moduleUrl);
  const handler = loaded[exportName];
  if (typeof handler !== "function") throw new Error(`${moduleUrl} exports no function "${exportName}".`);
  return handler;
};

const contextOf = (/** @type {WorkerCall} */ { requestId, arn, deadline, now }) => ({
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

/** @returns {Promise<WorkerAnswer>} */
const answer = async (/** @type {WorkerCall} */ asked) => {
  try {
    const handler = await loading;
    const value = await handler(JSON.parse(asked.event), contextOf(asked));
    return { requestId: asked.requestId, ok: true, result: JSON.stringify(value ?? null) };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { requestId: asked.requestId, ok: false, error: { name, message, stack: stack ?? "" } };
  }
};

parentPort?.on("message", async (asked) => parentPort?.postMessage(await answer(asked)));
