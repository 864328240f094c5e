/** A sign in a readable text that was meant to shape it. */
export interface SeenSign {
  near: string;
  mend: string;
}

const LINK = "Write a link like [words](https://…), without backslashes and with plain brackets.";
const PLAIN = "Write **bold** and *italic* without blanks inside the signs, and the same signs before and after.";
const AS_READ = "Say it in plain words.";

const TAGS =
  "a|abbr|b|big|blockquote|body|br|button|center|code|del|div|em|font|h[1-6]|head|hr|html|i|img|ins|li|mark|ol|p|pre|" +
  "q|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|tt|u|ul";

/** Markup that nobody wants to be read, however it came there. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[[［【][^\][\n］】]*[\]］】](?:[(（][^)）\n]*|\s[(（][^)）\n]*[/.@:#][^)）\n]*)[)）]?|[\]］】][(（]/gu, LINK],
  [/\*{2,}|[＊]+/gu, PLAIN],
  [/(?<![\p{L}\p{N}_])__+(?=[\p{L}\p{N}])[^\s]*|(?<![^\s])_{1,2}(?![^\s])/gu, PLAIN],
  [/(?<![\p{L}\p{N}_])[\p{L}\p{N}]+__+(?![\p{L}\p{N}_])/gu, PLAIN],
  [/\{\{|\}\}|[｛｝]/gu, "Write fields like {{firstName}}, in plain braces."],
  [/[`｀]/gu, "Code is not shown in mails: write it without backticks."],
  [/\\[nrt]|\\(?=[[\](){}*_#])/gu, "Leave the backslash out; an empty line begins a paragraph."],
  [/~~|==(?=\S)/gu, AS_READ],
  [/^[#＃]{1,6}(?=\s)|^[#＃]{2,6}(?=\S)/gu, 'Begin a line of its own with "# " for a title, or leave the sign out.'],
  [/&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/giu, "Write the sign itself."],
  [new RegExp(`</?(?:${TAGS})(?:\\s[^<>]*)?/?>`, "giu"), "HTML is not shown: say it in plain words."],
  [/%%?[A-Z_]{3,}%%?|«[^«»\n]+»|\*\|[^|\n]*\|\*/gu, "Write fields like {{firstName}}."],
];

const ADDRESS = /(?:https?:\/\/|mailto:)[^\s<>"“”]+/g;

/** As long as it was, so that what is found has its place; a bracket at the end may be the text's own. */
const hidden = (address: string): string => address.replaceAll(/[^)）:/]|[)）](?=.*[^)）])/gu, "x");

/** Finds markup in one line that people read. Addresses are left alone, since they may hold any sign. */
export const signsIn = (line: string): SeenSign[] => {
  const words = line.replaceAll(ADDRESS, hidden);
  return SIGNS.flatMap(([pattern, mend]) =>
    [...words.matchAll(pattern)].map(({ 0: found, index }) => ({
      near: line.slice(index, index + found.length),
      mend,
    })),
  );
};
