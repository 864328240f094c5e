import { html } from "hono/html";
import type { Piece } from "./layout.ts";

/** What an import said, as it lies beside the roster in the bucket. */
export const rosterPage = ({ summary, rejectedCsv }: { summary: string; rejectedCsv: string }): Piece => {
  const rejected = rejectedCsv.trimEnd().split("\n").length - 1;
  return html`<p class="back"><a href="/">Overview</a></p>
    <h1>The roster is imported</h1>
    <section class="panel"><h2>Summary</h2><pre>${pretty(summary)}</pre></section>
    ${
      rejected > 0
        ? html`<section class="panel"><h2>Rejected rows</h2><p>${rejected} of them came back with the reason; mend and upload just these.</p><pre>${rejectedCsv}</pre></section>`
        : ""
    }`;
};

const pretty = (json: string): string => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
};
