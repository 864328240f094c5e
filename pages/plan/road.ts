import { html } from "hono/html";
import type { RoadStop } from "#domain/plan/road.ts";
import { MONTHS, yearOf } from "#domain/time/dates.ts";
import type { Html } from "../kit/html.ts";

/** A school date's month, e.g. `August 2026`. */
export const monthOf = (date: string): string => `${MONTHS[Number(date.slice(5, 7)) - 1] ?? ""} ${yearOf(date)}`;

const spanOf = ({ begins, ends }: RoadStop): string =>
  ends === undefined ? `from ${monthOf(begins)}` : `${monthOf(begins)} to ${monthOf(ends)}`;

const stop = (
  one: RoadStop,
): Html => html`<li class="${one.where}"${one.where === "here" ? html` aria-current="step"` : ""}>
<strong>${one.title}</strong>${one.where === "here" ? html` <span class="badge">You are here</span>` : ""}
<span class="soft">${spanOf(one)}</span></li>`;

/** The phases of a student as a road. */
export const roadSection = (road: readonly RoadStop[]): Html =>
  road.length === 0
    ? html``
    : html`<section class="card" aria-labelledby="road"><h2 id="road">Your road</h2>
<ol class="road">${road.map(stop)}</ol></section>`;
