/** Writes all entries at once. Answers how many failed, none or all; the message comes back for them. Never throws. */
export const countFailed = async <Entry>(
  entries: readonly Entry[],
  write: (entries: readonly Entry[]) => Promise<void>,
): Promise<number> => {
  if (entries.length === 0) return 0;
  const [written] = await Promise.allSettled([write(entries)]);
  return written.status === "fulfilled" ? 0 : entries.length;
};
