import { html } from "hono/html";
import type { ImportFile, ImportReport, ReportName } from "#office/imports/import-file.ts";
import { mailsInWords } from "#office/imports/mails-in-words.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { importPage, STAFF_PAGES } from "../routes.ts";
import { fileOf, verdictOf } from "./import-list.ts";
import { reportTable } from "./report-table.ts";

const SHOWN = 50;

/** Of who is held the page shows why; the CSV holds their other columns too. */
const COLUMNS: Partial<Record<string, readonly string[]>> = { held: ["student_id", "says", "since", "reason"] };

const TITLES: Record<ReportName, string> = {
  changes: "What it changes",
  mails: "What it makes of the mails of the coming year",
  held: "Held by it",
  rejected: "Rejected rows",
  warnings: "What to look at",
  missing: "Not in the file",
};

/** Columns that hold an instant in some reports, and other values in others. */
const MOMENTS = ["since", "before", "after"];
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const back = html`<p class="back"><a href="${STAFF_PAGES.imports.path}">Rosters</a></p>`;

/** One roster that came: what became of it and why, what it changes, and the ways to decide of it. */
export const importPageBody = ({ time }: Desk, file: ImportFile): Html => {
  const { record, reports } = file;
  // A file of some says nothing of the others.
  const titles = Object.entries(TITLES).filter(([name]) => name !== "missing" || record.isComplete);
  const sections = titles.flatMap(([name, title]) =>
    Object.entries(reports)
      .filter(([which, { table }]) => which === name && table.rows.length > 0)
      .map(([which, report]) => section(time, file, { name: which, title, report })),
  );
  return html`${back}<h1>${fileOf(record)}</h1>
    <section class="panel"><h2>${verdictOf(record)}</h2>
      <p>It came on ${time.both(record.at)}${record.isComplete ? ", as one that names everybody" : ""}.</p>
      ${record.mails ? mailsPart(record.mails) : ""}
      ${record.why.length > 0 ? html`<ul>${record.why.map((why) => html`<li>${why}</li>`)}</ul>` : ""}
      ${buttons(file)}
    </section>
    ${sections.length > 0 ? sections : html`<p class="quiet">There is no report with rows in it.</p>`}`;
};

const mailsPart = (mails: NonNullable<ImportFile["record"]["mails"]>): Html => {
  const { sum, lines } = mailsInWords(mails);
  return html`<p>Mails of the coming year: ${sum}.</p>
    <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
};

const buttons = ({ record: { id, verdict }, isNewest }: ImportFile): Html | "" => {
  const to = (decision: string, words: string) =>
    html`<a class="button" href="${importPage(id)}/decide?decision=${decision}">${words}</a>`;
  if (verdict === "waits")
    return html`<p class="controls">${to("approve", "Take it in …")} ${to("discard", "Leave it out …")}</p>`;
  return isNewest ? html`<p class="controls">${to("take-back", "Take back …")}</p>` : "";
};

const section = (
  time: Desk["time"],
  { record, names }: ImportFile,
  { name, title, report }: { name: string; title: string; report: ImportReport },
): Html => {
  const { columns, rows } = report.table;
  const shown = COLUMNS[name] ?? columns;
  const isNamed = !shown.includes("first_name");
  const textOf = (column: string, cell: string) => {
    if (MOMENTS.includes(column) && ISO_INSTANT.test(cell)) return time.both(cell);
    return isNamed && column === "student_id" ? `${cell} ${names.get(cell) ?? ""}`.trim() : cell;
  };
  return html`<section class="panel"><h2>${title}: ${counted(rows.length)}</h2>
    ${reportTable(report, { title, rows: SHOWN, columns: shown, textOf })}
    ${rows.length > SHOWN ? html`<p class="quiet">The first ${SHOWN}; the CSV has all of them.</p>` : ""}
    <p class="controls"><a class="button" download href="${importPage(record.id)}/reports/${name}.csv"
      aria-label="Download as CSV: ${title}">Download as CSV</a></p>
  </section>`;
};
