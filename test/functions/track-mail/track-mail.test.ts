import { describe, expect, test } from "vitest";
import type { Student } from "#domain/student.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { isUsual, trackMail } from "../../../functions/track-mail/track-mail.ts";
import { messageTo, occurrence, plannedAt, queuedAt, schoolWith, studentNamed } from "../send-mail/april.fixture.ts";
import { bounceOf, feedback, tagsOf } from "./feedback.fixture.ts";

const ada = studentNamed("ada");
const HARD = { detail: bounceOf("Permanent", "General", "5.1.1") };
const MAY_FIRST = { ...messageTo([ada]), wave: "remind-1" as const, plannedAt: "2027-04-08T13:00:00.000Z" };

/** A school whose opening mail went out to those students. */
const mailed = async (students: readonly Student[] = [ada]) => {
  const school = await schoolWith(students);
  await sendMail(school, messageTo(students), queuedAt);
  return school;
};
type School = Awaited<ReturnType<typeof mailed>>;
const stateOf = async ({ parts }: School, wave = "open") => (await parts.get(occurrence, "ada"))?.mails[wave]?.state;
const addressOf = async ({ roster }: School) => (await roster.some([ada.studentId]))[0]?.address;

describe("what SES tells of a mail", () => {
  test("is recorded of that mail, with its number at SES, and is as usual", async () => {
    const school = await mailed();
    const tracked = await trackMail(school, feedback("Delivery", {}));
    expect(tracked).toEqual({ kind: "moved", occurrence, wave: "open" });
    expect(isUsual(tracked)).toBe(true);
    const at = "2027-04-01T13:05:00.000Z";
    const delivered = { state: "delivered", plannedAt, attempt: 1, at, messageId: "m-1" };
    expect((await school.parts.get(occurrence, "ada"))?.mails.open).toEqual(delivered);
  });

  test("changes nothing when it is told again, or in the wrong order", async () => {
    const school = await mailed();
    await trackMail(school, feedback("Delivery", {}));
    const before = await school.parts.get(occurrence, "ada");
    expect(await trackMail(school, feedback("Delivery", {}))).toMatchObject({ kind: "known" });
    expect(await trackMail(school, feedback("Send", {}))).toMatchObject({ kind: "behind" });
    expect(await school.parts.get(occurrence, "ada")).toEqual(before);
  });

  test.each(["Send", "Delivery", "DeliveryDelay"])("settles an ambiguous mail as gone out: %s", async (eventType) => {
    const school = await schoolWith([ada]);
    school.mailer.trouble("answer lost after taking");
    await sendMail(school, messageTo([ada]), queuedAt);
    expect(await stateOf(school)).toBe("ambiguous");
    await trackMail(school, feedback(eventType, {}));
    expect(await stateOf(school)).toBe(eventType === "Delivery" ? "delivered" : "sent");
  });

  test("of an older attempt, of an unknown mail or of none of ours has a name and no effect", async () => {
    const school = await mailed();
    const foreign = feedback("Delivery", { tags: { "ses:configuration-set": ["matchward-dev"] } });
    expect(await trackMail(school, feedback("Delivery", { tags: tagsOf("ada", 2) }))).toMatchObject({
      kind: "unknown",
    });
    expect(await trackMail(school, feedback("Delivery", { tags: tagsOf("nobody") }))).toMatchObject({
      kind: "unknown",
    });
    expect(await trackMail(school, foreign)).toEqual({ kind: "foreign" });
    expect(await trackMail(school, feedback("Open", {}))).toEqual({ kind: "silent" });
    expect(await stateOf(school)).toBe("sent");
    expect(await school.parts.ofOccurrence(occurrence)).toHaveLength(1);
  });

  test.each([
    { wave: ["nonsense"] },
    { attempt: ["0"] },
    { attempt: ["1", "2"] },
    { planned: ["soon"] },
    { year: ["27"] },
  ])("with tags that are none of ours is foreign: %j", async (tags) => {
    const tracked = await trackMail(await mailed(), feedback("Send", { tags: { ...tagsOf("ada"), ...tags } }));
    expect(tracked).toEqual({ kind: "foreign" });
  });
});

describe("an address that failed", () => {
  test("is marked, and holds back what its student is mailed about now", async () => {
    const school = await mailed();
    const tracked = await trackMail(school, feedback("Bounce", HARD));
    expect(tracked).toMatchObject({ kind: "moved", address: "suppressed" });
    expect(isUsual(tracked)).toBe(false);
    const at = "2027-04-01T13:05:00.000Z";
    expect(await addressOf(school)).toEqual({ state: "bounced", at, email: ada.email });
    expect(await school.parts.get(occurrence, "ada")).toMatchObject({
      mails: { open: { state: "bounced", reason: "bounced: Permanent, General, 5.1.1" } },
      stops: { suppressed: at },
    });
    await sendMail(school, MAY_FIRST, MAY_FIRST.plannedAt);
    expect(await stateOf(school, "remind-1")).toBeUndefined();
  });

  test("is marked by a second run, where the first died after the mail was recorded", async () => {
    const school = await mailed();
    const dies = async () => {
      throw new Error("died");
    };
    const dying = { ...school, roster: { ...school.roster, markAddress: dies } };
    await expect(trackMail(dying, feedback("Bounce", HARD))).rejects.toThrow("died");
    expect(await trackMail(school, feedback("Bounce", HARD))).toMatchObject({ kind: "known", address: "suppressed" });
    expect((await school.parts.get(occurrence, "ada"))?.stops).toBeDefined();
  });

  test("that was corrected meanwhile does not count against the new one", async () => {
    const school = await mailed();
    await school.roster.save({ ...ada, email: "new@students.example" });
    expect(await trackMail(school, feedback("Bounce", HARD))).toMatchObject({ kind: "moved", address: "not theirs" });
    expect(await addressOf(school)).toBeUndefined();
    expect(await school.parts.get(occurrence, "ada")).not.toHaveProperty("stops");
  });

  test("is not marked for a bounce that may pass", async () => {
    const school = await mailed();
    await trackMail(school, feedback("Bounce", { detail: bounceOf("Transient", "MailboxFull", "5.2.2") }));
    expect(await stateOf(school)).toBe("bounced");
    expect(await addressOf(school)).toBeUndefined();
  });

  test("gets no new mail, and makes no part where none was", async () => {
    const school = await mailed();
    await trackMail(school, feedback("Complaint", {}));
    expect(await school.parts.ofOccurrence(occurrence)).toHaveLength(1);
    const next = await schoolWith([{ ...ada }]);
    await next.roster.markAddress(ada.studentId, { state: "complained", at: plannedAt, email: ada.email });
    await sendMail(next, messageTo([ada]), queuedAt);
    expect(next.mailer.taken).toEqual([]);
    expect(await next.parts.get(occurrence, "ada")).toMatchObject({ mails: {}, stops: { suppressed: queuedAt } });
  });
});
