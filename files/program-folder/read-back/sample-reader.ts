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

/** The mail as it reaches a reader of that first name; an empty one: of no name that could be greeted. */
export const readBy = (template: StoredTemplate, firstName: string): StoredTemplate => {
  const values = { text: { ...VALUES, firstName }, html: { firstName, alsoOpen: "" } };
  const fill = (part: string): string => Handlebars.compile(part, { strict: true, noEscape: true })(values);
  return {
    id: template.id,
    subject: fill(template.subject),
    html: fill(template.html),
    text: fill(template.text),
  };
};
