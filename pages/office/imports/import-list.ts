import { html } from "hono/html";
import type { ImportFile } from "#office/imports/import-file.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { importPage } from "../routes.ts";
import { uploadPanel } from "./upload-form.ts";

type Came = ImportFile["record"];

const VERDICTS: Record<Came["verdict"], string> = {
  waits: "Waits for a yes",
  counted: "Counts",
  approved: "Counts, by a yes",
  discarded: "Left out",
  superseded: "Came too late to count",
  "taken back": "Taken back",
  refused: "Refused",
  "in part": "Counts, but for some rows",
};

/** What became of a roster, in words. */
export const verdictOf = ({ verdict }: Came): string => VERDICTS[verdict];

/** The name of its file. */
export const fileOf = ({ key }: Came): string => key.split("/").at(-1) ?? key;

/** A line that leads to the rosters that wait; nothing where none does. */
export const waitingNotice = async ({ office, time }: Desk): Promise<Html | ""> => {
  const waiting = (await office.imports()).filter(({ verdict }) => verdict === "waits");
  if (waiting.length === 0) return "";
  const line = (one: Came) => html`<p class="panel notice" role="status">A roster waits for a yes:
    nothing of it counts until then. <a href="${importPage(one.id)}">Look at ${fileOf(one)}</a>,
    which came on ${time.both(one.at)}.</p>`;
  return html`${waiting.map(line)}`;
};

/** The rosters that came, the newest first. */
export const importList = async ({ office, time, program }: Desk): Promise<Html> => {
  const [all, sessions] = await Promise.all([office.imports(), office.sessionTitles()]);
  const door = uploadPanel(program, sessions);
  if (all.length === 0) return html`<h1>Rosters</h1>${door}<p>No roster has come yet.</p>`;
  const row = (one: Came) => html`<tr>
    <td><a href="${importPage(one.id)}">${fileOf(one)}</a></td>
    <td>${verdictOf(one)}</td><td class="moment">${time.both(one.at)}</td>
    <td>${counted(one.counts.added)}</td><td>${counted(one.counts.changed)}</td>
    <td>${counted(one.counts.held)}</td><td>${counted(one.counts.rejected)}</td>
  </tr>`;
  return html`<h1>Rosters</h1>${door}
    <section class="panel"><div class="scroll rows" tabindex="0" role="region" aria-label="Rosters that came"><table>
      <thead><tr><th>File</th><th>What became of it</th><th>Came</th><th>New</th><th>Changed</th><th>Held</th>
        <th>Rejected rows</th></tr></thead>
      <tbody>${all.map(row)}</tbody>
    </table></div></section>`;
};
