import { html } from "hono/html";
import type { Part } from "#domain/parts/part.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { unknownButtons } from "./unknown-mails.ts";

/** The ways to decide of one mail of which nobody knows whether it went out; nothing for any other. */
export const settleButtons = (desk: Desk, part: Part | undefined, wave: string): Html | "" => {
  const mail = part?.mails[wave];
  if (part === undefined || mail?.state !== "ambiguous") return "";
  return html`<p class="quiet" id="unknown-risks">Sent again, they may get it twice; left, they may never get it.</p>
    ${unknownButtons(desk, [{ part, wave, mail }], { of: "this mail", all: false })}`;
};
