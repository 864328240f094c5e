import { lexer, type Token, type Tokens } from "marked";
import { emptyGreetings, type Leftover, leftoversIn } from "./leftover-markup.ts";

/** A run of text in a mail, with what it is. A link's address may be a field, such as `{{link}}`. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "break" }
  | { kind: "strong" | "emphasis"; inside: Inline[] }
  | { kind: "link"; url: string; inside: Inline[] };

/** A block of a mail. A paragraph that is only one link is a button. */
export type Block =
  | { kind: "paragraph" | "title" | "heading" | "quote"; inside: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "button"; url: string; label: Inline[] }
  | { kind: "rule" };

/** Something in the Markdown that mails do not show. `line` counts from 0 at the beginning of the text. */
export interface Unshown {
  line: number;
  what: string;
  mend: string;
}

/** The same before its line is known. `near`: a piece of the text that stands on the line, beside the block's first. */
type Objection = Omit<Leftover, "near"> & { near?: string };

const LINK_PATTERN = /^(https:\/\/[^\s{}]+|\{\{link\}\}|mailto:(\{\{officeEmail\}\}|[^\s{}?]+@[^\s{}?]+))$/;

const NAMES: Record<string, string> = {
  html: "HTML",
  code: "Code",
  codespan: "Code",
  table: "A table",
  image: "An image",
  del: "Struck-out text",
  def: "A link reference",
};

const notShown = (token: Token): Objection =>
  token.type === "code"
    ? { what: "Code is not shown in mails.", mend: "Remove the four or more spaces in front of the line." }
    : {
        what: `${NAMES[token.type] ?? `"${token.raw.trim()}"`} is not shown in mails.`,
        mend: "Say it in plain words: paragraphs, lists, headings, **bold**, *italic* and links.",
      };

/** What was understood of some tokens, and what was not. */
interface TokenReading<T> {
  items: T[];
  unshown: Objection[];
}

const collect = <T>(tokens: readonly Token[], read: (token: Token) => TokenReading<T>): TokenReading<T> => {
  const readings = tokens.map(read);
  return { items: readings.flatMap(({ items }) => items), unshown: readings.flatMap(({ unshown }) => unshown) };
};

const just = <T>(item: T): TokenReading<T> => ({ items: [item], unshown: [] });

const wrap = <T, U>(reading: TokenReading<T>, make: (items: T[]) => U): TokenReading<U> => ({
  items: [make(reading.items)],
  unshown: reading.unshown,
});

const decode = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&amp;", "&");

const PRIVATE =
  /^https:\/\/(?:[^/?#@]*@|localhost\b|[\d.]+(?::|\/|$)|\[|[^./?#]+(?:[/?#:]|$)|[^/?#]*\.(?:local|test|invalid)\b)/i;

/** An address that anybody can open: no machine of one's own, and no name without a dot. */
const isPublic = (url: string): boolean => LINK_PATTERN.test(url) && !PRIVATE.test(url);

const readLink = (token: Tokens.Link): TokenReading<Inline> => {
  const reading = wrap(readInlines(token.tokens), (inside): Inline => ({ kind: "link", url: token.href, inside }));
  if (token.text.trim() === "")
    return { items: [], unshown: [{ what: "A link in a mail has no words.", mend: `Write [Words](${token.href}).` }] };
  if (isPublic(token.href)) return reading;
  return {
    items: [],
    unshown: [
      {
        what: `A link in a mail cannot lead to "${token.href}".`,
        mend: "Link to {{link}}, to an address that begins with https://, or to mailto: and an e-mail address.",
      },
    ],
  };
};

const isText = (token: Token): token is Tokens.Text | Tokens.Escape => token.type === "text" || token.type === "escape";

const readInline = (token: Token): TokenReading<Inline> => {
  if (isText(token)) {
    if ("tokens" in token && token.tokens !== undefined) return readInlines(token.tokens);
    const text = decode(token.text);
    const unshown = token.type === "escape" ? [] : [...leftoversIn(text), ...emptyGreetings(text)];
    return { items: [{ kind: "text", text: text.replaceAll("\n", " ") }], unshown };
  }
  if (token.type === "br") return just({ kind: "break" });
  if (token.type === "strong" || token.type === "em") {
    const kind = token.type === "em" ? "emphasis" : "strong";
    return wrap(readInlines(token.tokens ?? []), (inside): Inline => ({ kind, inside }));
  }
  return isLink(token) ? readLink(token) : { items: [], unshown: [notShown(token)] };
};

const isLink = (token: Token): token is Tokens.Link => token.type === "link";
const isList = (token: Token): token is Tokens.List => token.type === "list";

const readInlines = (tokens: readonly Token[]): TokenReading<Inline> => collect(tokens, readInline);

const readParagraph = (inside: Inline[]): Block => {
  const [only, ...others] = inside;
  return only?.kind === "link" && others.length === 0
    ? { kind: "button", url: only.url, label: only.inside }
    : { kind: "paragraph", inside };
};

/** Paragraphs and other blocks inside a list item or a quote are run together, a line each. */
const readFlow = (tokens: readonly Token[]): TokenReading<Inline> =>
  collect(tokens, (token) => {
    if (token.type === "space") return { items: [], unshown: [] };
    if (token.type === "paragraph" || token.type === "text") return readInlines(token.tokens ?? []);
    return { items: [], unshown: [notShown(token)] };
  });

const readList = (token: Tokens.List): TokenReading<Block> => {
  const items = token.items.map((item) => readFlow(item.tokens));
  const list: Block = { kind: "list", ordered: token.ordered, items: items.map((item) => item.items) };
  return { items: [list], unshown: items.flatMap(({ unshown }) => unshown) };
};

const readBlock = (token: Token): TokenReading<Block> => {
  switch (token.type) {
    case "space":
      return { items: [], unshown: [] };
    case "hr":
      return just({ kind: "rule" });
    case "paragraph":
      return wrap(readInlines(token.tokens ?? []), readParagraph);
    case "heading":
      return wrap(
        readInlines(token.tokens ?? []),
        (inside): Block => ({ kind: token.depth === 1 ? "title" : "heading", inside }),
      );
    case "blockquote":
      return wrap(readFlow(token.tokens ?? []), (inside): Block => ({ kind: "quote", inside }));
    default:
      return isList(token) ? readList(token) : { items: [], unshown: [notShown(token)] };
  }
};

/** Reads the Markdown that mails can show, and tells what they cannot. */
export const readMarkdown = (text: string): { blocks: Block[]; unshown: Unshown[] } => {
  try {
    return readTokens(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const what = "Lists, quotes or brackets in this mail stand in one another too deeply to be read.";
    return { blocks: [], unshown: [{ line: 0, what, mend: "Write it in plain paragraphs." }] };
  }
};

const linesBefore = (raw: string, near: string | undefined): number =>
  near === undefined ? 0 : raw.slice(0, Math.max(0, raw.indexOf(near))).split("\n").length - 1;

const readTokens = (text: string): { blocks: Block[]; unshown: Unshown[] } => {
  let line = 0;
  const readings = lexer(text).map((token) => {
    const { items, unshown } = readBlock(token);
    const at = line;
    line += token.raw.split("\n").length - 1;
    return {
      items,
      unshown: unshown.map(({ what, mend, near }) => ({ what, mend, line: at + linesBefore(token.raw, near) })),
    };
  });
  return { blocks: readings.flatMap(({ items }) => items), unshown: readings.flatMap(({ unshown }) => unshown) };
};
