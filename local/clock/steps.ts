import { createTurns } from "./turns.ts";

/** Work on a running system, one step at a time. */
export interface Steps {
  /** Does a piece of work; what it starts is finished, to the last event, before the next step begins. */
  step<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Calls the listener after every step; answers how to end that. */
  subscribe(listener: () => void): () => void;
  /** Lets no further step begin. */
  close(): void;
}

/** Steps that each end with `drain`. A step asked for after `close` fails. */
export const createSteps = (drain: (isOver: () => boolean) => Promise<void>): Steps => {
  const listeners = new Set<() => void>();
  const inTurn = createTurns();
  let closed = false;
  return {
    step: (work) =>
      inTurn(async () => {
        if (closed) throw new Error("The local run was stopped.");
        const value = await work();
        await drain(() => closed);
        for (const listener of listeners) listener();
        return value;
      }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      closed = true;
    },
  };
};
