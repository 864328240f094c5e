import { html } from "hono/html";
import type { MailOnRecord } from "#office/mails/mails-in-sight.ts";
import { milestoneTitle, waveText } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { DECIDING, STAFF_PAGES } from "../routes.ts";
import { decidedPage, orderedBy, whyNot } from "./unknown-mails.ts";

const mailsIn = (count: number): string => (count === 1 ? "one mail" : `${count} mails`);

/**
 * Asks whether unknown mails are to be sent again, or left, and shows what that comes to; undefined for any other
 * address.
 */
export const unknownQuestion = async (desk: Desk, asked: Record<string, string>): Promise<Html | undefined> => {
  const ordered = await orderedBy(desk, asked);
  const [first] = ordered?.meant ?? [];
  if (ordered === undefined) return undefined;
  const { order, meant } = ordered;
  const { decision } = order;
  if (first === undefined) return decidedPage({ decision, decided: 0, meanwhile: 1 });
  const isAgain = decision === "send again";
  const fields = Object.entries(order).filter(([name]) => name !== "decision");
  return html`<p class="back"><a href="${STAFF_PAGES.failures.path}#unknown">Failures</a></p>
    <h1>${isAgain ? "Send again" : "Leave"}: ${mailsIn(meant.length)}?</h1>
    <section class="panel">
      <h2>${waveText(milestoneTitle(desk.program, first.part.milestone), first.wave)}</h2>
      <h2>What will happen</h2>
      <ul>${(isAgain ? sendingComesTo(desk, meant) : LEAVING).map((line) => html`<li>${line}</li>`)}</ul>
      <form method="post" action="${DECIDING.unknownMails}" class="controls">
        ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button class="primary" name="decision" value="${decision}">${isAgain ? "Send again" : "Leave"}</button>
        <a class="button" href="${STAFF_PAGES.failures.path}#unknown">Decide later</a>
      </form>
    </section>`;
};

const LEAVING = [
  "No copy goes out. A student whose mail was lost never gets it, and it leaves this list for good.",
  "Later mails of the same milestone go out as ever.",
];

const sendingComesTo = (desk: Desk, meant: readonly MailOnRecord[]): string[] => {
  const useless = meant.filter((one) => whyNot(desk, one) !== undefined).length;
  const goes = meant.length - useless;
  const copies = goes === 1 ? "One mail goes" : `${goes} mails go`;
  return [
    ...(goes > 0
      ? [`${copies} out once more, as soon as the hours of mails allow: who has it already gets it twice.`]
      : []),
    ...(useless > 0 ? [`For ${mailsIn(useless)} nothing goes out: the page “Failures” says why beside it.`] : []),
    ...(goes > 0 ? ["What has gone out cannot be called back."] : []),
  ];
};
