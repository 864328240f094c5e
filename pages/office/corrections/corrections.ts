import type { Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod/mini";
import { CorrectionSubject } from "#domain/people/correction.ts";
import { nameOrNumber } from "#domain/people/greeting.ts";
import type { AskedCorrection } from "#office/corrections/asked-corrections.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { CORRECTIONS, STAFF_PAGES, studentPage } from "../routes.ts";

const ABOUT: Record<CorrectionSubject, string> = {
  details: "name or address",
  course: "track, year, phase or leave",
  item: "something done or not done",
  session: "a session",
  other: "something else",
};

const row = ({ time }: Desk, { correction, student }: AskedCorrection): Html => {
  const { subject, says, at, schoolId } = correction;
  const who =
    student === undefined ? schoolId : html`<a href="${studentPage(student.person)}">${nameOrNumber(student)}</a>`;
  return html`<section class="panel"><h2>${who}: ${ABOUT[subject]}</h2>
    <p class="quiet">${time.both(at)}</p><p>${says}</p>
    <form method="post" action="${CORRECTIONS}" class="controls">
      <input type="hidden" name="student" value="${correction.student}" />
      <input type="hidden" name="subject" value="${subject}" />
      <input type="hidden" name="seen" value="${at}" />
      <button class="primary">It is settled</button>
    </form></section>`;
};

const back = html`<p class="back"><a href="${STAFF_PAGES.overview.path}">${STAFF_PAGES.overview.title}</a></p>`;

const listOf = async (desk: Desk, said: Html | "" = ""): Promise<Html> => {
  const asked = await desk.office.askedCorrections();
  const rows = asked.map((one) => row(desk, one));
  return html`${back}<h1>Students say that something is wrong</h1>${said}
    ${
      asked.length === 0
        ? html`<p class="panel quiet">Nobody asks for a correction. Students ask at the foot of their plan.</p>`
        : html`<p>Correct it where it stands, e.g. in the roster or on the student’s page, tell them, and settle it
            here. It goes from their plan then, and they may write again.</p>${rows}`
    }`;
};

/** That students ask for corrections, with the way to them; nothing where nobody does. */
export const correctionsNotice = async ({ office }: Desk): Promise<Html | ""> => {
  const { length } = await office.askedCorrections();
  if (length === 0) return "";
  const who =
    length === 1 ? "A student says that something is wrong." : `Students say that ${length} things are wrong.`;
  return html`<p class="panel notice" role="status">${who} <a href="${CORRECTIONS}">Read and settle</a></p>`;
};

const Settled = z.object({
  student: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  subject: CorrectionSubject,
  seen: z.iso.datetime(),
});

const SETTLED = html`<p class="panel notice" role="status">Settled.</p>`;
const OTHERWISE = html`<p class="panel notice" role="status">Nothing was changed: it was settled by somebody else, or
  the student wrote anew. Here is what is open now.</p>`;

/** The page of what students ask the office to correct, and the deed that settles one. */
export const correctionPages = (app: Hono, desk: Desk): void => {
  const page = async (context: Context, said?: Html) =>
    answer(context, desk, { path: STAFF_PAGES.overview.path, title: "Corrections" }, await listOf(desk, said));
  app.get(CORRECTIONS, (context) => page(context));
  app.post(CORRECTIONS, async (context) => {
    const read = Settled.safeParse(await context.req.parseBody());
    if (!read.success)
      return answer(context, desk, { title: "Not understood", status: 400 }, "Settle it with the button on its page.");
    let isDone = false;
    const whyNot = await desk.carryOut(async () => {
      isDone = await desk.office.settleCorrection(read.data, desk.by ?? "the office");
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    return page(context, isDone ? SETTLED : OTHERWISE);
  });
};
