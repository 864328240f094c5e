import { memoize } from "#domain/time/memoize.ts";

/**
 * A word as it counts: capitals, spaces, hyphens, brackets, commas and full stops make no difference, nor does
 * what cannot be seen. A question mark or a star does.
 */
export const plainWord = memoize((text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase()
    .replace(/[.'’]/g, "")
    .replace(/[\s_"‘“”,;:[\]()\p{Pd}]+/gu, " ")
    .trim(),
);
