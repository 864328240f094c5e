import { describe, expect, test, vi } from "vitest";
import type { SesFeedback } from "#events/mail/ses-feedback.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { readFeedback } from "../../../functions/track-mail/read-feedback.ts";
import { trackMails } from "../../../functions/track-mail/track-mail.ts";
import { messageTo, occurrence, plannedAt, queuedAt, schoolWith, studentNamed } from "../send-mail/april.fixture.ts";
import { bounceOf, byBus, byTopic, feedback, tagsOf } from "./feedback.fixture.ts";
import { ada, mailed, type School, stateOf } from "./mailed.fixture.ts";

const HARD = { detail: bounceOf("Permanent", "General", "5.1.1") };
const MAY_FIRST = { ...messageTo([ada]), wave: "remind-1" as const, plannedAt: "2027-04-08T13:00:00.000Z" };
const bob = studentNamed("bob");
const hardOf = (student: string) =>
  feedback("Bounce", { ...HARD, tags: tagsOf(student), email: `${student}@students.example` });
const track = (school: School, ...events: SesFeedback[]) => trackMails(school, byBus(...events));
const addressOf = async ({ people }: School, { schoolId } = ada) => (await people.some([schoolId]))[0]?.address;

describe("an address that failed", () => {
  test("is marked, and holds back what its student is mailed about now", async () => {
    const school = await mailed();
    expect(await track(school, feedback("Bounce", HARD))).toMatchObject({ mails: { moved: 1 }, suppressed: 1 });
    const at = "2027-04-01T13:05:00.000Z";
    expect(await addressOf(school)).toEqual({ state: "bounced", at, email: ada.email });
    expect(await school.parts.get(occurrence, "ada")).toMatchObject({
      mails: { open: { state: "bounced", reason: "bounced: Permanent, General, 5.1.1" } },
      stops: { suppressed: at },
    });
    await sendMail(school, MAY_FIRST, MAY_FIRST.plannedAt);
    expect(await stateOf(school, "remind-1")).toBeUndefined();
  });

  test("is marked once for all that a batch tells of it, and the roster is read once for all students", async () => {
    const school = await mailed([ada, bob]);
    const enrolled = vi.fn(school.people.enrolled);
    const markAddress = vi.fn(school.people.markAddress);
    const told = feedback("Bounce", HARD);
    const batch = [...byBus(told, hardOf("bob"), feedback("Complaint", {})), ...byTopic(told)];
    const tracked = await trackMails({ ...school, people: { ...school.people, enrolled, markAddress } }, batch);
    expect(tracked).toMatchObject({ suppressed: 2, failed: [] });
    expect(enrolled).toHaveBeenCalledTimes(1);
    // Each once to mark it, and once to see whether it was corrected meanwhile.
    expect(markAddress).toHaveBeenCalledTimes(4);
    expect(await addressOf(school)).toMatchObject({ state: "complained" });
    expect(await addressOf(school, bob)).toMatchObject({ state: "bounced" });
  });

  test("is not looked for in the roster where none failed", async () => {
    const school = await mailed();
    const enrolled = vi.fn(school.people.enrolled);
    await trackMails({ ...school, people: { ...school.people, enrolled } }, byBus(feedback("Delivery", {})));
    expect(enrolled).not.toHaveBeenCalled();
  });

  test("is marked by a second run, where the first died after the mail was recorded; others are not told again", async () => {
    const school = await mailed([ada, bob]);
    const markAddress: typeof school.people.markAddress = (id, news) =>
      id === ada.schoolId ? Promise.reject(new Error("died")) : school.people.markAddress(id, news);
    const dying = { ...school, people: { ...school.people, markAddress } };
    const tracked = await trackMails(dying, byBus(feedback("Bounce", HARD), hardOf("bob")));
    expect(tracked).toMatchObject({ mails: { moved: 2 }, suppressed: 1, failed: [{ ids: ["m0"] }] });
    expect(await track(school, feedback("Bounce", HARD))).toMatchObject({ mails: { known: 1 }, suppressed: 1 });
    expect((await school.parts.get(occurrence, "ada"))?.stops).toBeDefined();
  });

  test("is told again, of every student, where the roster cannot be read", async () => {
    const school = await mailed([ada, bob]);
    const roster = { ...school.people, enrolled: () => Promise.reject(new Error("away")) };
    const batch = byBus(feedback("Bounce", HARD), feedback("Send", {}), hardOf("bob"));
    const tracked = await trackMails({ ...school, people: roster }, batch);
    expect(tracked).toMatchObject({ mails: { moved: 2 }, failed: [{ ids: ["m0", "m2"] }] });
  });

  test("that was corrected meanwhile does not count against the new one", async () => {
    const school = await mailed();
    await school.people.save({ ...ada, email: "new@students.example" });
    expect(await track(school, feedback("Bounce", HARD))).toMatchObject({ mails: { moved: 1 }, notTheirs: 1 });
    expect(await addressOf(school)).toBeUndefined();
    expect(await school.parts.get(occurrence, "ada")).not.toHaveProperty("stops");
  });

  test("before it was known to fail gets its mail sent to the new one, however often it is told", async () => {
    const school = await mailed();
    await school.people.save({ ...ada, email: "new@students.example" });
    await track(school, feedback("Bounce", HARD));
    expect((await school.parts.get(occurrence, "ada"))?.mails.open).toMatchObject({ state: "retry", attempt: 2 });
    await sendMail(school, messageTo([ada]), "2027-04-02T13:00:00.000Z");
    expect(school.mailer.taken.at(-1)?.to).toBe("new@students.example");
    await track(school, feedback("Bounce", HARD));
    expect((await school.parts.get(occurrence, "ada"))?.mails.open).toMatchObject({ state: "sent", attempt: 3 });
  });

  test("that SES spells otherwise than the roster is no corrected one: its mail does not go out again", async () => {
    const school = await mailed();
    const email = "<Ada@Students.Example>";
    expect(await track(school, feedback("Bounce", { ...HARD, email }))).toMatchObject({ suppressed: 1, notTheirs: 0 });
    expect(await stateOf(school)).toBe("bounced");
    expect(await addressOf(school)).toMatchObject({ state: "bounced", email: ada.email });
  });

  test("is told when its mail is of no use any more, which stays as it is", async () => {
    const school = await mailed();
    await school.people.save({ ...ada, email: "new@students.example" });
    const message = readFeedback(JSON.stringify(feedback("Bounce", HARD)), "2027-05-03T13:00:00.000Z");
    await trackMails(school, [{ id: "m0", message }]);
    expect((await school.parts.get(occurrence, "ada"))?.mails.open).toMatchObject({ state: "bounced", attempt: 1 });
  });

  test("is told again, and what bounced from the new one since is left alone", async () => {
    const school = await mailed();
    await school.people.save({ ...ada, email: "new@students.example" });
    await track(school, feedback("Bounce", HARD));
    await sendMail(school, messageTo([ada]), "2027-04-02T13:00:00.000Z");
    const full = { state: "bounced", plannedAt, attempt: 3, at: "2027-04-02T13:05:00.000Z" } as const;
    await school.parts.learn([{ part: { occurrence, student: "ada" }, wave: "open", mail: full }]);
    await track(school, feedback("Bounce", HARD));
    expect((await school.parts.get(occurrence, "ada"))?.mails.open).toMatchObject({ state: "bounced", attempt: 3 });
  });

  test("for now is remembered until it is corrected, but holds nobody back", async () => {
    const school = await mailed();
    const full = feedback("Bounce", { detail: bounceOf("Transient", "MailboxFull", "5.2.2") });
    expect(await track(school, full)).toMatchObject({ suppressed: 0, notTheirs: 0, failed: [] });
    expect(await stateOf(school)).toBe("bounced");
    expect(await addressOf(school)).toMatchObject({ state: "returned", email: ada.email });
    await sendMail(school, MAY_FIRST, MAY_FIRST.plannedAt);
    expect(await stateOf(school, "remind-1")).toBe("sent");
  });

  test("gets no new mail, and makes no part where none was", async () => {
    const school = await mailed();
    await track(school, feedback("Complaint", {}));
    expect(await school.parts.ofOccurrence(occurrence)).toHaveLength(1);
    const next = await schoolWith([{ ...ada }]);
    await next.people.markAddress(ada.schoolId, { state: "complained", at: plannedAt, email: ada.email });
    await sendMail(next, messageTo([ada]), queuedAt);
    expect(next.mailer.taken).toEqual([]);
    expect(await next.parts.get(occurrence, "ada")).toMatchObject({ mails: {}, stops: { suppressed: queuedAt } });
  });
});
