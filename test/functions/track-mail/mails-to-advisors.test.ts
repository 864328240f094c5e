import { beforeEach, describe, expect, test } from "vitest";
import { advisorTags } from "#events/mail/office-tags.ts";
import { trackMails } from "../../../functions/track-mail/track-mail.ts";
import { schoolWith } from "../send-mail/april.fixture.ts";
import { bounceOf, byBus, byTopic, feedback } from "./feedback.fixture.ts";
import type { School } from "./mailed.fixture.ts";

const ID = "2027-04-23-abcDEF";
const AT = "2027-04-23T13:00:00.000Z";
const entries = [{ student: "ada", schoolId: "S-ada", occurrence: "retake-cim-survey@2027" }];

/** An event about the mail to an advisor, as SES lists its tags. */
const told = (type: string, detail: object = {}, program = "hms") => {
  const tags = Object.entries(advisorTags(program, ID)).map(([name, value]) => [name, [value]]);
  return feedback(type, { detail, tags: Object.fromEntries(tags), email: "mentor@example.edu" });
};
const bounce = () => told("Bounce", bounceOf("Permanent", "General", "5.1.1"));

let school: School;
const stands = () => school.escalations.get(ID);

beforeEach(async () => {
  school = await schoolWith([]);
  await school.escalations.claim({ id: ID, at: AT, to: "mentor@example.edu", state: "claimed", entries });
});

describe("a mail to an advisor", () => {
  test.each([
    ["Bounce", bounceOf("Transient", "MailboxFull", "5.2.2"), "bounced: Transient, MailboxFull, 5.2.2"],
    ["Complaint", { complaint: { complaintFeedbackType: "abuse" } }, "complaint: abuse"],
    ["Reject", {}, "SES rejected it after it was taken"],
  ])("has failed after %s, with the reason and with whom it names", async (type, detail, reason) => {
    await school.escalations.settle(ID, { state: "sent" });
    expect(await trackMails(school, byBus(told(type, detail)))).toMatchObject({ toAdvisors: 1, foreign: 0 });
    expect(await stands()).toMatchObject({ state: "failed", reason, entries, to: "mentor@example.edu" });
  });

  test.each(["Send", "Delivery", "DeliveryDelay"])("stands as it did after %s", async (type) => {
    await school.escalations.settle(ID, { state: "sent" });
    expect(await trackMails(school, byBus(told(type)))).toMatchObject({ toAdvisors: 0, foreign: 0, silent: 1 });
    expect(await stands()).toMatchObject({ state: "sent" });
  });

  test("fails once, however often and by whichever way it is told, and stays so", async () => {
    await school.escalations.settle(ID, { state: "unknown" });
    expect(await trackMails(school, [...byBus(bounce()), ...byTopic(bounce())])).toMatchObject({ toAdvisors: 1 });
    const before = await stands();
    const complaint = told("Complaint");
    expect(await trackMails(school, byTopic(bounce(), told("Delivery"), complaint))).toMatchObject({ toAdvisors: 0 });
    expect(await stands()).toEqual(before);
  });

  test.each([
    ["before", [told("Complaint"), bounce()]],
    ["after", [bounce(), told("Complaint")]],
  ])("keeps the complaint that stands in a batch %s a bounce", async (_, events) => {
    expect(await trackMails(school, byBus(...events))).toMatchObject({ toAdvisors: 1 });
    expect((await stands())?.reason).toBe("complaint: no type");
  });

  test("that failed before its sender heard from SES is not sent any more", async () => {
    await trackMails(school, byBus(bounce()));
    await school.escalations.settle(ID, { state: "sent" });
    expect(await stands()).toMatchObject({ state: "failed", reason: "bounced: Permanent, General, 5.1.1" });
  });

  test("of another program is foreign, and stops no student and no mailing", async () => {
    expect(await trackMails(school, byBus(told("Bounce", {}, "hms-exchange")))).toMatchObject({ foreign: 1 });
    expect(await stands()).toMatchObject({ state: "claimed" });
    expect(await trackMails(school, byBus(bounce()))).toMatchObject({ mails: {}, suppressed: 0, notTheirs: 0 });
    expect(await school.mailings.paused()).toEqual([]);
  });

  test("whose record is away brings its own messages back", async () => {
    const escalations = { ...school.escalations, fail: () => Promise.reject(new Error("away")) };
    const batch = [...byBus(bounce()), { id: "words", message: undefined }];
    const { failed, toAdvisors } = await trackMails({ ...school, escalations }, batch);
    expect([toAdvisors, failed.map(({ ids }) => ids)]).toEqual([0, [["m0"]]]);
  });
});
