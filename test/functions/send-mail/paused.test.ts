import { describe, expect, test } from "vitest";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { messageTo, occurrence, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

const [ada, ben] = [studentNamed("ada"), studentNamed("ben")];
const both = messageTo([ada, ben]);
const OPEN = { occurrence, wave: "open" };
const NIGHT = "2027-04-02T03:00:00.000Z";

const stateOf = async ({ parts }: Awaited<ReturnType<typeof schoolWith>>, student: string) =>
  (await parts.get(occurrence, student))?.mails.open;

describe("a mailing that is paused", () => {
  test("is held back also where its message is on the queue already, and can be sent once it goes on", async () => {
    const school = await schoolWith([ada, ben]);
    await school.mailings.pause(OPEN, { at: queuedAt, reason: "5 of 160 mails bounced" });
    expect(await sendMail(school, both, queuedAt)).toMatchObject({ sent: 0, paused: 2 });
    expect(school.mailer.taken).toEqual([]);
    expect(await stateOf(school, "ada")).toMatchObject({ state: "retry", reason: "its run was paused" });
    await school.mailings.resume(OPEN, { since: queuedAt, at: NIGHT });
    expect(await sendMail(school, both, queuedAt)).toMatchObject({ sent: 2, paused: 0 });
  });

  test("brings its message back, with nothing sent, where nobody can say whether it is", async () => {
    const school = await schoolWith([ada, ben]);
    const preflight = { check: () => Promise.reject(new Error("away")) };
    await expect(sendMail({ ...school, preflight }, both, queuedAt)).rejects.toThrow(
      "2 of 2 mails were not sent for now",
    );
    expect(school.mailer.taken).toEqual([]);
    expect(await stateOf(school, "ada")).toMatchObject({ state: "retry" });
  });
});

describe("a message that is not sent today", () => {
  test("claims nothing outside the hours of mails, and is done: the plan brings its mails up again", async () => {
    const school = await schoolWith([ada, ben]);
    const nothing = { sent: 0, rejected: 0, unsent: 0, declined: 0, paused: 0, ambiguous: 0 };
    expect(await sendMail(school, both, NIGHT)).toEqual({ ...nothing, left: 2 });
    expect(await stateOf(school, "ada")).toBeUndefined();
  });

  test("goes out on no weekend, whoever puts it on the queue then, unless its milestone is kept on its exact day", async () => {
    const saturday = "2027-04-03T14:00:00.000Z";
    const school = await schoolWith([ada, ben]);
    expect(await sendMail(school, both, saturday)).toMatchObject({ sent: 0, left: 2 });
    expect(await stateOf(school, "ada")).toBeUndefined();
    const milestones = school.program.milestones.map((milestone) => ({ ...milestone, exact: true }));
    const exact = { ...school, program: { ...school.program, milestones } };
    expect(await sendMail(exact, both, saturday)).toMatchObject({ sent: 2, left: 0 });
  });

  test("comes back while the day's quota is used up, claims nothing, and is left to the plan in the end", async () => {
    const school = await schoolWith([ada, ben]);
    school.account.limit({ ratePerSecond: 14, dailyQuota: 2 });
    school.account.count(1);
    await expect(sendMail(school, both, queuedAt)).rejects.toThrow("daily quota");
    expect(await stateOf(school, "ada")).toBeUndefined();
    expect(await sendMail(school, both, queuedAt, 9)).toMatchObject({ sent: 0, left: 2 });
  });

  test("does not fail for good where SES itself says that the day's quota is used up", async () => {
    const school = await schoolWith([ada, ben]);
    const mailer: typeof school.mailer = {
      ...school.mailer,
      send: async ({ recipients }) =>
        recipients.map(() => ({ kind: "unsent", reason: "ACCOUNT_DAILY_QUOTA_EXCEEDED" })),
    };
    await expect(sendMail({ ...school, mailer }, both, queuedAt)).rejects.toThrow("2 of 2");
    expect(await sendMail({ ...school, mailer }, both, queuedAt, 9)).toMatchObject({ unsent: 2 });
    expect(await stateOf(school, "ada")).toMatchObject({ state: "retry" });
  });
});
