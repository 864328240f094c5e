import { html } from "hono/html";
import type { Html } from "#pages/kit/html.ts";
import type { CallCounts } from "../system.ts";
import { type Bill, billOf, NOT_COUNTED, type ResourceCounts, STANDING_SOURCE, standingBill } from "./bill.ts";

const SMALLEST = 0.0001;

const dollars = (amount: number): string => {
  if (amount > 0 && amount < SMALLEST) return `under $${SMALLEST}`;
  return `$${amount.toFixed(amount < 1 ? 4 : 2)}`;
};

/** `1 request`, `2 requests`. */
const units = (count: number, unit: string): string =>
  `${number(count)} ${Math.round(count) === 1 ? unit.replace(/s$/, "") : unit}`;
const number = (count: number): string => Math.round(count).toLocaleString("en-US");

/** What stands in the template costs by the month, what the calls so far cost, and what both leave out. */
export const billPage = (counts: CallCounts, resources: ResourceCounts): Html => {
  const bill = billOf(counts);
  return html`<h1>The bill</h1>
    ${standing(resources)}
    <h2>By use, so far</h2>
    <p class="lead">Every call that the functions made was counted by the local gateway and is
      priced here by the public list price of US East (N. Virginia), without free tiers.</p>
    <section id="bill" data-live>
      <div class="cards plans">${bill.plans.map((plan) => planCard(plan, bill))}</div>
      ${priced(bill)}
      ${
        bill.unpriced.length === 0
          ? ""
          : html`<p class="quiet">Counted but not priced: ${bill.unpriced
              .map(({ operation, calls }) => `${operation} ${number(calls)}`)
              .join(", ")}</p>`
      }
      <details><summary>Every operation</summary>${operations(counts)}</details>
    </section>
    <section><h2>Not in it</h2><ul>${NOT_COUNTED.map((what) => html`<li>${what}</li>`)}</ul></section>`;
};

const standing = (resources: ResourceCounts): Html => {
  const { lines, aYear } = standingBill(resources);
  return html`<section id="standing"><h2>Standing, used or not</h2>
    <p class="sum">${dollars(aYear)} <small>a year</small></p>
    <div class="scroll" role="region" aria-label="Standing costs" tabindex="0"><table>
      <caption class="sr-only">Standing costs</caption>
      <thead><tr><th scope="col">What</th><th scope="col" class="n">A year</th>
        <th scope="col" class="n">How many</th><th scope="col" class="n">Each, a month</th></tr></thead>
      <tbody>${lines.map(
        ({ title, count, perMonth, aYear: cost }) => html`<tr><th scope="row">${title}</th>
          <td class="n">${dollars(cost)}</td><td class="n">${number(count)}</td>
          <td class="n">$${perMonth.toFixed(2)}</td></tr>`,
      )}</tbody></table></div>
    <p class="quiet">Counted in the template that \`cdk deploy\` would deploy. ${STANDING_SOURCE}</p></section>`;
};

const planCard = ({ plan, ses, total }: Bill["plans"][number], { recipients }: Bill): Html => {
  const over = ses > 0 ? `${(((total - ses) / ses) * 100).toFixed(1)} % over the mail itself` : "no mail yet";
  return html`<article class="card"><header><h2>SES ${plan}</h2><p>${units(recipients, "mails")}</p></header>
    <p class="sum">${dollars(total)}</p><p class="quiet">${over}</p></article>`;
};

const priced = ({
  lines,
  plans,
  recipients,
}: Bill): Html => html`<div class="scroll" role="region" aria-label="Priced calls" tabindex="0"><table>
  <caption class="sr-only">Priced calls</caption>
  <thead><tr>
    <th scope="col">What</th><th scope="col" class="n">Cost</th>
    <th scope="col" class="n">Calls</th><th scope="col" class="n">Units</th></tr></thead>
  <tbody>
    ${plans.map(
      ({ plan, ses }) => html`<tr><th scope="row">SES, ${plan}</th>
        <td class="n">${dollars(ses)}</td><td class="n"></td>
        <td class="n">${units(recipients, "recipients")}</td></tr>`,
    )}
    ${lines.map(
      ({ title, calls, units: count, unit, dollars: cost }) => html`<tr><th scope="row">${title}</th>
        <td class="n">${dollars(cost)}</td><td class="n">${number(calls)}</td>
        <td class="n">${units(count, unit)}</td></tr>`,
    )}
  </tbody>
</table></div>`;

const operations = (
  counts: CallCounts,
): Html => html`<div class="scroll" role="region" aria-label="Every operation" tabindex="0"><table>
  <thead><tr><th scope="col">Operation</th>
    <th scope="col" class="n">Calls</th><th scope="col" class="n">Units</th></tr></thead>
  <tbody>${Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([operation, { calls, units }]) =>
        html`<tr><th scope="row">${operation}</th>
          <td class="n">${number(calls)}</td><td class="n">${number(units)}</td></tr>`,
    )}</tbody>
</table></div>`;
