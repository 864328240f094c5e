import type { Understood } from "../understood.ts";
import { signsIn } from "./seen-signs.ts";

const WORDS = "This text is shown as it stands: write plain words.";

/** What Markdown would have understood, were it asked. */
const MARKDOWN: readonly RegExp[] = [
  /(?<![\p{L}\p{N}*])\*[^\s*][^*\n]*\*(?![\p{L}\p{N}*])/u,
  /(?<![\p{L}\p{N}_/])_[^\s_][^_\n]*_(?![\p{L}\p{N}_])/u,
  /\[[^\][\n]+\]\[[^\][\n]*\]/u,
  /(?:^|\n)[ \t]*[-*+•](?=[ \t])/u,
];

const markdownIn = (text: string): string[] => MARKDOWN.flatMap((pattern) => pattern.exec(text)?.[0].trim() ?? []);

/** Reads a text that pages and mails show as it stands: it has words, and nothing that was meant to shape it. */
export const readShownText = (text: string): Understood<string> => {
  if (text.replaceAll(/[\u200b-\u200f\u2060]/g, "").trim() === "")
    return { ok: false, what: "This text is empty.", mend: "Write something, or remove the key." };
  if (/[{}]/.test(text))
    return { ok: false, what: "Braces do not work in this text.", mend: "Write it without { and }." };
  const signs = text.split("\n").flatMap(signsIn);
  const [near] = [...signs.map((sign) => sign.near), ...markdownIn(text)];
  if (near === undefined) return { ok: true, value: text.trim() };
  return { ok: false, what: `Readers would see "${near}".`, mend: WORDS };
};
