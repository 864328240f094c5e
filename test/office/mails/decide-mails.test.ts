import { beforeEach, describe, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import type { Decision } from "#domain/mail/unknown-mails.ts";
import { unknownMails } from "#domain/mail/unknown-mails.ts";
import { decideMails } from "#office/mails/decide-mails.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import {
  messageTo,
  occurrence,
  plannedAt,
  queuedAt,
  schoolWith,
  studentNamed,
} from "../../functions/send-mail/april.fixture.ts";

const AT = "2027-04-01T15:00:00.000Z";
const [ada, bo] = [studentNamed("ada"), studentNamed("bo")];

/** A school that lost the answer to its opening mail. */
const unanswered = async () => {
  const school = await schoolWith([ada, bo]);
  school.mailer.trouble("answer lost after taking");
  await sendMail(school, messageTo([ada, bo]), queuedAt);
  return school;
};

let school: Awaited<ReturnType<typeof unanswered>>;
let queue: MemoryMailQueue;
const listed = async () => (await school.parts.ofOccurrence(occurrence)).flatMap(unknownMails);
const decide = async (decision: Decision, mails = listed()) =>
  decideMails(
    { program: school.program, parts: school.parts, students: school.people.enrolled, queue },
    await mails,
    decision,
    AT,
  );
const mailOf = async (key: string) => (await school.parts.get(occurrence, key))?.mails.open;

beforeEach(async () => {
  school = await unanswered();
  queue = memoryMailQueue();
});

describe("what a person decides of unknown mails", () => {
  test("sends them again at once, each once more", async () => {
    expect(await decide("send again")).toEqual({ decided: 2, meanwhile: 0 });
    const messages = queue.takeAll();
    expect(messages).toEqual([messageTo([ada, bo])]);
    const before = school.mailer.taken.length;
    for (const message of [...messages, ...messages]) await sendMail(school, message, AT);
    expect(school.mailer.taken.slice(before).map(({ to }) => to)).toEqual([ada.email, bo.email]);
    expect(await mailOf("ada")).toMatchObject({ state: "sent", attempt: 2 });
  });

  test("leaves them, and nothing goes out", async () => {
    expect(await decide("leave")).toEqual({ decided: 2, meanwhile: 0 });
    expect(queue.held).toEqual([]);
    expect(await mailOf("bo")).toMatchObject({ state: "left", at: AT });
  });

  test("says of how many evidence came meanwhile, and leaves those as they are", async () => {
    const before = await listed();
    const mail = { state: "delivered", plannedAt, attempt: 1, at: AT } as const;
    await school.parts.learn([{ part: { occurrence, student: "ada" }, wave: "open", mail }]);
    expect(await decide("send again", Promise.resolve(before))).toEqual({ decided: 1, meanwhile: 1 });
    expect(queue.held.map(({ people }) => people)).toEqual([[bo.schoolId]]);
    expect(await mailOf("ada")).toMatchObject({ state: "delivered" });
  });

  test("counts once when it is said twice", async () => {
    const before = await listed();
    await decide("send again", Promise.resolve(before));
    expect(await decide("send again", Promise.resolve(before))).toEqual({ decided: 0, meanwhile: 2 });
    expect(queue.held).toHaveLength(1);
  });

  test("writes nobody who has done the task since", async () => {
    await decide("send again");
    await school.parts.complete(occurrence, "ada", { id: "survey", at: AT });
    const before = school.mailer.taken.length;
    for (const message of queue.takeAll()) await sendMail(school, message, AT);
    expect(school.mailer.taken.slice(before).map(({ to }) => to)).toEqual([bo.email]);
  });
});
