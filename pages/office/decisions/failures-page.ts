import { html } from "hono/html";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { firstMailingsPanel } from "./first-mailings.ts";
import { pausedPanel } from "./paused-mailings.ts";
import { troubledSection } from "./troubled-mails.ts";
import { unknownPanel } from "./unknown-mails.ts";

/** What waits for a decision, and the mails that went wrong. */
export const failuresPage = async (desk: Desk): Promise<Html> => html`<h1>Failures</h1>
    <section id="paused" data-live class="panel">${await pausedPanel(desk)}</section>
    ${
      desk.program.school.approval &&
      html`<section id="first" data-live class="panel">${await firstMailingsPanel(desk)}</section>`
    }
    <section id="unknown" data-live class="panel">${await unknownPanel(desk)}</section>
    <section id="failures" data-live>
      ${await troubledSection(desk)}
      ${desk.failures?.() ?? ""}
    </section>`;
