import { html } from "hono/html";
import * as z from "zod/mini";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import type { FirstMailingAhead } from "#office/mailings/approve-first.ts";
import { headCount, standing, whatIsLeft, whyPaused } from "#office/mailings/first-in-words.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { approvePage, DECIDING, resumePage } from "../routes.ts";

/** What a button's form says. `by`: the name of whoever says yes. */
const Order = z.object({
  occurrence: z.string(),
  decision: z.enum(["approve", "undo"]),
  by: z._default(z.string().check(z.maxLength(100)), ""),
});

const back = html`<p class="back"><a href="/failures#first">Failures</a></p>`;
const titleOf = ({ occurrence }: FirstMailingAhead): string => `${occurrence.title} (${occurrence.id})`;

/** A line that leads to the first mailings that wait; nothing where none does. */
export const firstMailingsNotice = async ({ office }: Desk): Promise<Html | ""> => {
  const waiting = (await office.firstMailingsAhead()).filter(({ isWaiting }) => isWaiting).length;
  if (waiting === 0) return "";
  const what = waiting === 1 ? "One first mailing waits" : `${counted(waiting)} first mailings wait`;
  return html`<p class="panel notice" role="status">${what} for a second person’s approval.
    <a href="/failures#first">Look, and approve</a></p>`;
};

/** The first mailings of the days ahead, with who approved which. */
export const firstMailingsPanel = async (desk: Desk): Promise<Html> => {
  const ahead = await desk.office.firstMailingsAhead();
  const heading = html`<h2>First mailings</h2>`;
  if (ahead.length === 0) return html`${heading}<p class="quiet">None lies ahead.</p>`;
  return html`${heading}
    <p>The first mailing of each item goes out once a second person has approved it, not its owner.</p>
    ${ahead.map(
      (one) => html`<article class="unknown">
        <h3>${titleOf(one)}</h3>
        <p>${desk.time.date(one.at)}: ${standing(one)}. ${headCount(one)}</p>
        <p class="controls"><a class="button" href="${approvePage(one.occurrence.id)}"
          aria-label="${one.isWaiting ? "Approve …" : "Look …"} ${titleOf(one)}"
          >${one.isWaiting ? "Approve …" : "Look …"}</a></p>
      </article>`,
    )}`;
};

const NOT_AHEAD = html`${back}<h1>Nothing was changed</h1><p>No first mailing of that name lies ahead.</p>`;

/** Asks for a yes to a first mailing, or shows who gave it: how many get it, and the mail as one of them does. */
export const approvalQuestion = async (desk: Desk, id: string): Promise<Html> => {
  const one = await desk.office.firstMailing(id);
  if (one === undefined) return NOT_AHEAD;
  const sample = one.over === undefined ? await desk.sample?.(one) : undefined;
  return html`${back}<h1>${one.isWaiting ? "Approve this mailing?" : "Approved"}</h1>
    <section class="panel">
      <h2>${titleOf(one)}</h2>
      <dl class="facts">
        <div><dt>Planned for</dt><dd>${desk.time.date(one.at)}, ${desk.time.time(one.at)}</dd></div>
        <div><dt>Recipients</dt><dd>${headCount(one)}</dd></div>
        <div><dt>It stands</dt><dd>${standing(one)}</dd></div>
      </dl>
      ${one.over === undefined ? "" : html`<p>${whatIsLeft(one)}</p>`}
      ${one.isWaiting ? (whyNoYes(desk, one) ?? approvalForm(desk, id)) : undoForm(id)}
    </section>
    ${sample === undefined ? "" : samplePanel(sample)}`;
};

const whyNoYes = ({ program }: Desk, one: FirstMailingAhead): Html | undefined => {
  const paused = whyPaused(program, one);
  if (paused !== undefined)
    return html`<p>${paused} <a href="${resumePage(firstMailing(one.occurrence.id))}">Take it up again first</a></p>`;
  return one.over !== undefined && one.over.next === undefined ? html`` : undefined;
};

const samplePanel = (sample: string): Html =>
  html`<section class="panel"><h2>As one of them gets it</h2><pre>${sample}</pre></section>`;

const approvalForm = (
  { by }: Desk,
  id: string,
): Html => html`<form method="post" action="${DECIDING.approvals}" class="controls">
  <input type="hidden" name="occurrence" value="${id}" />
  ${by ? "" : html`<label>Your name <input name="by" required maxlength="100" autocomplete="name" /></label>`}
  <button class="primary" name="decision" value="approve">Approve</button>
  <a class="button" href="/failures#first">Leave it waiting</a>
</form>`;

const undoForm = (id: string): Html => html`<form method="post" action="${DECIDING.approvals}" class="controls">
  <input type="hidden" name="occurrence" value="${id}" />
  <button name="decision" value="undo">Take the yes back</button>
</form>`;

const MEANWHILE = "Somebody decided of it meanwhile, or it has gone on its way.";

/** Does what a form says, and tells what came of it; undefined where it is none of this page's. */
export const decideApproval = async (desk: Desk, form: unknown): Promise<Html | undefined> => {
  const order = Order.safeParse(form).data;
  if (order === undefined) return undefined;
  const one = await desk.office.firstMailing(order.occurrence);
  if (one === undefined) return NOT_AHEAD;
  if (order.decision === "undo") {
    const isDone = await desk.office.takeApprovalBack(firstMailing(order.occurrence));
    return decided(one, isDone ? "It waits for approval again." : MEANWHILE);
  }
  const by = (desk.by ?? order.by).trim();
  if (by === "") return decided(one, "Say who approves it: give your name.");
  const said = await desk.office.approveFirst(one, by);
  if (said === "owner") return decided(one, `${by} owns it: a second person has to approve it.`);
  if (said === "paused") return decided(one, whyPaused(desk.program, one) ?? MEANWHILE);
  if (said === "over") return decided(one, whatIsLeft(one) ?? MEANWHILE);
  return decided(
    one,
    said === "approved" ? `Approved by ${by}. ${whatIsLeft(one) ?? "It goes out as planned."}` : MEANWHILE,
  );
};

const decided = (one: FirstMailingAhead, what: string): Html =>
  html`${back}<h1>${titleOf(one)}</h1><p>${what}</p>
    <p><a href="${approvePage(one.occurrence.id)}">How it stands</a></p>`;
