/** Letters that must be inserted, removed or replaced to turn one word into the other (Levenshtein). */
export const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries())
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
};

/**
 * The word that was probably meant: the nearest of `known`, if it is near enough; the first of them where two are
 * equally near.
 */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const ranked = known
    .map((candidate) => ({ candidate, apart: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((left, right) => left.apart - right.apart);
  const [best] = ranked;
  return best !== undefined && best.apart <= (word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3)))
    ? best.candidate
    : undefined;
};

/** The sentence that mends a name which is not known: what was probably meant, else all that is known. */
export const suggest = (word: string, known: readonly string[]): string => {
  const meant = nearest(word, known);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return known.length === 0 ? "There is none yet." : `Use one of: ${known.join(", ")}.`;
};
