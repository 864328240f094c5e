const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C, or a polite request to end: heard from now on, so that whatever has been started can be stopped. */
export interface Interruption {
  happened: Promise<void>;
  /** Lets signals end the process again, as they do by themselves. */
  forget(): void;
}

/**
 * Ends the process where something keeps it alive that long after it was asked to end, and says so; whatever was
 * started with it ends with it.
 */
export const endWithin = (milliseconds: number, err: { write(text: string): unknown }): void => {
  setTimeout(() => {
    err.write(`Not everything stopped within ${milliseconds / 1000} s: ended all the same.\n`);
    process.exit(3);
  }, milliseconds).unref();
};

export const listenForInterruption = (): Interruption => {
  let interrupt: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  for (const signal of SIGNALS) process.once(signal, interrupt);
  return {
    happened,
    forget: () => {
      for (const signal of SIGNALS) process.removeListener(signal, interrupt);
    },
  };
};
