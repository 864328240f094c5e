import { html } from "hono/html";
import type { MailState, Part } from "#domain/parts/part.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { statusOn } from "#domain/people/enrollment.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { CellPerson } from "#office/progress/progress-cell.ts";
import { waveLabel } from "#office/titles.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { studentPage } from "../routes.ts";

/** Where a mail stands, in words, where its state does not say so by itself. */
const WORDS: Partial<Record<MailState["state"], string>> = {
  claimed: "on its way",
  retry: "not out yet",
  ambiguous: "unknown",
  missed: "not sent",
};

const lastMail = ({ mails }: Part, day: (at: string) => string): string | undefined => {
  const [last] = Object.entries(mails).toSorted(([, one], [, other]) => (one.at < other.at ? 1 : -1));
  return last && `${waveLabel(last[0])} ${WORDS[last[1].state] ?? last[1].state} ${day(last[1].at)}`;
};

// What settled it, by the strongest word for it.
const settledBy = ({ task }: Part, day: (at: string) => string): string | undefined => {
  const { waived, verified, attested } = task?.evidence ?? {};
  if (waived) return `waived ${day(waived.at)} by ${waived.by}: ${waived.reason ?? "no reason given"}`;
  if (verified) return `${verified.source === "office" ? "said by" : "shown by"} ${verified.by} ${day(verified.at)}`;
  return attested && `said so ${day(attested.at)}`;
};

/** Somebody in a cell: who they are, what speaks against mails to them, and how far they are. */
export const personRow = ({ time, now }: Desk, { student, part }: CellPerson, tick: Html | ""): Html => {
  const day = (at: string) => time.plainDate(time.day(at));
  const status = statusOn(student, time.day(now()));
  const badges = [
    ...(status === "active" ? [] : [status]),
    ...(student.held ? ["held"] : []),
    ...(suppressionOf(student) ? ["address failed"] : []),
  ];
  const said = [
    settledBy(part, day),
    lastMail(part, day),
    part.openedAt && `opened the link ${day(part.openedAt)}`,
  ].filter((one) => one !== undefined);
  const name = html`<a href="${studentPage(student.person)}">${nameOrNumber(student)}</a>`;
  const against = badges.map((badge) => html` <b class="badge bad">${badge}</b>`);
  return html`<li><div>${tick} <strong>${name}</strong>${against}</div><span>${said.join("; ")}</span></li>`;
};
