import { describe, expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { SesFeedback } from "#events/mail/ses-feedback.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { trackMails } from "../../../functions/track-mail/track-mail.ts";
import { logOf } from "../log.fixture.ts";
import { messageTo, occurrence, plannedAt, queuedAt, schoolWith, studentNamed } from "../send-mail/april.fixture.ts";
import { bounceOf, byBus, byTopic, feedback, tagsOf } from "./feedback.fixture.ts";
import { ada, mailed, type School, stateOf, unanswered } from "./mailed.fixture.ts";

const track = (school: School, ...events: SesFeedback[]) => trackMails(school, byBus(...events));
const NOTHING = { mails: {}, suppressed: 0, notTheirs: 0, paused: 0, toAdvisors: 0, foreign: 0, silent: 0, failed: [] };

describe("what SES tells of a mail", () => {
  test("is recorded of that mail, with its number at SES", async () => {
    const school = await mailed();
    expect(await track(school, feedback("Delivery", {}))).toEqual({ ...NOTHING, mails: { moved: 1 } });
    const at = "2027-04-01T13:05:00.000Z";
    const delivered = { state: "delivered", plannedAt, attempt: 1, at, messageId: "m-1" };
    expect((await school.parts.get(occurrence, "ada"))?.mails.open).toEqual(delivered);
  });

  test("changes nothing when it is told again, or in the wrong order", async () => {
    const school = await mailed();
    await track(school, feedback("Delivery", {}));
    const before = await school.parts.get(occurrence, "ada");
    expect(await track(school, feedback("Delivery", {}))).toMatchObject({ mails: { known: 1 } });
    expect(await track(school, feedback("Send", {}))).toMatchObject({ mails: { behind: 1 } });
    expect(await school.parts.get(occurrence, "ada")).toEqual(before);
  });

  test("of an older attempt, of an unknown mail or of none of ours is counted and has no effect", async () => {
    const school = await mailed();
    const foreign = feedback("Delivery", { tags: { "ses:configuration-set": ["matchward-dev"] } });
    const later = feedback("Delivery", { tags: tagsOf("ada", 2) });
    const nobodys = feedback("Delivery", { tags: tagsOf("nobody") });
    const tried = { id: "words", message: undefined };
    const batch = [...byBus(later, nobodys, foreign, feedback("Open", {})), tried];
    expect(await trackMails(school, batch)).toEqual({ ...NOTHING, mails: { unknown: 2 }, foreign: 1, silent: 2 });
    expect(await stateOf(school)).toBe("sent");
    expect(await school.parts.ofOccurrence(occurrence)).toHaveLength(1);
  });

  test.each([
    { program: ["hms-exchange"] },
    { program: [] },
    { wave: ["nonsense"] },
    { attempt: ["0"] },
    { attempt: ["1", "2"] },
    { planned: ["soon"] },
    { year: ["27"] },
  ])("with tags that are none of ours is foreign: %j", async (tags) => {
    const tracked = await track(await mailed(), feedback("Send", { tags: { ...tagsOf("ada"), ...tags } }));
    expect(tracked).toEqual({ ...NOTHING, foreign: 1 });
  });
});

describe("a mail of which nobody knows whether it went out", () => {
  test.each(["Delivery", "DeliveryDelay"])("is settled by the bus alone: %s", async (eventType) => {
    const school = await unanswered();
    await trackMails(school, byBus(feedback(eventType, {})));
    expect(await stateOf(school)).toBe(eventType === "Delivery" ? "delivered" : "sent");
  });

  test("is settled by the topic alone", async () => {
    const school = await unanswered();
    await trackMails(school, byTopic(feedback("Send", {})));
    expect(await stateOf(school)).toBe("sent");
  });

  test.each([
    ["the bus", byBus],
    ["the topic", byTopic],
  ])("is settled by %s alone where it failed", async (_, by) => {
    const school = await unanswered();
    const log = await logOf(() => trackMails(school, by(feedback("Reject", {}))));
    expect(await stateOf(school)).toBe("rejected");
    expect(JSON.parse(log)).toMatchObject({
      message: "mails rejected",
      mails: 1,
      reasons: ["SES rejected it after it was taken"],
    });
  });

  test.each([
    ["the bus", byBus],
    ["the topic", byTopic],
  ])("is settled by %s alone where its sender died before it could settle it", async (_, by) => {
    const school = await unanswered();
    const { send } = school.mailer;
    const dying = {
      ...school,
      mailer: {
        ...school.mailer,
        send: async (mails: Parameters<typeof send>[0]) => {
          await send(mails);
          throw new Error("died");
        },
      },
    };
    await sendMail(dying, { ...messageTo([ada]), wave: "remind-1" }, queuedAt).catch(() => undefined);
    const tags = { ...tagsOf("ada"), wave: ["remind-1"] };
    await trackMails(school, by(feedback("Bounce", { tags })));
    expect(await stateOf(school, "remind-1")).toBe("bounced");
  });

  test("is settled once where both tell the same, in one batch or one after the other", async () => {
    const [together, apart] = [await unanswered(), await unanswered()];
    const bounce = feedback("Bounce", { detail: { bounce: { timestamp: "2027-04-01T13:04:00.000Z" } } });
    expect(await trackMails(together, [...byBus(bounce), ...byTopic(bounce)])).toMatchObject({ mails: { moved: 1 } });
    expect(await trackMails(apart, byTopic(bounce))).toMatchObject({ mails: { moved: 1 } });
    expect(await trackMails(apart, byBus(bounce))).toMatchObject({ mails: { known: 1 } });
    expect(await apart.parts.get(occurrence, "ada")).toEqual(await together.parts.get(occurrence, "ada"));
  });
});

test("a batch is one write for each group of classmates, however much it tells of how many", async () => {
  const students = ["one-group-", "another---"].flatMap((group) =>
    Array.from({ length: 20 }, (_, nth) => studentNamed(`${group}${nth}`)),
  );
  const written: string[] = [];
  const school = { ...(await schoolWith([])), ...memoryRecords({ group: (_, { group }) => void written.push(group) }) };
  for (const student of students) await school.people.save(student);
  await sendMail(school, messageTo(students), queuedAt);
  written.length = 0;
  const tags = students.map(({ person }) => tagsOf(person));
  const sent = tags.map((of) => feedback("Send", { tags: of }));
  const delivered = tags.map((of) => feedback("Delivery", { tags: of }));
  expect(await trackMails(school, [...byTopic(...sent), ...byBus(...delivered)])).toMatchObject({
    mails: { moved: 40 },
  });
  expect(written.toSorted()).toEqual(["anothe", "one-gr"]);
});

describe("a batch of which a part fails", () => {
  test("brings back the messages of that part, and records the others", async () => {
    const school = await mailed();
    // As the records do where the write of one group fails.
    const learn: typeof school.parts.learn = async (news) => {
      const learnt = await school.parts.learn(news.filter(({ part }) => part.student !== "bob"));
      return news.map(({ part }) => (part.student === "bob" ? "failed" : (learnt.shift() ?? "failed")));
    };
    const about = (student: string) => feedback("Delivery", { tags: tagsOf(student) });
    const tracked = await trackMails(
      { ...school, parts: { ...school.parts, learn } },
      byBus(about("bob"), about("ada"), feedback("Send", { tags: tagsOf("bob") })),
    );
    expect(tracked.mails).toEqual({ moved: 1 });
    expect(tracked.failed).toMatchObject([{ ids: ["m0", "m2"] }]);
    expect(String(tracked.failed[0]?.error)).toBe(
      "MailsNotRecorded: 1 mails of retake-cim-survey@2027 were not recorded.",
    );
    expect(await stateOf(school)).toBe("delivered");
  });
});

test("of mails that arrived or came back the log tells no refusal", async () => {
  const school = await mailed();
  const told = [feedback("Delivery", {}), feedback("Bounce", { detail: bounceOf("Permanent", "General") })];
  expect(await logOf(() => track(school, ...told))).not.toContain("mails rejected");
});

test("records are not asked where a batch tells nothing of a mail", async () => {
  const school = await mailed();
  const learn = () => Promise.reject(new Error("asked"));
  const tracked = await trackMails({ ...school, parts: { ...school.parts, learn } }, byBus(feedback("Open", {})));
  expect(tracked).toEqual({ ...NOTHING, silent: 1 });
});

describe("a run of which too many mails bounce", () => {
  const class30 = Array.from({ length: 30 }, (_, nth) => studentNamed(`c${nth}`));
  const detail = bounceOf("Permanent", "General", "5.1.1");
  const bounces = class30.map(({ person, email }) => feedback("Bounce", { detail, tags: tagsOf(person), email }));

  test("is paused at the fifth, and the rest of it is held back", async () => {
    const school = await mailed(class30);
    expect(await track(school, ...bounces.slice(0, 4))).toMatchObject({ paused: 0 });
    expect(await track(school, ...bounces.slice(4, 6))).toMatchObject({ paused: 1 });
    expect(await track(school, ...bounces.slice(6, 8))).toMatchObject({ paused: 0 });
    expect(await school.mailings.paused()).toMatchObject([
      { occurrence, wave: "open", paused: { reason: "6 of 30 mails bounced" } },
    ]);
    await school.people.save(ada);
    expect(await sendMail(school, messageTo([ada]), queuedAt)).toMatchObject({ sent: 0, paused: 1 });
  });

  test("is paused for complaints too, and looked at for nothing else", async () => {
    const school = await mailed(class30);
    const asked: string[] = [];
    const asOfNow: typeof school.parts.asOfNow = (of) => {
      asked.push(of);
      return school.parts.asOfNow(of);
    };
    const watched = { ...school, parts: { ...school.parts, asOfNow } };
    const of = (type: string) => class30.map(({ person, email }) => feedback(type, { tags: tagsOf(person), email }));
    await track(watched, ...of("Delivery"));
    expect(asked).toEqual([]);
    const log = await logOf(() => track(watched, ...of("Complaint").slice(0, 5)));
    const said = { message: "mailing paused", occurrence, wave: "open", reason: "5 of 30 mails complained" };
    expect(JSON.parse(log)).toMatchObject(said);
    expect(asked).toEqual([occurrence]);
  });

  test("brings the news back that nobody could look at, so that it is looked at again", async () => {
    const school = await mailed(class30);
    const mailings = { ...school.mailings, get: () => Promise.reject(new Error("away")) };
    const tracked = await trackMails({ ...school, mailings }, byBus(...bounces.slice(0, 5)));
    expect(tracked.failed.flatMap(({ ids }) => ids)).toEqual(["m0", "m1", "m2", "m3", "m4"]);
    expect(await track(school, ...bounces.slice(0, 5))).toMatchObject({ mails: { known: 5 }, paused: 1 });
  });
});
