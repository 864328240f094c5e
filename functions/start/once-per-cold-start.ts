/** Runs `start` at the first call; later calls share what it made. A start that failed is tried again by the next call. */
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
