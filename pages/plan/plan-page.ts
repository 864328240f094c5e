import { html } from "hono/html";
import type { Html } from "../kit/html.ts";
import { PLAN } from "../routes.ts";
import { correctionSection } from "./correction.ts";
import { planFrame } from "./frame.ts";
import { aheadSection, doneSection, openSection, toldSection } from "./items.ts";
import { nextSection } from "./next.ts";
import { nameSection } from "./own-name.ts";
import { roadSection } from "./road.ts";
import { sessionsSection } from "./sessions.ts";
import type { PlanVisit } from "./visit.ts";
import { waysSection } from "./ways.ts";

const signOut: Html = html`<form method="post" action="${PLAN.home}/sign-out">
<button class="quiet">Sign out</button></form>`;

/** My plan: all that the program asks of a student, and where they stand. To look changes nothing. */
export const planPage = (visit: PlanVisit): Html => {
  const { school, name, track, road } = visit;
  return planFrame(
    school,
    (visit.nameForm.fault ?? visit.corrections.fault) === undefined ? "My plan" : "Not saved: my plan",
    html`<div class="bar"><div><h1>${name === "" ? "Your plan" : `${name}’s plan`}</h1><p>${track}</p></div>
${signOut}</div>
<div class="stack">
${nextSection(visit)}${openSection(visit)}${sessionsSection(visit)}${roadSection(road)}${aheadSection(visit)}
${toldSection(visit)}${doneSection(visit)}${waysSection(visit)}${nameSection(visit.nameForm)}
${correctionSection(visit.corrections)}
</div>`,
  );
};
