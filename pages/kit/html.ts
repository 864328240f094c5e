import type { HtmlEscapedString } from "hono/utils/html";

/** A page or a part of one, every value in it escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
