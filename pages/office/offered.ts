const LINK = /<a\b([^>]*?)\shref="(\/[^"]*)"([^>]*)>([\s\S]*?)<\/a>/g;
const INPUT = /<input\b[^>]*>/g;
const FORM = /<form\b[^>]*>[\s\S]*?<\/form>/g;

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

const pathOf = (address: string): string => address.replace(/[?#].*$/, "");

type May = (method: "GET" | "POST", path: string) => boolean;

const withoutForms = (document: string, may: May): string => {
  const gone: string[] = [];
  const left = document.replace(FORM, (form) => {
    const tag = form.slice(0, form.indexOf(">"));
    const [method, action] = [attribute(tag, "method") === "post" ? "POST" : "GET", attribute(tag, "action")] as const;
    if (action === undefined || may(method, pathOf(action))) return form;
    gone.push(attribute(tag, "id") ?? "");
    return "";
  });
  // A box that belongs to a form by its name may stand anywhere.
  return gone.length === 0
    ? left
    : left.replace(INPUT, (input) => (gone.includes(attribute(input, "form") ?? "-") ? "" : input));
};

/**
 * A document without what its reader may not have: a link to it is left as its words, a button or a form is left out.
 * By the same table that guards the routes, so that no page has to ask. Values of people cannot look like a tag: they
 * are escaped by then.
 * @param may whether a route, as the pages know it, is the reader's
 */
export const offeredOnly = (document: string, may: May): string =>
  withoutForms(document, may).replace(LINK, (link, before: string, address: string, after: string, words: string) => {
    if (may("GET", pathOf(address))) return link;
    return attribute(before + after, "class")
      ?.split(" ")
      .includes("button")
      ? ""
      : `<span>${words}</span>`;
  });
