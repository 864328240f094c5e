import { html, raw } from "hono/html";
import type { School } from "#domain/time/school.ts";
import { COLORS, DARK, INLINE, SANS } from "../program-folder/emails/email-look.ts";
import { wrapText } from "../program-folder/emails/wrap-text.ts";

/** A mail to somebody who is no student: a heading, parts of a few lines, and a button where it leads somewhere. */
export interface WrittenLetter {
  subject: string;
  lead: string;
  parts: LetterPart[];
  button?: { label: string; url: string };
  /** Paragraphs below the button. */
  closing?: string[];
  /** Who writes to whom, and why, at the foot. */
  foot: string;
}

export interface LetterPart {
  title: string;
  lines: string[];
  /** What to do, in a sentence. */
  todo?: string;
  /** Commands or addresses to copy. */
  copy?: string[];
}

const { ink, soft, card, paper, line: edge } = COLORS;
const CODE =
  `margin:0 0 12px;padding:12px 14px;background:${paper};border:1px solid ${edge};border-radius:8px;` +
  "font:400 14px/1.5 ui-monospace,'SF Mono',Menlo,Consolas,monospace;overflow-wrap:anywhere";

const GO =
  "display:inline-block;padding:14px 24px;border-radius:10px;font-weight:600;text-decoration:none;" +
  `color:${COLORS.card};background:${COLORS.deep}`;

/** Most signs of a word that fits a phone: dates, names and addresses up to it are not broken at their hyphens. */
const FITS = 28;

const isWhole = (word: string): boolean => word.includes("-") && word.length <= FITS;
const whole = (text: string) =>
  text.split(" ").map((word, nth) => {
    const gap = nth === 0 ? "" : " ";
    return isWhole(word) ? html`${gap}<span style="white-space:nowrap">${word}</span>` : html`${gap}${word}`;
  });

const partHtml = ({ title, lines, todo, copy = [] }: LetterPart) => html`
<h2 style="${INLINE.h2};margin-top:26px">${title}</h2>
${
  lines.length === 0
    ? ""
    : html`<ul style="${INLINE.ul}">
${lines.map((line) => html`<li style="${INLINE.li};overflow-wrap:anywhere">${whole(line)}</li>`)}</ul>`
}
${todo ? html`<p style="${INLINE.p}">${todo}</p>` : ""}
${copy.map((text) => html`<p class="copy" style="${CODE}">${whole(text)}</p>`)}`;

const buttonHtml = ({ button }: WrittenLetter) =>
  button === undefined
    ? ""
    : html`<table role="presentation" class="go" cellpadding="0" cellspacing="0" border="0"
style="margin:8px 0 22px"><tr>
<td style="border-radius:10px;background:${COLORS.deep}"><a href="${button.url}" style="${GO}">${button.label}</a></td>
</tr></table>`;

const nameHtml = ({ name, logo }: School) =>
  logo === undefined
    ? html`<div style="font-size:16px;font-weight:600;line-height:1.4;color:${ink}">${name}</div>`
    : html`<img src="${logo.url}" alt="${logo.alt}" width="160" style="display:block;height:auto;font-size:18px">`;

const TABLE = raw('role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"');

/** The letter as HTML, in the look of the mails to students; every value in it is escaped. */
export const letterHtml = async (letter: WrittenLetter, school: School): Promise<string> =>
  String(
    await html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${letter.subject}</title>
<style>${raw(DARK)}</style>
</head>
<body class="desk" style="margin:0;padding:0;background:${paper};font-family:${raw(SANS)};word-spacing:normal">
<table ${TABLE}><tr><td align="center">
<table ${TABLE} style="max-width:600px;border-collapse:separate">
<tr><td class="name" style="padding:28px 32px 14px">${nameHtml(school)}</td></tr>
<tr><td class="card body" style="padding:32px 32px 14px;background:${card};border:1px solid ${edge};border-radius:16px">
<div style="font-size:17px;line-height:1.6;color:${ink}">
<h1 style="${INLINE.h1}">${letter.subject}</h1>
<p style="${INLINE.p}">${letter.lead}</p>
${letter.parts.map(partHtml)}
${buttonHtml(letter)}
${(letter.closing ?? []).map((text) => html`<p style="${INLINE.p}">${whole(text)}</p>`)}
</div></td></tr>
<tr><td class="foot" style="padding:18px 32px 36px"><div style="font-size:14px;line-height:1.5;color:${soft}">
${whole(letter.foot)}</div></td></tr>
</table></td></tr></table>
</body>
</html>
`,
  );

const partText = ({ title, lines, todo, copy = [] }: LetterPart): string =>
  [
    title.toUpperCase(),
    ...lines.map((line) => wrapText(`- ${line}`)),
    ...(todo ? [wrapText(todo)] : []),
    ...copy.map((text) => `  ${text}`),
  ].join("\n");

/** The letter as plain text. */
export const letterText = ({ lead, parts, button, closing = [], foot }: WrittenLetter): string => {
  const go = button === undefined ? [] : [`${button.label}:\n${button.url}`];
  const body = [wrapText(lead), ...parts.map(partText), ...go, ...closing.map((text) => wrapText(text))];
  return `${body.join("\n\n")}\n\n-- \n${wrapText(foot)}\n`;
};
