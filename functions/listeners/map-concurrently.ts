/** Does a deed for every item, `most` at a time; answers in the items' order. @throws the first failure, after all. */
export const mapConcurrently = async <Item, Done>(
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
