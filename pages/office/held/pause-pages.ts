import type { Context, Hono } from "hono";
import * as z from "zod/mini";
import { doubtsOf, isPause } from "#domain/people/held.ts";
import type { Student } from "#domain/people/student.ts";
import type { Html } from "../../kit/html.ts";
import { answer } from "../answer.ts";
import type { Desk } from "../desk.ts";
import { STAFF_PAGES } from "../routes.ts";
import { LONGEST_REASON, pausedPage, pauseQuestion, takenUpPage } from "./pause-student.ts";

const { path } = STAFF_PAGES.students;

const PauseDecision = z.discriminatedUnion("decision", [
  z.object({
    decision: z.literal("pause"),
    reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_REASON)),
  }),
  z.object({ decision: z.literal("take up"), seen: z.string() }),
]);
type PauseDecision = z.infer<typeof PauseDecision>;

/** The routes by which staff pause somebody's mails, and take them up again. */
export const pausePages = (app: Hono, desk: Desk): void => {
  const route = `${path}/:key/pause`;
  const find = async (context: Context) => (await desk.office.student(context.req.param("key") ?? ""))?.student;
  app.get(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    return answer(context, desk, { path, title: "Pause" }, await pauseQuestion(desk, student));
  });
  app.post(route, async (context) => {
    const student = await find(context);
    if (student === undefined) return context.notFound();
    const read = PauseDecision.safeParse(await context.req.parseBody());
    if (!read.success) {
      const again = await pauseQuestion(desk, student, "Say why in a few words, for whoever asks later.");
      return answer(context, desk, { path, title: "Not understood", status: 400 }, again);
    }
    let said: Html | undefined;
    const whyNot = await desk.carryOut(async () => {
      said = await decide(desk, student, read.data);
    });
    if (whyNot !== undefined) return answer(context, desk, { title: "Not now", status: 409 }, whyNot);
    return answer(context, desk, { path, title: "Decided" }, said ?? "");
  });
};

const decide = async (desk: Desk, student: Student, decision: PauseDecision): Promise<Html> => {
  const { office, by = "Somebody at the console" } = desk;
  if (decision.decision === "pause") {
    const says = `Paused by ${by}: ${decision.reason}`;
    return pausedPage(student, await office.pausePerson(student, says));
  }
  const isAsSeen = doubtsOf(student).some((one) => isPause(one) && one.evidence === decision.seen);
  return takenUpPage(student, isAsSeen && (await office.takeUpPerson(student)));
};
