import type { Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod/mini";
import type { Student } from "#domain/people/student.ts";
import { IsoDate } from "#domain/time/yearly-day.ts";
import { MEETING_DECISIONS, type MeetingOrder, meetingDecisions, meetingSeen } from "#office/advising/meetings.ts";
import { type OwnStudent, withMeetings } from "#office/advising/own-students.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { mineAddress, mineFilter } from "./mine-filter.ts";
import { myStudentsPage } from "./my-students.ts";

const { mine } = STAFF_PAGES;

const MeetingForm = z.object({
  decision: z.enum(MEETING_DECISIONS),
  seen: z.string().check(z.maxLength(100)),
  back: z.optional(z.string().check(z.maxLength(500))),
  // A date field that nobody filled in comes as an empty text.
  on: z.optional(z.union([IsoDate, z.literal("")])),
});

const NOT_UNDERSTOOD =
  "Record a meeting with its buttons on the page “My students”. A day is a date such as 2027-04-01.";
const AHEAD = "A meeting that lies ahead is booked, not held. Choose today or an earlier day, or “Booked”.";

/** The routes of an advisor's own students, and of recording meetings with them. */
export const advisingPages = (app: Hono, desk: Desk): void => {
  app.get(mine.path, async (context) => {
    const ask = (name: string) => context.req.query(name) ?? "";
    const just = ask("just");
    const all = await seenAgain(desk, await desk.office.ownStudents(), just);
    const page = myStudentsPage(desk, all, mineFilter(ask), just ? { student: just } : undefined);
    return answer(context, desk, mine, page);
  });
  app.post(`${mine.path}/:key/meetings/:item`, async (context) => {
    const student = await desk.office.advisedStudent(context.req.param("key"));
    if (student === undefined) return context.notFound();
    const form = MeetingForm.safeParse(await context.req.parseBody()).data;
    if (form === undefined) return answer(context, desk, { title: "Not understood", status: 400 }, NOT_UNDERSTOOD);
    const order = { decision: form.decision, by: desk.by ?? "the office", at: desk.now(), on: form.on || undefined };
    if (order.decision === "held" && (order.on ?? "") > desk.time.day(order.at))
      return answer(context, desk, { title: "Not yet held", status: 400 }, AHEAD);
    return record(context, desk, { student, form, order });
  });
};

// A list may lack what was recorded a moment ago: of whom that was, it is looked at again.
const seenAgain = async ({ office }: Desk, all: readonly OwnStudent[], key: string): Promise<OwnStudent[]> => {
  const one = all.find(({ student }) => student.person === key);
  if (one === undefined) return [...all];
  const now = await Promise.all(one.meetings.map((item) => office.meetingOf(one.student, item.occurrence.id)));
  const seen = withMeetings(
    one,
    now.filter((item) => item !== undefined),
  );
  return all.map((each) => (each === one ? seen : each));
};

interface RecordedForm {
  student: Student;
  form: z.infer<typeof MeetingForm>;
  order: MeetingOrder;
}

const record = async (context: Context, desk: Desk, { student, form, order }: RecordedForm): Promise<Response> => {
  const meeting = await desk.office.meetingOf(student, context.req.param("item") ?? "");
  if (meeting === undefined) return context.notFound();
  const { occurrence, part } = meeting;
  const back = mineFilter((name) => new URLSearchParams(form.back).get(name) ?? "");
  const isAsSeen = meetingSeen(part) === form.seen && meetingDecisions(part, order.by).includes(order.decision);
  let isDone = false;
  const whyNot = await desk.carryOut(async () => {
    isDone = isAsSeen && (await desk.office.recordMeeting(student, occurrence, order));
  });
  if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
  const address = mineAddress(back, { just: student.person });
  if (isDone) return context.redirect(`${address}#s-${student.person}`, 303);
  return answer(
    context,
    desk,
    { path: mine.path, title: "Nothing was changed", status: 409 },
    html`<h1>Nothing was changed</h1><p>Somebody recorded something of this meeting meanwhile, or you pressed twice.
      <a href="${address}#s-${student.person}">See how it stands</a></p>`,
  );
};
