import { html } from "hono/html";
import type { Html } from "../kit/html.ts";
import { PLAN } from "../routes.ts";

/** What stands in the form for a name. `fault`: why what they typed was not taken. */
export interface NameForm {
  /** What they asked to be called; absent where the roster's name stands. */
  asked: string | undefined;
  /** What the roster has them called by; empty where it has no such name. */
  inRoster: string;
  typed?: string | undefined;
  fault?: string | undefined;
}

/** The form by which a student says what they are called; left empty, the roster's name stands again. */
export const nameSection = ({ asked, inRoster, typed, fault }: NameForm): Html => {
  const wrong =
    fault === undefined ? "" : html`<p class="wrong" id="name-fault" role="alert">Not saved: it ${fault}.</p>`;
  const told = fault === undefined ? "" : html` aria-invalid="true" aria-describedby="name-fault"`;
  const roster = inRoster === "" ? "" : ` The roster has ${inRoster}; leave it empty to go by that.`;
  return html`<section class="card screen" aria-labelledby="name"><h2 id="name">What we call you</h2>
<form method="post" action="${PLAN.home}/name">${wrong}
<p class="field"><label for="own-name">Your preferred first name</label>
<input type="text" id="own-name" name="name" maxlength="100" autocomplete="given-name"
value="${typed ?? asked ?? ""}"${told}>
<span class="soft">Our mails greet you by it, and staff and advisors see it.${roster}</span></p>
<button>Save</button></form></section>`;
};
