import type { Block, Inline } from "./markdown.ts";

const labelled = (label: string, url: string): string => {
  const address = url.replace(/^mailto:/, "");
  return label === address ? address : `${label} (${address})`;
};

const inlineText = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (inline.kind === "text") return inline.text;
      if (inline.kind === "break") return "\n";
      const inside = inlineText(inline.inside);
      return inline.kind === "link" ? labelled(inside, inline.url) : inside;
    })
    .join("");

const listText = (ordered: boolean, items: readonly Inline[][]): string =>
  items.map((item, index) => `${ordered ? `${index + 1}.` : "-"} ${inlineText(item)}`).join("\n");

const blockText = (block: Block): string => {
  switch (block.kind) {
    case "rule":
      return "----";
    case "button":
      return `${inlineText(block.label)}: ${block.url.replace(/^mailto:/, "")}`;
    case "list":
      return listText(block.ordered, block.items);
    case "quote":
      return inlineText(block.inside)
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    default:
      return inlineText(block.inside);
  }
};

/** The plain-text alternative of a mail's body, fields not yet filled in: a line a paragraph, links as `Label: URL`. */
export const plainText = (blocks: readonly Block[]): string => blocks.map(blockText).join("\n\n").trim();
