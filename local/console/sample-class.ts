/** An answer that a student of the sample gives. `at`: ISO 8601 UTC. */
export interface SampleAnswer {
  at: string;
  give(): Promise<unknown>;
}

/** The sample's students, who answer by themselves as the clock runs: some at once, some late, some never. */
export interface SampleClass {
  /** True where there is anybody who could. */
  readonly isThere: boolean;
  answers(): boolean;
  letAnswer(isOn: boolean): void;
  /** The instant of the next answer after `now` and up to `until`; undefined where nobody answers. */
  next(now: string, until: string): string | undefined;
  /** Gives what is due at that very instant. What a page does not take is left: somebody answered in their place. */
  giveAt(instant: string): Promise<void>;
}

/** Makes the sample's students of their answers, in time order; they answer until they are told not to. */
export const sampleClass = (all: readonly SampleAnswer[]): SampleClass => {
  let isOn = all.length > 0;
  return {
    isThere: all.length > 0,
    answers: () => isOn,
    letAnswer: (to) => {
      isOn = to;
    },
    next: (now, until) => (isOn ? all.find(({ at }) => at > now && at <= until)?.at : undefined),
    giveAt: async (instant) => {
      if (!isOn) return;
      for (const answer of all) if (answer.at === instant) await answer.give().catch(() => undefined);
    },
  };
};
