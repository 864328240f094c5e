import { html } from "hono/html";
import type { Html } from "#pages/kit/html.ts";

/** By which a file of sessions goes in. */
export const SESSIONS_DOOR: Html = html`<section class="panel" aria-labelledby="sessions-door">
  <h2 id="sessions-door">Upload sessions</h2>
  <p class="quiet">A file (CSV or Excel) with new or changed sessions, as staff would upload it. It counts at once; what
    it does not name stays as it is.</p>
  <form method="post" action="/sessions" enctype="multipart/form-data" class="upload">
    <label for="sessions-file">File of sessions</label>
    <input id="sessions-file" type="file" name="file" accept=".csv,.xlsx" required />
    <button>Upload</button>
  </form>
</section>`;

/** By which a list of who came to a session goes in. */
export const attendanceDoor = (session: string): Html => html`<section class="panel" aria-labelledby="list-door">
  <h2 id="list-door">Upload who came</h2>
  <p class="quiet">A list (CSV or Excel) with a column <code>student_id</code> or <code>email</code>. It takes back
    nobody.</p>
  <form method="post" action="/attendance" enctype="multipart/form-data" class="upload">
    <input type="hidden" name="session" value="${session}" />
    <label for="list-file">List of who came</label>
    <input id="list-file" type="file" name="file" accept=".csv,.xlsx" required />
    <button>Upload</button>
  </form>
</section>`;
