import Handlebars from "handlebars";
import type { StoredTemplate } from "../emails/render-email.ts";

/** Addresses that no program has, so that a link of the reader's own is told from any other. */
export const SAMPLE_LINK = "https://own-page.example/s/sample";
const PREFERENCES = "https://own-page.example/p/sample";

const VALUES = {
  link: SAMPLE_LINK,
  preferences: PREFERENCES,
  opensOn: "Thursday, April 1, 2027",
  closesOn: "Friday, April 30, 2027",
  graduationYear: "2028",
  alsoOpen: "",
};

// Of a session's own block nothing is in the file, so that nothing of it is told of.
const SESSION = { session: "", sessionButton: "", sessionLink: "" };

const compiled = (part: string) => Handlebars.compile(part, { strict: true, noEscape: true });

/**
 * Makes the function that answers the mail as it reaches a reader of a first name; an empty one: of no name that could
 * be greeted.
 */
export const readerOf = ({ id, ...template }: StoredTemplate): ((firstName: string) => StoredTemplate) => {
  const [subject, html, text] = [compiled(template.subject), compiled(template.html), compiled(template.text)];
  return (firstName) => {
    const values = { text: { ...VALUES, ...SESSION, firstName }, html: { ...SESSION, firstName, alsoOpen: "" } };
    return { id, subject: subject(values), html: html(values), text: text(values) };
  };
};
