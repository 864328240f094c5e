import { type StoredTemplate, wrapText } from "#files/program-folder/index.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** SES would read a pair of braces as one of its fields. */
const plain = (address: string): string => address.replaceAll(/[{}]/g, "");

/**
 * Puts the sender's postal address at the foot of a mail, as its last line; US law asks for it in mass mail
 * (16 CFR 316), and it tells a reader that the mail is genuine.
 * @throws Error where the HTML has no paragraph after which it could stand
 */
export const withPostalAddress = (template: StoredTemplate, address: string): StoredTemplate => {
  const end = template.html.lastIndexOf("</p>");
  if (end === -1)
    throw new Error(`The e-mail ${template.id} has no paragraph to which the postal address could be added.`);
  const [before, after] = [template.html.slice(0, end), template.html.slice(end)];
  return {
    ...template,
    html: `${before}</p>\n<p style="margin:0 0 8px">${escaped(plain(address))}${after}`,
    text: `${template.text.trimEnd()}\n${wrapText(plain(address))}\n`,
  };
};
