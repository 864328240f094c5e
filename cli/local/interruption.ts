const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C, or a polite request to end: heard from now on, so that whatever has been started can be stopped. */
export interface Interruption {
  happened: Promise<void>;
  /** Lets signals end the process again, as they do by themselves. */
  forget(): void;
}

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
