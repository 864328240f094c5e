import type { Fault } from "../../fault.ts";
import { emptyGreetings } from "../emails/leftover-markup.ts";
import type { StoredTemplate } from "../emails/render-email.ts";
import { readerOf, SAMPLE_LINK } from "./sample-reader.ts";
import { type SeenHtml, seenHtml } from "./seen-html.ts";
import { faultsInLinks, type ReaderFault } from "./seen-links.ts";
import { signsIn } from "./seen-signs.ts";
import { lineFinder } from "./source-lines.ts";

/** A mail as it was rendered, with the file that it was rendered from. */
export interface ToReadBack {
  template: StoredTemplate;
  file: string;
  source: string;
  /** Where the mail's words begin in the file. */
  bodyLine: number;
  /** Whether it is to lead to the student's own page. */
  leadsToPage: boolean;
}

/** The paragraphs of a plain text, each in one line, its foot left out. */
const paragraphsOf = (text: string): string[] =>
  (text.split("\n-- \n")[0] ?? "").split(/\n{2,}/).map((paragraph) => paragraph.replaceAll("\n", " ").trim());

const faultsInWords = (lines: readonly string[]): ReaderFault[] =>
  lines.flatMap((line) => [
    ...signsIn(line).map(({ near, mend }) => ({ near, within: line, what: `Readers would see "${near}".`, mend })),
    ...emptyGreetings(line),
  ]);

const NAMES: Record<string, string> = { p: "paragraph", li: "list entry", blockquote: "quote" };

const faultsInBlocks = ({ empty }: SeenHtml): ReaderFault[] =>
  empty
    .filter((tag) => tag !== "a")
    .map((tag) => ({
      near: "",
      what: `A ${NAMES[tag] ?? "heading"} of this mail is empty.`,
      mend: "Write its words, or take its line out.",
    }));

const faultsInPage = ({ links }: SeenHtml, leadsToPage: boolean): ReaderFault[] =>
  !leadsToPage || links.some(({ href }) => href === SAMPLE_LINK)
    ? []
    : [
        {
          near: "{{link}}",
          what: "The student's own page cannot be reached by a click.",
          mend: "Write [Words of the button]({{link}}).",
        },
      ];

/** A line that makes a block without words: signs alone, or a blank that Markdown takes for a word. */
const EMPTY_BLOCK = /^\s*(?:#{1,6}|[-*+>]|\d+[.)]|&nbsp;|[\u200b-\u200f\u2060])(?:&nbsp;|[\s\u200b-\u200f\u2060])*$/;

const emptyLine = ({ source, bodyLine }: ToReadBack): number => {
  const found = source.split("\n").findIndex((line, at) => at + 1 >= bodyLine && EMPTY_BLOCK.test(line));
  return found < 0 ? bodyLine : found + 1;
};

const lineOf = (mail: ToReadBack, { near, within }: ReaderFault): number => {
  if (near === "") return emptyLine(mail);
  return lineFinder(mail.source, mail.bodyLine)(near === SAMPLE_LINK ? "{{link}}" : near, within);
};

/**
 * Looks at a mail as its readers do, HTML and plain text, filled in for one whose first name is known and one whose
 * first name is not. Answers whatever they would stumble over, with the line of its source that is most like it.
 */
export const readBack = (mail: ToReadBack): Fault[] => {
  const readBy = readerOf(mail.template);
  const [named, unnamed] = [readBy("Ada"), readBy("")];
  const html = seenHtml(named.html);
  const words = [named, unnamed].flatMap(({ subject, text }) => [subject, ...paragraphsOf(text)]);
  const seen = [
    ...faultsInWords([...html.lines, ...words]),
    ...faultsInBlocks(html),
    ...faultsInLinks(html.links, named.text),
    ...faultsInPage(html, mail.leadsToPage),
  ];
  return seen.map((fault) => ({ file: mail.file, line: lineOf(mail, fault), what: fault.what, mend: fault.mend }));
};
