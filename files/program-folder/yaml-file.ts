import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import type { Fault } from "../fault.ts";

/** Where in a file a value stands: keys of maps and places in lists. */
export type Path = readonly PropertyKey[];

/** What a YAML file says, and on which line it says it. */
export interface YamlFile {
  file: string;
  value: unknown;
  /** Line (from 1) of the deepest part of the path that is there. */
  lineOf(path: Path): number;
}

/** Enough for honest use; an anchor bomb needs many more. */
const MOST_ALIASES = 20;

/** One slip in YAML makes many others; the first few say where it is. */
const MOST_TROUBLES = 3;

const lineIn = (root: unknown, lines: LineCounter, path: Path): number => {
  let node: unknown = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) break;
    offset = next.at.range?.[0] ?? offset;
    node = next.value;
  }
  return Math.max(1, lines.linePos(offset).line);
};

const childOf = (node: unknown, step: PropertyKey): { at: Node; value: unknown } | undefined => {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { at: item, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => String(key) === String(step));
  return pair !== undefined && isNode(pair.key) ? { at: pair.key, value: pair.value } : undefined;
};

const explainError = (file: string, line: number, error: Pick<YAMLError, "code" | "message">): Fault =>
  error.code === "DUPLICATE_KEY"
    ? { file, line, what: "This key stands here twice.", mend: "Remove one of the two, or give it another name." }
    : {
        file,
        line,
        what: `This is not YAML: ${error.message}.`,
        mend: "Look at the spaces in front of the line, at quotes, and at colons in the text.",
      };

/** Keys that are no words, e.g. of `{{ name }}` without quotes: a map whose key is a map. */
const oddKeys = (file: string, document: Document, lines: LineCounter): Fault[] => {
  const found: Fault[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isNode(key) || isScalar(key)) return;
      const line = Math.max(1, lines.linePos(key.range?.[0] ?? 0).line);
      const what = "What stands before a colon here is a list or a map in brackets, not a word.";
      found.push({
        file,
        line,
        what,
        mend: "Put quotes around a text that begins with { or [, or write a plain word.",
      });
    },
  });
  return found.slice(0, MOST_TROUBLES);
};

const unreadable = (file: string, error: unknown): Fault[] => {
  const bomb = error instanceof ReferenceError && error.message.startsWith("Excessive alias");
  const what = bomb
    ? "This file repeats parts of itself (anchors and aliases) too often to be read."
    : "This file is too deeply nested to be read.";
  return [{ file, line: 1, what, mend: "Write the repeated or nested parts out plainly." }];
};

/**
 * Reads YAML 1.2 text. `text` may begin with empty lines where it was cut out of a longer file, so that lines count
 * right. Answers every fault of the YAML itself at once; also where anchors are repeated so often that memory would run
 * out.
 */
export const readYaml = (file: string, text: string): YamlFile | Fault[] => {
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
    const troubles = [...document.errors, ...document.warnings];
    if (troubles.length > 0)
      return troubles
        .slice(0, MOST_TROUBLES)
        .map((error) => explainError(file, lines.linePos(error.pos[0]).line, error));
    const odd = oddKeys(file, document, lines);
    if (odd.length > 0) return odd;
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { file, value, lineOf: (path) => lineIn(document.contents, lines, path) };
  } catch (error) {
    return unreadable(file, error);
  }
};
