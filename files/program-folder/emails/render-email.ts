import Handlebars from "handlebars";
import mjml from "mjml";
import {
  DIGEST_FIELDS,
  HTML_FIELDS,
  LAYOUT_FIELDS,
  NOTICE_FIELDS,
  RECIPIENT_FIELDS,
  SESSION_FIELDS,
} from "#domain/mail/mail-fields.ts";
import type { School } from "#domain/time/school.ts";
import { ALSO_OPEN } from "./also-open.ts";
import { layOut } from "./email-layout.ts";
import { INLINE, WHOLE } from "./email-look.ts";
import { fillHtml, fillText, type SchoolValues } from "./mail-fields.ts";
import type { Block, Inline } from "./markdown.ts";
import { plainText } from "./render-text.ts";
import type { RoleHolder } from "./school-values.ts";
import { readableWithoutName } from "./without-name.ts";
import { wrapText } from "./wrap-text.ts";

/**
 * An e-mail rendered for SES: recipients' fields as `{{text.field}}` or, escaped, `{{html.field}}`; school fields
 * filled in.
 */
export interface StoredTemplate {
  /** The e-mail's id: its file name without `.md`. */
  id: string;
  subject: string;
  html: string;
  text: string;
}

/** A mail ready to be laid out: its Markdown read, its fields known to exist. */
export interface ReadEmail {
  id: string;
  subject: string;
  preheader: string;
  blocks: readonly Block[];
}

/** What is not written in the file of a mail. */
export interface Insert {
  mjml: string;
  text: string;
}

/** What stands around a mail's own words, where the school has it. `below`: what else a student's mail may tell. */
export interface MailFrame {
  logo?: NonNullable<School["logo"]> | undefined;
  owner?: RoleHolder | undefined;
  below?: Insert;
  /** What stands right under the title. */
  underTitle?: Insert | undefined;
}

const linkHtml = (url: string, inside: string): string =>
  `<a href="${url}" style="${INLINE.a}${url.startsWith("mailto:") ? `;${WHOLE}` : ""}">${inside}</a>`;

const inlineHtml = (inlines: readonly Inline[], school: SchoolValues): string =>
  inlines
    .map((inline) => {
      if (inline.kind === "text") return fillHtml(inline.text, school);
      if (inline.kind === "break") return "<br>";
      const inside = inlineHtml(inline.inside, school);
      if (inline.kind === "link") return linkHtml(fillHtml(inline.url, school), inside);
      return inline.kind === "strong" ? `<strong>${inside}</strong>` : `<em>${inside}</em>`;
    })
    .join("");

const wordsOf = (inlines: readonly Inline[], school: SchoolValues): string =>
  readableWithoutName(inlineHtml(inlines, school));

const TAGS = { paragraph: "p", title: "h1", heading: "h2", quote: "blockquote" } as const;

const tag = (name: keyof typeof INLINE, html: string): string => `<${name} style="${INLINE[name]}">${html}</${name}>`;

const text = (html: string): string => `<mj-text css-class="body">${html}</mj-text>`;

const blockMjml = (block: Block, school: SchoolValues): string => {
  switch (block.kind) {
    case "rule":
      return "<mj-divider />";
    case "button":
      return `<mj-button href="${fillHtml(block.url, school)}">${wordsOf(block.label, school)}</mj-button>`;
    case "list": {
      const items = block.items.map((item) => tag("li", wordsOf(item, school))).join("");
      return text(tag(block.ordered ? "ol" : "ul", items));
    }
    default:
      return text(tag(TAGS[block.kind], wordsOf(block.inside, school)));
  }
};

/** The blocks up to the first title, and those after it. */
const atTitle = ({ blocks }: ReadEmail): [Block[], Block[]] => {
  const end = blocks.findIndex(({ kind }) => kind === "title") + 1;
  return [blocks.slice(0, end), blocks.slice(end)];
};

const htmlOf = async (
  mail: ReadEmail,
  school: SchoolValues,
  { logo, owner, underTitle, below = ALSO_OPEN }: MailFrame,
): Promise<string> => {
  const [title, rest] = atTitle(mail).map((blocks) => blocks.map((block) => blockMjml(block, school)).join("\n"));
  const source = layOut({
    title: readableWithoutName(fillHtml(mail.subject, school)),
    preheader: readableWithoutName(fillHtml(mail.preheader, school)),
    body: [title, underTitle?.mjml ?? "", rest, below.mjml].join("\n"),
    schoolName: fillHtml(school.schoolName, school),
    ...(logo === undefined ? {} : { logo: { url: fillHtml(logo.url, school), alt: fillHtml(logo.alt, school) } }),
    officeName: fillHtml(school.officeName, school),
    officeEmail: fillHtml(school.officeEmail, school),
    ...(owner && { owner: { title: fillHtml(owner.title, school), email: fillHtml(owner.email, school) } }),
  });
  const { html, errors } = await mjml(source, { validationLevel: "strict", keepComments: true, fonts: {} });
  const [first] = errors;
  if (first !== undefined) throw new Error(first.message);
  return html.replace(/^[ \t]+/gm, "").replace(/\n{2,}/g, "\n");
};

const CHOICES =
  "Pick which mails you want to get, and find your calendar. What every student needs always comes. Your mail choices:";

/** Mail programs know a signature by this line, blank at its end included, and leave it out of replies. */
const SIGNATURE = "-- ";

const textFoot = ({ schoolName, officeName, officeEmail }: SchoolValues, owner: RoleHolder | undefined): string =>
  [
    SIGNATURE,
    wrapText(schoolName),
    wrapText("You get this mail because you are a student there, and it is about a step of your own career planning."),
    wrapText(CHOICES),
    "{{text.preferences}}",
    wrapText(`Questions? Reply, or ask the ${officeName}: ${officeEmail}`),
    ...(owner === undefined ? [] : [wrapText(`In charge of this: ${owner.title}, ${owner.email}`)]),
  ].join("\n");

const blocksText = (blocks: readonly Block[], school: SchoolValues): string =>
  readableWithoutName(wrapText(fillText(plainText(blocks), school)));

const bodyText = (mail: ReadEmail, school: SchoolValues, underTitle: Insert | undefined): string => {
  if (underTitle === undefined) return blocksText(mail.blocks, school);
  const [title, rest] = atTitle(mail).map((blocks) => blocksText(blocks, school));
  return [title, underTitle.text, rest].filter((part) => part !== "").join("\n\n");
};

/** Any value of each field: enough to see that a template renders as SES will render it. */
const sampleOf = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, field]));
const OWN_FIELDS = [...DIGEST_FIELDS, ...SESSION_FIELDS, ...NOTICE_FIELDS];
const SAMPLE = {
  text: sampleOf([...RECIPIENT_FIELDS, ...LAYOUT_FIELDS, ...OWN_FIELDS]),
  html: sampleOf([...HTML_FIELDS, ...OWN_FIELDS]),
};

const tryOut = (template: string): string => Handlebars.compile(template, { strict: true, noEscape: true })(SAMPLE);

/**
 * Makes the template that SES stores for a mail: school fields filled in, recipients' fields as `{{text.field}}`, and
 * in HTML as `{{html.field}}` where the value may hold any character.
 * @throws Error where MJML or Handlebars cannot read the result.
 */
export const renderEmail = async (
  mail: ReadEmail,
  school: SchoolValues,
  frame: MailFrame = {},
): Promise<StoredTemplate> => {
  const { below = ALSO_OPEN } = frame;
  const template = {
    id: mail.id,
    subject: readableWithoutName(fillText(mail.subject, school)),
    html: await htmlOf(mail, school, frame),
    text: `${bodyText(mail, school, frame.underTitle)}${below.text}\n\n${textFoot(school, frame.owner)}\n`,
  };
  for (const part of [template.subject, template.html, template.text]) tryOut(part);
  return template;
};
