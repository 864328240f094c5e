/** Writes what there is to write; answers how much was not written, for which the message has to come back. Never throws. */
export const unwritten = async <Entry>(
  entries: readonly Entry[],
  write: (entries: readonly Entry[]) => Promise<void>,
): Promise<number> => {
  if (entries.length === 0) return 0;
  const written = await Promise.allSettled([write(entries)]);
  return written.every(({ status }) => status === "fulfilled") ? 0 : entries.length;
};
