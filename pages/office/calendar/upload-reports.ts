import { html } from "hono/html";
import * as z from "zod/mini";
import { reportOf } from "#office/imports/import-file.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import { rejectedPanel, reportPanel } from "../imports/report-panel.ts";
import type { RosterReports } from "../imports/roster-page.ts";
import { STAFF_PAGES, sessionPage } from "../routes.ts";

const count = () => z._default(z.int(), 0);

const said = {
  verdict: z._default(z.string(), "counted"),
  why: z._default(z.array(z.string()), []),
  rejected: count(),
};

/** The summary that an import leaves beside a file of sessions, as far as it is shown. */
const ToldSessions = z.object({
  ...said,
  sessions: z.int(),
  added: count(),
  changed: count(),
  unchanged: count(),
  warnings: count(),
  unknownColumns: z._default(z.array(z.string()), []),
});

/** The same beside a list of who came. */
const ToldAttendance = z.object({ ...said, came: z.int() });

type WhyRefused = { verdict: string; why: string[] };

const rows = (many: number, one: string): string => (many === 1 ? `One ${one}` : `${counted(many)} ${one}s`);

const butFor = (rejected: number): string =>
  rejected === 0 ? "" : `, but for ${rejected === 1 ? "one row" : `${counted(rejected)} rows`}`;

const refused = (what: string, { why }: WhyRefused): Html => html`<h1>${what} was refused</h1>
  <p class="lead">Nothing of it went in. Mend the file and upload it again.</p>
  <section class="panel"><h2>Why</h2><ul>${why.map((one) => html`<li>${one}</li>`)}</ul></section>`;

const fact = (title: string, what: string | number): Html => html`<div><dt>${title}</dt><dd>${what}</dd></div>`;

const rejectedRows = (csv: string): Html | "" => {
  const report = reportOf(csv);
  return report.table.rows.length === 0 ? "" : rejectedPanel(report);
};

const panelOf = (csv: string, headed: Parameters<typeof reportPanel>[1]): Html | "" => {
  const report = reportOf(csv);
  return report.table.rows.length === 0 ? "" : reportPanel(report, headed);
};

const takenIn = ({ rejectedCsv, warningsCsv, changesCsv = "" }: RosterReports, told: z.infer<typeof ToldSessions>) => {
  const { sessions, added, changed, unchanged, rejected, warnings, unknownColumns } = told;
  const lookAt = `${rows(warnings, "thing")} to be looked at, in sessions that count all the same.`;
  const changes = "Who was told of the old is told of the new: time, place and link at once, the rest in silence.";
  return html`<h1>${sessions === 0 ? "No session was taken in" : `The sessions are taken in${butFor(rejected)}`}</h1>
    <section class="panel"><h2>Summary</h2><dl class="facts">
      ${fact("New", added)}${fact("Changed", changed)}${fact("As before for guests", unchanged)}
      ${fact("Rejected rows", rejected)}
      ${unknownColumns.length > 0 ? fact("Columns not used", unknownColumns.join(", ")) : ""}
    </dl>
    <p class="controls"><a class="button" href="${STAFF_PAGES.calendar.path}">Look at the calendar</a></p></section>
    ${rejectedRows(rejectedCsv)}
    ${panelOf(warningsCsv, { title: "What to look at", says: lookAt, file: "warnings.csv" })}
    ${panelOf(changesCsv, { title: "What changed", says: changes, file: "changes.csv" })}`;
};

const back = html`<p class="back"><a href="${STAFF_PAGES.calendar.path}">Calendar</a></p>`;

/** What an import said of a file of sessions; undefined where it was something else. */
export const sessionsReport = (reports: RosterReports): Html | undefined => {
  const told = z.safeParse(ToldSessions, JSON.parse(reports.summary));
  if (!told.success) return undefined;
  const { data } = told;
  return html`${back}${data.verdict === "refused" ? refused("The file of sessions", data) : takenIn(reports, data)}`;
};

/** What an import said of a list of who came to a session; undefined where it was something else. */
export const attendanceReport = (reports: RosterReports, session: string): Html | undefined => {
  const told = z.safeParse(ToldAttendance, JSON.parse(reports.summary));
  if (!told.success) return undefined;
  const { data } = told;
  const way = html`<p class="back"><a href="${sessionPage(session)}">The session</a></p>`;
  if (data.verdict === "refused") return html`${way}${refused("The list", data)}`;
  return html`${way}<h1>${rows(data.came, "student")} came${butFor(data.rejected)}</h1>
    <p class="lead">Whom the list leaves out stays as they were: a list takes back nobody.</p>
    ${rejectedRows(reports.rejectedCsv)}`;
};
