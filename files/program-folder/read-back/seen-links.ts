import type { SeenLink } from "./seen-html.ts";

/** What is wrong with something that its reader sees, and what it is found by in the source: a piece, its sentence. */
export interface ReaderFault {
  near: string;
  within?: string;
  what: string;
  mend: string;
}

const LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?";
const HOST = new RegExp(`^https://${LABEL}(?:\\.${LABEL})+(?::\\d+)?(?=[/?#]|$)`, "u");
const STRAY = /[“”‘’«»„‟（）［］｛｝{}<>\\\s]|%7[bd]|%e2%80%9[89acdef]/i;

const withoutScheme = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, "")
    .replace(/^www\./, "")
    .replace(/\/$/, "");

const looksLikeAddress = (words: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(words);

const faultOf = ({ href, words }: SeenLink): Omit<ReaderFault, "near"> | undefined => {
  if (words === "") return { what: `A link to ${href} has no words to click on.`, mend: "Write [Words](address)." };
  if (href.startsWith("mailto:")) return undefined;
  if (href.startsWith("http:"))
    return { what: `The link "${words}" is not safe: ${href}.`, mend: "Write its address with https://." };
  if (STRAY.test(href))
    return {
      what: `The link "${words}" leads to ${href}, with a quote or a bracket in its address.`,
      mend: "Write the address alone, with a blank before and after, or as [words](address).",
    };
  if (!HOST.test(href) || !URL.canParse(href))
    return {
      what: `The link "${words}" names no place on the web: ${href || "nothing"}.`,
      mend: "Write its address like https://example.edu/page.",
    };
  if (looksLikeAddress(words) && withoutScheme(words) !== withoutScheme(href))
    return {
      what: `The link reads "${words}", and leads to ${href}.`,
      mend: "Write in words where it leads; mail programs warn of such a link.",
    };
  return undefined;
};

const PUNCTUATION = /[)\].,;:!?'"”’>]*$/;

/** What is wrong with each link of the HTML, and which links only one of HTML and plain text has. */
export const faultsInLinks = (links: readonly SeenLink[], text: string): ReaderFault[] => {
  const hrefs = links.map(({ href }) => href);
  const inText = text.match(/https?:\/\/\S+/g) ?? [];
  const isLinked = (address: string): boolean =>
    links.some(({ words }) => words !== "" && address.startsWith(words)) ||
    hrefs.some((href) => address.startsWith(href) && PUNCTUATION.exec(address.slice(href.length))?.index === 0);
  return [
    ...links.flatMap((link) => {
      const fault = faultOf(link);
      return fault === undefined ? [] : [{ near: link.href.replace(/^mailto:/, ""), ...fault }];
    }),
    ...links
      .filter(({ href }) => !text.includes(href.replace(/^mailto:/, "")))
      .map(({ href, words }) => ({
        near: words,
        what: `The plain text lacks the link "${words}" (${href}).`,
        mend: "Write it as [words](address) in a paragraph of its own.",
      })),
    ...inText
      .filter((address) => !isLinked(address))
      .map((address) => ({
        near: address,
        what: `${address} stands in the plain text, but cannot be clicked in the HTML.`,
        mend: "Write it as [words](address).",
      })),
  ];
};
