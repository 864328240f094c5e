import { html } from "hono/html";
import * as z from "zod/mini";
import { type Decision, whyNotAgain } from "#domain/mail/unknown-mails.ts";
import type { Decided } from "#office/mails/decide-mails.ts";
import type { MailOnRecord } from "#office/mails/mails-in-sight.ts";
import { milestoneTitle, waveText } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { firstYear } from "../progress/filter.ts";
import { DECIDING, STAFF_PAGES, studentPage } from "../routes.ts";

/** A button's order: one mail where `student` and `attempt` are there, else all unknown mails of the mailing. */
const Order = z.object({
  decision: z.enum(["send again", "leave"]),
  occurrence: z.string(),
  wave: z.string(),
  student: z.optional(z.string()),
  attempt: z.optional(z.string()),
});

/** A line that leads to the panel, on pages that are about something else; nothing where no mail is unknown. */
export const unknownNotice = async (desk: Desk): Promise<Html | ""> => {
  // Counted where it is known for all of a school: to find them reads each part of the last months.
  if (!(await desk.office.mayHaveUnknownMails(firstYear(desk.time.day(desk.now()))))) return "";
  const { length } = await desk.office.unknownMails();
  if (length === 0) return "";
  const mails = length === 1 ? "one mail" : `${length} mails`;
  return html`<p class="panel notice"
    role="status">Nobody knows whether ${mails} went out. <a
    href="${STAFF_PAGES.failures.path}#unknown">Decide what to do</a></p>`;
};

/** The mails of which nobody knows whether they went out, by mailing, with what a person may decide. */
export const unknownPanel = async (desk: Desk): Promise<Html> => {
  const unknown = await desk.office.unknownMails();
  const heading = html`<h2>Mails that may not have gone out</h2>`;
  if (unknown.length === 0)
    return html`${heading}<p class="quiet">Of every mail in sight it is known whether it went out.</p>`;
  const names = await desk.office.names();
  const mailings = Map.groupBy(unknown, ({ part, wave }) => `${part.occurrence}/${wave}`);
  return html`${heading}
    <p>The mail service (SES) never said whether it took these. They are not sent again by
      themselves; should it tell of one later, that one leaves this list.</p>
    <p id="unknown-risks"><b>Send again</b>: a student may get it twice. <b>Leave</b>: a student may never get it.</p>
    ${[...mailings.values()].map((mails) => mailingOf(desk, mails, names))}`;
};

const mailingOf = (desk: Desk, mails: readonly MailOnRecord[], names: ReadonlyMap<string, string>): Html | "" => {
  const [first] = mails;
  if (first === undefined) return "";
  const title = waveText(milestoneTitle(desk.program, first.part.milestone), first.wave);
  return html`<article class="unknown">
    <h3>${title} <span class="quiet">${first.part.occurrence}</span></h3>
    ${mails.length > 1 ? unknownButtons(desk, mails, { of: `all ${mails.length} mails of ${title}`, all: true }) : ""}
    <ul class="failures">${mails.map((one) => mailRow(desk, one, names.get(one.part.student) ?? one.part.student))}</ul>
  </article>`;
};

/** Why a mail would not go out today though it were sent again; undefined where it would. */
export const whyNot = ({ program, time, now }: Desk, unknown: MailOnRecord): string | undefined =>
  whyNotAgain(program, unknown, time.day(now()));

const mailRow = (desk: Desk, unknown: MailOnRecord, name: string): Html => {
  const { part, mail } = unknown;
  const { time } = desk;
  const why = whyNot(desk, unknown);
  return html`<li>
    <p><a href="${studentPage(part.student)}">${name}</a> unknown since
      <time datetime="${mail.at}">${time.both(mail.at)}</time></p>
    ${why === undefined ? "" : html`<p class="quiet">Sending again would send nothing: ${why}.</p>`}
    ${unknownButtons(desk, [unknown], { of: `the mail to ${name}`, all: false })}
  </li>`;
};

const DECISIONS: readonly { decision: Decision; label: string; all: string }[] = [
  { decision: "send again", label: "Send again", all: "Send all again" },
  { decision: "leave", label: "Leave", all: "Leave all" },
];

/** The buttons of some mails of one mailing; none to send again where that would send nothing. */
export const unknownButtons = (
  desk: Desk,
  mails: readonly MailOnRecord[],
  { of, all }: { of: string; all: boolean },
): Html | "" => {
  const [first] = mails;
  if (first === undefined) return "";
  const { part, wave, mail } = first;
  const isOfUse = mails.some((one) => whyNot(desk, one) === undefined);
  const offered = DECISIONS.filter(({ decision }) => decision === "leave" || isOfUse);
  return html`<form method="get" action="${DECIDING.unknownMails}" class="controls">
    <input type="hidden" name="occurrence" value="${part.occurrence}" />
      <input type="hidden" name="wave" value="${wave}" />
    ${
      all
        ? ""
        : html`<input type="hidden" name="student" value="${part.student}" />
        <input type="hidden" name="attempt" value="${mail.attempt}" />`
    }
    ${offered.map(
      (one) => html`<button aria-describedby="unknown-risks" name="decision" value="${one.decision}"
      aria-label="${all ? one.all : one.label} …: ${of}">${all ? one.all : one.label} …</button>`,
    )}
  </form>`;
};

/** What a form or an address orders: the decision, and the unknown mails that it is about as they stand now. */
interface UnknownMailsOrder {
  order: z.infer<typeof Order>;
  meant: MailOnRecord[];
}

/** Reads an order; undefined where it is none of this page's. */
export const orderedBy = async (desk: Desk, form: unknown): Promise<UnknownMailsOrder | undefined> => {
  const order = Order.safeParse(form).data;
  if (order === undefined) return undefined;
  const attempt = order.attempt === undefined ? undefined : Number(order.attempt);
  return { order, meant: await desk.office.unknownNamed({ ...order, attempt }) };
};

/** Does what a question's button says; undefined where it is none of this page's. */
export const decideUnknown = async (
  desk: Desk,
  form: unknown,
): Promise<(Decided & { decision: Decision }) | undefined> => {
  const ordered = await orderedBy(desk, form);
  if (ordered === undefined) return undefined;
  const { order, meant } = ordered;
  const { decision } = order;
  // What is not on the list any more was settled after the page was made.
  if (meant.length === 0) return { decision, decided: 0, meanwhile: 1 };
  return { decision, ...(await desk.office.decideMails(meant, decision)) };
};

const mailsIn = (count: number): string => (count === 1 ? "One mail" : `${count} mails`);

/** What became of a decision. */
export const decidedPage = ({ decision, decided, meanwhile }: Decided & { decision: Decision }): Html => {
  const left = decided === 1 ? "left as it may be." : "left as they may be.";
  const done = decision === "leave" ? left : "on the way again, but for students who have done it since.";
  return html`<p class="back"><a href="${STAFF_PAGES.failures.path}">Failures</a></p>
    <h1>${decided === 0 ? "Nothing was changed" : "Decided"}</h1>
    ${decided === 0 ? "" : html`<p>${mailsIn(decided)}: ${done}</p>`}
    ${
      meanwhile === 0
        ? ""
        : html`<p>${mailsIn(meanwhile)}: settled meanwhile, by what the mail service told of it or
        by somebody else. The decision changed nothing there.</p>`
    }`;
};
