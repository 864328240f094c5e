import { html } from "hono/html";
import { type Suppression, suppressionOf } from "#domain/people/address.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { readableAddress } from "#domain/people/readable-address.ts";
import type { Student } from "#domain/people/student.ts";
import { mailingTitle } from "#office/titles.ts";
import type { Html } from "../../../kit/html.ts";
import type { Desk } from "../../desk.ts";
import { retryAddressPage, studentPage } from "../../routes.ts";

const SAYS: Record<Suppression, string> = {
  bounced: "mail to it came back for good",
  complained: "its owner marked a mail as spam",
};

const back = (student: Student): Html =>
  html`<p class="back"><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a></p>`;

/** That an address failed, and the way to try it again; nothing of one that works. */
export const addressState = (time: Desk["time"], student: Student): Html | "" => {
  const state = suppressionOf(student);
  if (state === undefined) return "";
  const when = student.address === undefined ? "" : `, ${time.both(student.address.at)}`;
  return html` <b class="badge bad">${state}</b><div class="quiet">No mail goes to it: ${SAYS[state]}${when}.</div>
    <div><a class="button small" href="${retryAddressPage(student.person)}">Try it again …</a></div>`;
};

/** Asks whether a failed address is to be tried again, and shows what that comes to. */
export const retryQuestion = async ({ office, program }: Desk, student: Student): Promise<Html> => {
  const state = suppressionOf(student);
  if (state === undefined) return addressTried(student, false);
  const again = (await office.bouncedOfUse(student)).map((mail) => mailingTitle(program, mail));
  const risk =
    state === "complained"
      ? html`<li><strong>They marked a mail as spam:</strong> write to them again only if they asked for it.</li>`
      : html`<li>Should mail to it come back once more, it is on the list again.</li>`;
  return html`${back(student)}<h1>Try ${readableAddress(student.email)} again?</h1>
    <section class="panel"><p>No mail goes to it: ${SAYS[state]}.</p><h2>What will happen</h2>
      <ul>${risk}
        <li>${
          again.length === 0 ? "No mail that came back is of use any more." : `Next morning: ${again.join("; ")}.`
        } Later mails come as planned.</li>
        <li>Where the address itself is wrong, correct it instead: then nothing goes to the old one.</li></ul>
      <form method="post" action="${retryAddressPage(student.person)}" class="controls">
        <input type="hidden" name="seen" value="${student.address?.at ?? ""}" />
        <button class="primary" name="decision" value="try again">Try it again</button>
        <a class="button" href="${studentPage(student.person)}">Leave it</a>
      </form></section>`;
};

/** What came of it. */
export const addressTried = (student: Student, isDone: boolean): Html =>
  isDone
    ? html`${back(student)}<h1>The address is tried again</h1>
        <p>What came back and is still of use goes out with the next working morning.</p>`
    : html`${back(student)}<h1>Nothing was changed</h1><p>By now their address has not failed, or failed anew.
        Their page shows how it stands.</p>`;
