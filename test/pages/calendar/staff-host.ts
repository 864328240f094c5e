import { Hono } from "hono";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import type { MemoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memorySuppressionList } from "#adapters/ses/memory-suppression-list.ts";
import type { Program } from "#domain/calendar/program.ts";
import { openOffice } from "#office/front/office.ts";
import { schoolTime } from "#pages/kit/school-time.ts";
import { answersInMemory } from "#pages/office/answers.ts";
import type { Beside } from "#pages/office/desk.ts";
import { layout } from "#pages/office/layout.ts";
import { staffPages } from "#pages/office/router.ts";
import { STAFF_PAGES } from "#pages/office/routes.ts";

interface Hosted {
  records: MemoryRecords;
  program: Program;
  now: () => string;
  beside?: Beside;
}

/** The pages of staff on a school's records, as any host can have them. */
export const staffHost = ({ records, program, now, beside = {} }: Hosted): Hono => {
  const stores = {
    ...records,
    files: memoryFiles(),
    queue: memoryMailQueue(),
    suppressionList: memorySuppressionList(),
  };
  const around = { nav: [STAFF_PAGES.calendar], style: "/office.css", foot: program.school.name };
  const app = new Hono();
  app.route(
    "/",
    staffPages({
      ...beside,
      office: openOffice(stores, { program, now }),
      program,
      time: schoolTime(program.school.timeZone),
      now,
      answers: answersInMemory(),
      frame: (page) => layout(around, page),
      carryOut: async (deed) => {
        await deed();
        return undefined;
      },
    }),
  );
  return app;
};

/** What a page says, without its markup; a POST's answer is the page that it leads on to. */
export const saidBy = async (
  app: Hono,
  path: string,
  form?: URLSearchParams | FormData,
): Promise<{ status: number; text: string; html: string }> => {
  const first = await app.request(path, form ? { method: "POST", body: form } : {});
  const answer = first.status === 303 ? await app.request(first.headers.get("location") ?? "") : first;
  const html = await answer.text();
  return { status: answer.status, html, text: html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ") };
};
