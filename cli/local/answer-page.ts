import type { System } from "../../local/system.ts";
import { SystemFailed } from "../faults.ts";

/** The fields a page's form would send if a person chose one answer: hidden fields, and the chosen radio button. */
const fieldsOf = (page: string, answer: string): URLSearchParams | undefined => {
  const fields = new URLSearchParams();
  for (const [tag] of page.matchAll(/<input\b[^>]*>/gi)) {
    const { type, name, value } = attributesOf(tag);
    if (name !== undefined && (type === "hidden" || (type === "radio" && value === answer)))
      fields.set(name, value ?? "");
  }
  return [...fields.values()].includes(answer) ? fields : undefined;
};

/** The attributes of a tag by their names. */
export const attributesOf = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/([\w-]+)\s*=\s*"([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));

/** The cookies that a page sets, as a browser sends them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/**
 * Does what a student does with a link: opens the page, chooses an answer (`answer` is its id) and sends the form, by
 * real requests to the deployed pages.
 * @throws SystemFailed where the page does not ask, or does not take the answer.
 */
export const answerPage = async (system: Pick<System, "request">, link: string, answer: string): Promise<void> => {
  const opened = await system.request(new Request(link));
  const fields = fieldsOf(await opened.text(), answer);
  if (opened.status !== 200 || fields === undefined)
    throw new SystemFailed(`A student's page did not offer the answer "${answer}" (HTTP ${opened.status}).`);
  const headers = { cookie: cookiesOf(opened), origin: new URL(link).origin, "sec-fetch-site": "same-origin" };
  const sent = await system.request(new Request(link, { method: "POST", headers, body: fields, redirect: "manual" }));
  await sent.text();
  if (sent.status >= 400) throw new SystemFailed(`A student's page did not take the answer (HTTP ${sent.status}).`);
};
