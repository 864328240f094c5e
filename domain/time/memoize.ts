const MOST = 5_000;

/** Remembers what a pure rule answers, 5,000 answers at the most, but not what it throws. */
export const memoize = <Given extends readonly (string | number)[], Answer extends string | number>(
  rule: (...given: Given) => Answer,
): ((...given: Given) => Answer) => {
  const answers = new Map<string | number | undefined, Answer>();
  return (...given) => {
    const asked = given.length === 1 ? given[0] : given.join(" ");
    const known = answers.get(asked);
    if (known !== undefined) return known;
    const answer = rule(...given);
    if (answers.size === MOST) answers.clear();
    answers.set(asked, answer);
    return answer;
  };
};
