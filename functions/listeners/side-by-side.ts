/**
 * Does a deed for every item, at most `most` at a time, and answers what came out in the order of the items. One that
 * fails does not keep the others from being done.
 * @throws the first failure, after all are done.
 */
export const sideBySide = async <Item, Done>(
  items: readonly Item[],
  deed: (item: Item) => Promise<Done>,
  most = 16,
): Promise<Done[]> => {
  const done: PromiseSettledResult<Done>[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const nth = next++;
      const [settled] = await Promise.allSettled(items.slice(nth, nth + 1).map(deed));
      if (settled !== undefined) done[nth] = settled;
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return done.map((settled) => {
    if (settled.status === "rejected") throw settled.reason;
    return settled.value;
  });
};
