/** Most answers that are kept of one rule: a year of dates, several times over. */
const MOST = 5_000;

/**
 * Remembers what a rule of texts and numbers answers. For pure rules that are asked the same again and again, and whose
 * answers nobody can change. Holds 5,000 answers at the most, and then begins anew; what the rule throws is thrown each
 * time.
 */
export const memoize = <Given extends readonly (string | number)[], Answer extends string | number>(
  rule: (...given: Given) => Answer,
): ((...given: Given) => Answer) => {
  const answers = new Map<string, Answer>();
  return (...given) => {
    const asked = given.join(" ");
    const known = answers.get(asked);
    if (known !== undefined) return known;
    const answer = rule(...given);
    if (answers.size === MOST) answers.clear();
    answers.set(asked, answer);
    return answer;
  };
};
