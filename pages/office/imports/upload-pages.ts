import type { Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod/mini";
import { SessionId } from "#domain/sessions/session.ts";
import { type FileToUpload, type UploadAs, whyNotTaken } from "#office/imports/upload.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { camePage, importPage, STAFF_PAGES, UPLOADING } from "../routes.ts";
import { listPage } from "./list-page.ts";

const { path } = STAFF_PAGES.imports;
const NOT_UNDERSTOOD = "Choose a file, and say what it is, with the form of the page “Rosters”.";

const As = z.discriminatedUnion("as", [
  z.object({ as: z.enum(["desk", "complete"]) }),
  z.object({ as: z.literal("evidence"), milestone: z.string() }),
  z.object({ as: z.literal("attendance"), session: SessionId }),
]);

/** Takes a file as what somebody says that it is; undefined where nothing is there by that name. */
const asIn = async ({ program, office }: Desk, form: unknown): Promise<UploadAs | undefined> => {
  const as = As.safeParse(form).data;
  if (as?.as === "evidence") return program.milestones.some(({ id }) => id === as.milestone) ? as : undefined;
  if (as?.as === "attendance") return (await office.sessionTitles()).has(as.session) ? as : undefined;
  return as;
};

/** Uploads a file, and leads on to what becomes of it. */
export const upload = async (context: Context, desk: Desk, file: FileToUpload): Promise<Response> => {
  const whyNot = whyNotTaken(file);
  if (whyNot !== undefined) return answer(context, desk, { path, title: "Not taken", status: 400 }, notTaken(whyNot));
  let uploaded: Awaited<ReturnType<Desk["office"]["uploadFile"]>> | undefined;
  const since = desk.now();
  const notNow = await desk.carryOut(async () => {
    uploaded = await desk.office.uploadFile(file);
  });
  if (uploaded === undefined) return answer(context, desk, { title: "Not now", status: 409 }, notNow ?? "");
  return context.redirect(camePage({ ...uploaded, since }), 303);
};

const notTaken = (why: string): Html =>
  html`<p class="back"><a href="${path}">Rosters</a></p><h1>The file was not taken</h1><p>${why}</p>`;

/** The routes by which files are uploaded, and found once they were taken in. */
export const uploadPages = (app: Hono, desk: Desk): void => {
  app.post(UPLOADING, async (context) => {
    const form = await context.req.parseBody();
    const as = await asIn(desk, form);
    const { file } = form;
    if (as === undefined || !(file instanceof File))
      return answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
    return upload(context, desk, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), as });
  });
  app.get(`${path}/came/:digest`, async (context) => {
    const digest = context.req.param("digest");
    const { since = "", key = "" } = context.req.query();
    const same = (await desk.office.imports()).filter(({ sha256 }) => sha256.startsWith(digest));
    const found = same.find(({ at, judgedAt = at }) => judgedAt >= since);
    if (found !== undefined) return context.redirect(importPage(found.id), 303);
    const report = await desk.office.listReport(key);
    if (report !== undefined) return answer(context, desk, { path, title: "Taken in" }, listPage(report, key));
    return answer(context, desk, { path, title: "It is being read" }, reading(desk, { digest, key, since }, same[0]));
  });
};

type CameBefore = Awaited<ReturnType<Desk["office"]["imports"]>>[number];

const reading = (
  { time }: Desk,
  uploaded: { digest: string; key: string; since: string },
  before: CameBefore | undefined,
): Html => html`<p class="back"><a href="${path}">Rosters</a></p><h1>It is being read</h1>
  <p>That takes some seconds, and a minute for a large file. Then this page leads to what became of it.</p>
  <p class="controls"><a class="button" href="${camePage(uploaded)}">Look again</a></p>
  ${
    before === undefined
      ? ""
      : html`<p>The very same file came before, on ${time.both(before.at)}. Where it changes nothing more, it is not
          listed twice: <a href="${importPage(before.id)}">what became of it then</a>.</p>`
  }`;
