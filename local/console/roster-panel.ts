import { html } from "hono/html";
import type { Html } from "#pages/kit/html.ts";

/** By which a roster goes in; one student can be let in late. */
export const ROSTER_PANEL: Html = html`<section class="panel">
  <h2>Roster</h2>
  <p class="quiet">New students and corrected addresses come by a roster file (CSV or Excel), as
    staff would upload it. Students who are not in the file stay as they are, unless it names everybody.</p>
  <div class="controls">
    <form method="post" action="/roster/late-joiner"><button>Let a student join late</button></form>
  </div>
  <form method="post" action="/roster" enctype="multipart/form-data" class="upload">
    <label for="roster">Upload a roster</label>
    <input id="roster" type="file" name="roster" accept=".csv,.xlsx" required />
    <label class="check"><input type="checkbox" name="complete" value="yes" /> It names everybody: hold whom it
      leaves out</label>
    <button>Upload</button>
  </form>
</section>`;
