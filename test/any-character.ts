import fc from "fast-check";

// Halves of surrogate pairs are no characters.
const [FIRST_HALF, HALVES, LAST] = [0xd800, 0x800, 0x10ffff];

const nthOf = (character: unknown): number => {
  const point = typeof character === "string" ? character.codePointAt(0) : undefined;
  if (point === undefined || String.fromCodePoint(point) !== character) throw new Error("This is no one character.");
  return point < FIRST_HALF ? point : point - HALVES;
};

/** Any character of Unicode: fast-check's unit `binary`, which takes two seconds to list the million of them first. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat({ max: LAST - HALVES })
  .map((nth) => String.fromCodePoint(nth < FIRST_HALF ? nth : nth + HALVES), nthOf);
