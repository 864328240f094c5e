/** The width that mail programs show whole, also where a reply has quoted the text once or twice. */
const COLUMNS = 72;

/** How wide a recipient's field is taken to be: what it hardly ever exceeds. */
const WIDTHS: Record<string, number> = { firstName: 20, opensOn: 30, closesOn: 30, graduationYear: 4 };

const FIELD = /\{\{\w+\.(\w+)\}\}/g;

/** Columns that a word takes once its fields are filled in; a link's field takes more than a line. */
const widthOf = (word: string): number =>
  [...word.replace(FIELD, (_, name: string) => "x".repeat(WIDTHS[name] ?? COLUMNS))].length;

/** What stands before the first line of a list's entry, a quote or plain text, and before its other lines. */
const indentOf = (line: string): { first: string; others: string } => {
  const [first = ""] = /^(?:> |- |\d+\. )/.exec(line) ?? [];
  return { first, others: first === "> " ? first : " ".repeat(first.length) };
};

const wrapLine = (line: string): string => {
  const { first, others } = indentOf(line);
  const lines: string[] = [];
  let [open, width] = ["", 0];
  for (const word of line.slice(first.length).split(" ")) {
    const wide = widthOf(word);
    if (open !== "" && first.length + width + 1 + wide > COLUMNS) {
      lines.push(open);
      [open, width] = [word, wide];
    } else {
      width += wide + (open === "" ? 0 : 1);
      open = open === "" ? word : `${open} ${word}`;
    }
  }
  return [...lines, open].map((each, nth) => `${nth === 0 ? first : others}${each}`).join("\n");
};

/**
 * Breaks the lines of a plain text between words, so that none is wider than 72 columns once SES has filled in its
 * fields. A word is never broken, so that a link that is longer has a line of its own.
 */
export const wrapText = (text: string): string => text.split("\n").map(wrapLine).join("\n");
