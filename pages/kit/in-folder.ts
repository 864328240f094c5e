import { raw } from "hono/html";
import type { Html } from "./html.ts";

const ADDRESS = /\b(href|src|action)="(\/(?!\/)[^"]*)"/g;
const SENDING_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/** An address of pages that stand in a folder of a site, e.g. `/students` in `/office`. */
export const addressIn = (folder: string, path: string): string => folder + path.replace(/^\/(?=[?#]|$)/, "");

/**
 * Puts a document whose addresses begin at `/` into a folder of a site, and a hidden field into each form that changes
 * something, so that no form can lack it. Values of people cannot look like a tag: they are escaped by then.
 */
export const inFolder = async (
  folder: string,
  document: Html | string,
  hidden?: { name: string; value: string },
): Promise<Html> => {
  const moved = String(await document).replace(
    ADDRESS,
    (_, attribute: string, path: string) => `${attribute}="${addressIn(folder, path)}"`,
  );
  if (hidden === undefined) return raw(moved);
  const field = `<input type="hidden" name="${hidden.name}" value="${hidden.value}" />`;
  return raw(moved.replace(SENDING_FORM, (form) => form + field));
};
