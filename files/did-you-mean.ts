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

/** Where all items of a program are. */
export const IN_CALENDAR = "calendar/ of the program";

const FEW = 12;
const SHOWN = 3;

const pairsOf = (word: string): Set<string> => {
  const letters = word.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
};

/** Words are like each other that share so much of their pairs of letters, or where one has nearly all of the other. */
const [LIKE, NEARLY_ALL] = [0.3, 0.8];

/** The words that have the most pairs of letters in common with one, the best first; only those that are like it. */
const likest = (word: string, known: readonly string[]): string[] => {
  const own = pairsOf(word);
  const measured = (candidate: string) => {
    const pairs = pairsOf(candidate);
    const common = own.intersection(pairs).size;
    const [share, part] = [common / Math.max(1, own.union(pairs).size), common / Math.max(1, own.size)];
    return { candidate, share, isLike: share >= LIKE || part >= NEARLY_ALL };
  };
  return known
    .map(measured)
    .filter(({ isLike }) => isLike)
    .toSorted((left, right) => right.share - left.share)
    .slice(0, SHOWN)
    .map(({ candidate }) => candidate);
};

/**
 * The sentence that mends a name which is not known: what was probably meant, else all that is known, where that is
 * not much. `where`: the place at which all of many are to be found, e.g. `IN_CALENDAR`.
 */
export const suggest = (word: string, known: readonly string[], where?: string): string => {
  const meant = nearest(word, known);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  if (known.length === 0) return "There is none yet.";
  if (known.length <= FEW) return `Use one of: ${known.join(", ")}.`;
  const all = where === undefined ? `There are ${known.length}.` : `All ${known.length} are in ${where}.`;
  const like = likest(word, known)
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1");
  return like === "" ? all : `Did you mean ${like}? ${all}`;
};
