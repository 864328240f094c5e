import { html } from "hono/html";
import type { RoadStop } from "#domain/plan/road.ts";
import type { School } from "#domain/time/school.ts";
import type { Html } from "../kit/html.ts";
import { PLAN } from "../routes.ts";
import { planFrame } from "./frame.ts";
import { roadSection } from "./road.ts";

/** One look at a student's plan. */
export interface PlanVisit {
  school: School;
  /** What they are greeted by; empty where there is no such name. */
  name: string;
  track: string;
  road: readonly RoadStop[];
}

const bar: Html = html`<div class="bar"><p>Signed in to your plan</p>
<form method="post" action="${PLAN.home}/sign-out"><button class="quiet">Sign out</button></form></div>`;

/** My plan: all that the program asks of a student, and where they stand. To look changes nothing. */
export const planPage = ({ school, name, track, road }: PlanVisit): Html =>
  planFrame(
    school,
    "My plan",
    html`${bar}<div class="stack">
<section class="card"><h1>${name === "" ? "Your plan" : `${name}’s plan`}</h1>
<p class="soft">${track}</p></section>
${roadSection(road)}
</div>`,
  );
