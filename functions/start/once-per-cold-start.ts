/** Runs `start` at the first call, and shares what it made. After a failed start, the next call starts again. */
export const oncePerColdStart = <Made>(start: () => Made | Promise<Made>): (() => Promise<Made>) => {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= Promise.resolve()
      .then(start)
      .catch((error: unknown) => {
        made = undefined;
        throw error;
      });
    return made;
  };
};
