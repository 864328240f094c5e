import { html } from "hono/html";
import type { School } from "#domain/time/school.ts";
import { wrapText } from "#files/program-folder/emails/wrap-text.ts";

/** What the office is told: a heading, and parts of a few lines, with the command that does something about them. */
export interface OfficeLetter {
  subject: string;
  lead: string;
  parts: OfficeLetterPart[];
}

export interface OfficeLetterPart {
  title: string;
  lines: string[];
  /** What to do, in a sentence. */
  todo?: string;
  /** Commands or addresses to copy. */
  copy?: string[];
}

const SANS = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const SERIF = "Georgia,'Times New Roman',serif";
const INK = "color:#26221f";
const TEXT = `margin:0 0 14px;font:400 16px/1.55 ${SANS};${INK}`;
const CODE = `margin:0 0 10px;padding:10px 12px;background:#f4f1ec;font:400 13px/1.5 Menlo,Consolas,monospace;${INK}`;

const partHtml = ({ title, lines, todo, copy = [] }: OfficeLetterPart) => html`
<h2 style="margin:26px 0 10px;font:700 19px/1.3 ${SERIF};${INK}">${title}</h2>
${
  lines.length === 0
    ? ""
    : html`<ul style="margin:0 0 14px;padding-left:20px;font:400 16px/1.55 ${SANS};${INK}">
${lines.map((line) => html`<li style="margin:0 0 6px;overflow-wrap:anywhere">${line}</li>`)}</ul>`
}
${todo ? html`<p style="${TEXT}">${todo}</p>` : ""}
${copy.map((text) => html`<p style="${CODE};overflow-wrap:anywhere">${text.split(" ").map(wordHtml)}</p>`)}`;

/** Most signs of a word that fits a phone: shorter ones are not broken at their hyphens. */
const FITS = 36;

const wordHtml = (word: string) =>
  word.length > FITS ? html`${word} ` : html`<span style="white-space:nowrap">${word}</span> `;

/** The letter as HTML, in the look of the mails to students; every value in it is escaped. */
export const letterHtml = async ({ subject, lead, parts }: OfficeLetter, school: School): Promise<string> =>
  String(
    await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${subject}</title>
</head>
<body style="margin:0;padding:0;background:#f4f1ec">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
<tr><td style="padding:28px 24px 14px;font:400 18px/1.3 ${SERIF};color:#8f1d32">${school.name}</td></tr>
<tr><td style="padding:28px 24px 20px;background:#ffffff;border-radius:10px">
<h1 style="margin:0 0 16px;font:400 25px/1.25 ${SERIF};${INK}">${subject}</h1>
<p style="${TEXT}">${lead}</p>
${parts.map(partHtml)}
</td></tr>
<tr><td style="padding:16px 24px 32px;font:400 14px/1.5 ${SANS};color:#5f5952">${footOf(school)}</td></tr>
</table></td></tr></table>
</body>
</html>
`,
  );

const footOf = ({ office }: School): string =>
  `matchward wrote this to ${office.name}, ${office.email}. It names nobody: who is meant stands in the records.`;

const partText = ({ title, lines, todo, copy = [] }: OfficeLetterPart): string =>
  [
    title.toUpperCase(),
    ...lines.map((line) => wrapText(`- ${line}`)),
    ...(todo ? [wrapText(todo)] : []),
    ...copy.map((text) => `  ${text}`),
  ].join("\n");

/** The letter as plain text. */
export const letterText = ({ lead, parts }: OfficeLetter, school: School): string =>
  `${[wrapText(lead), ...parts.map(partText)].join("\n\n")}\n\n-- \n${wrapText(footOf(school))}\n`;
