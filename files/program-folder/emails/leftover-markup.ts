import { nearest } from "../../did-you-mean.ts";
import { ALL_FIELDS } from "./mail-fields.ts";

/** Signs that stayed in a text, though they were meant to shape it; `near`: the piece of the text itself. */
export interface Leftover {
  near: string;
  what: string;
  mend: string;
}

const LITERAL = "Put \\ before a sign that is meant to be read.";

const target = (url: string): string =>
  /\s/.test(url.trim()) ? "Write the address without spaces." : `(${url.trim()})`;

const linkLike = (words: string, url: string): string => {
  const to = target(url);
  return to.startsWith("(") ? `Did you mean [${words}]${to}?` : to;
};

const field = (word: string): string => {
  const meant = nearest(word.replaceAll(/[\s_]/g, ""), ALL_FIELDS);
  return meant === undefined ? "Write fields like {{firstName}}." : `Did you mean {{${meant}}}?`;
};

const stays = (near: string): string => `"${near.trim()}" would stay in the mail as it is written.`;

/** In this order; what one has found, the next does not look at. */
const SIGNS: [pattern: RegExp, mend: (...found: string[]) => string][] = [
  [/\[([^\]\n]*)\]\s*\(([^)\n]*)\)/g, (_, words = "", url = "") => linkLike(words, url)],
  [/\(([^)\n]+)\)\s?\[([^\]\n]+)\]/g, (_, words = "", url = "") => linkLike(words, url)],
  [/\[\s?[xX]?\s?\]/g, () => 'Boxes to tick are not shown. Begin the line with "- " for a list.'],
  [/\{\{[^{}\n]*\}\}/g, () => ""],
  [/\$?\{+([\w\s]+)\}+|«([^»\n]+)»|%+(\w+)%+/g, (_, one, other, third) => field(one ?? other ?? third ?? "")],
  [/\[[^\]\n]*\]?|\]/g, () => `Write a link like [words](https://…). ${LITERAL}`],
  [/[{}]/g, () => "Write it without braces."],
  [/\*+[^\s*]*/g, () => `Write **bold** and *italic* with as many stars after as before. ${LITERAL}`],
  [/^#{1,6}[^\s#].*$/gm, (all = "") => `Did you mean ${all.replace(/^#+/, "$& ").trim()}?`],
  [
    /(?<![\w/])_+[^\s_]+|(?<![^\s_/])[^\s_/]+_+(?!\w)|(?<!\S)_{1,2}(?!\S)/g,
    () => `Write _italic_ with a line before and after. ${LITERAL}`,
  ],
  [/`+/g, () => LITERAL],
  [/~~/g, () => LITERAL],
  [/^\d{1,2}[.)](?=[A-Za-z]).*$/gm, (all = "") => `Did you mean ${all.replace(/^(\d+)[.)]/, "$1. ").trim()}?`],
  [/^[-+](?=[A-Za-z]).*$|^[•·‣▪].*$/gm, (all = "") => `Did you mean - ${all.slice(1).trim()}?`],
  [/&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/gi, () => "Write the sign itself."],
  [/<\/?[a-z][^\n]*/gi, () => "HTML is not shown in mails: say it in plain words."],
];

/** Finds markup that stayed text: a link with a space in it, stars without a partner, a list without its space. */
export const leftoversIn = (text: string): Leftover[] => {
  let rest = text;
  const found: Leftover[] = [];
  for (const [pattern, mend] of SIGNS)
    rest = rest.replace(pattern, (near: string, ...groups: string[]) => {
      const how = mend(near, ...groups);
      if (how !== "") found.push({ near: near.trim().split("\n")[0] ?? "", what: stays(near), mend: how });
      return "\u0001".repeat(near.length);
    });
  return found;
};

const EMPTY_GREETING =
  /^(?:(?:hello|hi|hey|good (?:morning|afternoon|evening))\s+[,!.:;].*|dear\s+[,!.:;].*|dear\s*[,!.:;]?)$/gim;

/** A greeting that names nobody, as where a field was left out. */
export const emptyGreetings = (text: string): Leftover[] =>
  [...text.matchAll(EMPTY_GREETING)].map(([near]) => ({
    near,
    what: `"${near}" greets nobody.`,
    mend: "Write Hello {{firstName}},",
  }));
