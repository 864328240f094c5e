import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Clockwork } from "./clockwork.ts";

const AT_MOST_EVERY_MS = 300;
const HEARTBEAT_MS = 15_000;

/**
 * Tells a page by server-sent events that something has changed: soon after it did, but a few times a second at most.
 */
export const live = (context: Context, clock: Clockwork): Response =>
  streamSSE(context, async (stream) => {
    let wake: () => void = () => undefined;
    let isStale = true;
    const unsubscribe = clock.subscribe(() => {
      isStale = true;
      wake();
    });
    stream.onAbort(() => {
      unsubscribe();
      wake();
    });
    while (!stream.aborted) {
      if (isStale) await stream.writeSSE({ event: "change", data: clock.running() ? "running" : "standing" });
      isStale = false;
      await stream.sleep(AT_MOST_EVERY_MS);
      if (!isStale && !stream.aborted) await wokenOrAfter(HEARTBEAT_MS, (woken) => (wake = woken));
      if (!isStale && !stream.aborted) await stream.write(": still here\n\n");
    }
  });

const wokenOrAfter = (ms: number, onWait: (woken: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    onWait(() => {
      clearTimeout(timer);
      resolve();
    });
  });
