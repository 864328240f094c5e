import { type DefaultTreeAdapterTypes, parse } from "parse5";

/** A link as its reader sees it. */
export interface SeenLink {
  href: string;
  words: string;
}

/** What a browser makes of a mail's HTML. `lines`: each block's words. `empty`: blocks without any, by their tag. */
export interface SeenHtml {
  lines: string[];
  links: SeenLink[];
  empty: string[];
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const UNREAD = ["head", "style", "script", "template"];
const OWN_LINE = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "div", "td", "tr", "table"];
const WITH_WORDS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "a"];

const attribute = ({ attrs }: Element, name: string): string => attrs.find((one) => one.name === name)?.value ?? "";

const isElement = (node: Node): node is Element => "tagName" in node;
const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === "#text";
const isUnread = ({ tagName }: Element): boolean => UNREAD.includes(tagName);

const wordsOf = (node: Node): string => {
  if (isText(node)) return node.value.replaceAll(/[ \t\n]+/g, " ");
  if (!isElement(node) || isUnread(node)) return "";
  if (node.tagName === "br") return "\n";
  const inside = node.childNodes.map(wordsOf).join("");
  return OWN_LINE.includes(node.tagName) ? `\n${inside}\n` : inside;
};

/** Blanks that have no width, or are no blank to a program, are blanks to the eye. */
const readable = (text: string): string =>
  text.replaceAll(/[\s\u00a0\u00ad\u200b-\u200f\u2060\u3164\ufeff]+/g, " ").trim();

const elementsOf = (node: Node): Element[] =>
  isElement(node) && !isUnread(node) ? [node, ...node.childNodes.flatMap(elementsOf)] : [];

/** A line that only divides is no paragraph that was left empty. */
const isDivider = (element: Element): boolean => /border-top/.test(attribute(element, "style"));

/** Reads HTML as a browser does, whatever it is: nothing is refused. */
export const seenHtml = (html: string): SeenHtml => {
  const elements = parse(html).childNodes.flatMap(elementsOf);
  const bare = (element: Element): boolean =>
    readable(wordsOf(element)) === "" && !elementsOf(element).some(({ tagName }) => tagName === "img");
  return {
    lines: parse(html)
      .childNodes.map(wordsOf)
      .join("")
      .split("\n")
      .map(readable)
      .filter((line) => line !== ""),
    links: elements
      .filter(({ tagName }) => tagName === "a")
      .map((element) => ({ href: attribute(element, "href"), words: readable(wordsOf(element)) })),
    empty: elements
      .filter((element) => WITH_WORDS.includes(element.tagName) && !isDivider(element) && bare(element))
      .map(({ tagName }) => tagName),
  };
};
