/** A source of chance that always gives the same for the same seed. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** True with that probability. */
  is(probability: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Text of that many letters of base64url. */
  letters(length: number): string;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Chance from a seed: Marsaglia's xorshift on 32 bits, after stirring the seed so that neighbors differ. */
export const chanceOf = (seed: number): Chance => {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ (seed >>> 3) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let stir = 0; stir < 8; stir += 1) next();
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    is: (probability) => next() < probability,
    int,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    letters: (length) => Array.from({ length }, () => LETTERS[int(0, 63)]).join(""),
  };
};
