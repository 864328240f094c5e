/** Finds the line of a source, from 1, that is most like `within`; of those that hold `near`, where any does. */
export type LineFinder = (near: string, within?: string) => number;

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** `first`: the line to name where none is like it. */
export const lineFinder = (source: string, first: number): LineFinder => {
  const lines = source.split("\n").map((text, index) => ({ text, line: index + 1 }));
  return (near, within = near) => {
    const holding = lines.filter(({ text }) => near !== "" && text.includes(near));
    const wanted = new Set(wordsIn(within));
    const shared = ({ text }: { text: string }): number => wordsIn(text).filter((word) => wanted.has(word)).length;
    const among = holding.length > 0 ? holding : lines.filter((line) => shared(line) > 0);
    const most = Math.max(0, ...among.map(shared));
    return among.find((line) => shared(line) === most)?.line ?? first;
  };
};
