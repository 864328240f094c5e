import { html, raw } from "hono/html";
import { AUDIT_ACTIONS, type AuditRecord, type AuditSubject, auditActionOf } from "#domain/access/audit-record.ts";
import type { RecordsFilter, RecordsFound } from "#office/audit/list-records.ts";
import { aboutInWords } from "#office/audit/records-csv.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { importPage, recordsCsv, recordsPage, STAFF_PAGES, sessionPage, studentPage } from "../routes.ts";

/** What a page of records shows. `names`: of students, by their opaque keys. */
export interface RecordsShown extends RecordsFound {
  filter: RecordsFilter;
  names: ReadonlyMap<string, string>;
  isFirst: boolean;
}

/** Who did what and when, the newest first. */
export const recordsList = (desk: Desk, shown: RecordsShown): Html => {
  const { records, filter, next, isFirst } = shown;
  return html`<h1>Records</h1>
    <p class="lead">Who did what and when, on these pages and by the command line. Nothing here can be changed.</p>
    ${filterForm(filter)}${chosen(shown)}
    <section class="panel">
      ${records.length === 0 ? empty(shown) : table(desk, shown)}
      <nav class="pages" aria-label="More records">
        ${isFirst ? html`<span></span>` : html`<a href="${recordsPage(filter)}">Newest</a>`}
        ${next === undefined ? "" : html`<a href="${recordsPage(filter, next)}">Older</a>`}
      </nav>
    </section>
    ${records.length === 0 ? "" : html`<p><a class="button" href="${recordsCsv(filter)}">Download as CSV</a></p>`}`;
};

const filterForm = ({ student, actor, action, day }: RecordsFilter): Html => {
  const option = (value: string, words: string) =>
    html`<option value="${value}" ${value === action ? raw("selected") : ""}>${words}</option>`;
  const kept = Object.entries({ student, actor }).filter(([, value]) => value !== "");
  return html`<form class="filter" method="get" action="${STAFF_PAGES.records.path}" role="search">
    ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <select name="action" aria-label="What was done">
      <option value="">Whatever was done</option>
      ${Object.entries(AUDIT_ACTIONS)
        .toSorted(([, one], [, other]) => one.localeCompare(other, "en"))
        .map(([name, words]) => option(name, words))}
    </select>
    <input type="date" name="day" value="${day}" aria-label="On one day" />
    <button>Show</button>
  </form>`;
};

/** Whom the list is narrowed to, with the way to everybody. */
const chosen = ({ filter, names, records }: RecordsShown): Html | "" => {
  const { student, actor } = filter;
  const [first] = records;
  const about = student === "" ? [] : [{ words: `About ${nameOf(student, names)}`, all: { ...filter, student: "" } }];
  const by = actor === "" ? [] : [{ words: `By ${first?.by.name ?? "one person"}`, all: { ...filter, actor: "" } }];
  const chosen = [...about, ...by];
  if (chosen.length === 0) return "";
  return html`<ul class="chips">${chosen.map(
    ({ words, all }) => html`<li>${words} <a href="${recordsPage(all)}">show all</a></li>`,
  )}</ul>`;
};

const isNarrowed = ({ filter }: RecordsShown): boolean => Object.values(filter).some((value) => value !== "");

const empty = (shown: RecordsShown): Html => {
  if (shown.next !== undefined)
    return html`<p class="quiet empty">None among the newest that were looked at. “Older” looks further back.</p>`;
  return html`<p class="quiet empty">${
    isNarrowed(shown) ? "Nothing of that kind is on record." : "Nothing is on record yet."
  }</p>`;
};

const table = (desk: Desk, shown: RecordsShown): Html => html`<div class="scroll rows" tabindex="0" role="region"
  aria-label="Records"><table>
    <thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">Did what</th>
      <th scope="col">About</th></tr></thead>
    <tbody>${shown.records.map((record) => row(desk, shown, record))}</tbody>
  </table></div>`;

const OUTCOMES: Record<NonNullable<AuditRecord["outcome"]>, Html | ""> = {
  done: "",
  "nothing changed": html` <b class="badge">nothing changed</b>`,
  failed: html` <b class="badge bad">broke off</b>`,
};
const UNSETTLED = html` <b class="badge due">not known whether it was done</b>`;

const row = ({ time, program }: Desk, { filter, names }: RecordsShown, record: AuditRecord): Html => {
  const { at, by, action, says, about, outcome } = record;
  const outcomeBadge = outcome === undefined ? UNSETTLED : OUTCOMES[outcome];
  return html`<tr>
    <td class="moment"><time datetime="${at}">${time.both(at)}</time></td>
    <td><a href="${recordsPage({ ...filter, actor: by.key })}">${by.name}</a></td>
    <td>${auditActionOf(action)}${says === "" ? "" : html`<span class="quiet"> ${says}</span>`}${outcomeBadge}</td>
    <td>${aboutList(about, (one) => subject(one, aboutInWords(program, one, names)))}</td>
  </tr>`;
};

/** As many are named as can be read at a glance. */
const NAMED = 3;

const aboutList = (about: readonly AuditSubject[], words: (one: AuditSubject) => Html): Html | "" => {
  const lines = (some: readonly AuditSubject[]) => some.map((one) => html`<div>${words(one)}</div>`);
  const more = about.slice(NAMED);
  if (more.length === 0) return html`${lines(about)}`;
  return html`${lines(about.slice(0, NAMED))}<details><summary>and ${counted(more.length)} more</summary>
    ${lines(more)}</details>`;
};

const nameOf = (key: string, names: RecordsShown["names"]): string => names.get(key) ?? "somebody no longer here";

const subject = ({ what, key }: AuditSubject, words: string): Html => {
  if (what === "student") return html`<a href="${studentPage(key)}">${words}</a>`;
  if (what === "session") return html`<a href="${sessionPage(key)}">${words}</a>`;
  return what === "import" ? html`<a href="${importPage(key)}">${words}</a>` : html`${words}`;
};
