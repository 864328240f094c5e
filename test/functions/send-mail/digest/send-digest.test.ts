import { describe, expect, test } from "vitest";
import { memoryPace, movingClock } from "#adapters/pace/memory-pace.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { retryAddress } from "#office/people/retry-address.ts";
import { sendMail } from "../../../../functions/send-mail/send-mail.ts";
import { trackMails } from "../../../../functions/track-mail/track-mail.ts";
import { session } from "../../../domain/sessions/session.fixture.ts";
import { bounceOf, byBus, feedback } from "../../track-mail/feedback.fixture.ts";
import { messageTo, queuedAt as onThursday, schoolWith, studentNamed } from "../april.fixture.ts";

const [ada, ben] = [studentNamed("ada"), studentNamed("ben")];
const FRIDAY = "2027-04-16T13:00:00.000Z";
const queuedAt = "2027-04-16T13:00:04.000Z";
const [ROAD, SURVEY] = ["road-to-residency-2@2027", "retake-cim-survey@2027"];
const briefs = {
  "road-to-residency-2": {
    line: "Look at {{text.graduationYear}}.",
    label: "See & plan",
    url: "https://a.example/?x=1&y",
  },
  "retake-cim-survey-reminder": { line: "It is due by {{text.closesOn}}.", label: "I have taken it" },
};

const classOf2028 = (key: string) => studentNamed(key, { anchors: { matriculation: 2025, graduation: 2028 } });
const students = [classOf2028("ada"), classOf2028("ben")];
const message = messageTo([ada, ben], {
  ...{ occurrence: ROAD, wave: "open", plannedAt: FRIDAY },
  digest: [{ occurrence: SURVEY, wave: "remind-1", plannedAt: FRIDAY }],
});

const aSchool = async () => {
  const school = await schoolWith(students);
  const program = { ...school.program, briefs };
  const needs = { ...school, program };
  await sendMail(needs, messageTo([ada, ben], { occurrence: SURVEY }), onThursday);
  return needs;
};

const statesOf = async ({ parts }: Awaited<ReturnType<typeof aSchool>>, student: string) => {
  const [road, survey] = [await parts.get(ROAD, student), await parts.get(SURVEY, student)];
  return [road?.mails.open?.state, survey?.mails["remind-1"]?.state];
};

const digestsIn = ({ mailer }: Awaited<ReturnType<typeof aSchool>>) =>
  mailer.taken.filter(({ template }) => template === "weekly_digest");

describe("the message of a digest", () => {
  test("makes one mail of several things for each student, and each of them counts as sent by it", async () => {
    const school = await aSchool();
    expect(await sendMail(school, message, queuedAt)).toMatchObject({ sent: 2, left: 0 });
    const [first] = digestsIn(school);
    expect(digestsIn(school)).toHaveLength(2);
    expect(first?.values.text).toMatchObject({ things: "two things", firstName: "ada" });
    expect(first?.values.text.items).toMatch(
      /^retake-cim-survey\nIt is due by Friday, April 30\.\nI have taken it: https:\S+\n/,
    );
    expect(first?.values.html.items).toContain('href="https://a.example/?x=1&amp;y"');
    expect(first?.values.html.items).toContain("See &amp; plan");
    expect(first?.headers).toHaveProperty("List-Unsubscribe");
    expect(readMailTags(first?.tags ?? {})).toMatchObject({ occurrence: ROAD, wave: "open", student: "ada" });
    expect(await statesOf(school, "ada")).toEqual(["sent", "sent"]);
    const part = await school.parts.get(SURVEY, "ada");
    expect(part?.mails["remind-1"]?.messageId).toBe(first?.messageId);
  });

  test("sends nothing more when it comes twice", async () => {
    const school = await aSchool();
    await sendMail(school, message, queuedAt);
    await sendMail(school, message, queuedAt);
    expect(digestsIn(school)).toHaveLength(2);
  });

  test("leaves out what a student has done since it was planned, and tells the others all", async () => {
    const school = await aSchool();
    await school.parts.complete(SURVEY, "ada", { id: "survey", at: queuedAt });
    await sendMail(school, message, queuedAt);
    expect(digestsIn(school).map(({ values }) => values.text.things)).toEqual(["one thing", "two things"]);
    expect(await statesOf(school, "ada")).toEqual(["sent", undefined]);
  });

  test("leaves out what is paused or declined; it can still go out later", async () => {
    const school = await aSchool();
    await school.mailings.pause({ occurrence: ROAD, wave: "open" }, { at: queuedAt, reason: "a slip in it" });
    await school.choices.decline("ada", "nudges", queuedAt);
    expect(await sendMail(school, message, queuedAt)).toMatchObject({ sent: 1, paused: 1 });
    expect(digestsIn(school).map(({ to }) => to)).toEqual([students[1]?.email]);
    expect(await statesOf(school, "ada")).toEqual(["retry", "retry"]);
    expect(await statesOf(school, "ben")).toEqual(["retry", "sent"]);
  });

  test("leaves each thing to be planned again where SES did not take the mail", async () => {
    const school = await aSchool();
    school.mailer.trouble("throttled", "throttled", "throttled", "throttled");
    await expect(sendMail(school, message, queuedAt)).rejects.toThrow("2 of 2 mails were not sent for now");
    expect(await statesOf(school, "ben")).toEqual(["retry", "retry"]);
    expect(await sendMail(school, message, queuedAt, 2)).toMatchObject({ sent: 2 });
    expect(digestsIn(school)).toHaveLength(2);
  });
});

describe("what SES tells of a digest", () => {
  const bounce = async (school: Awaited<ReturnType<typeof aSchool>>, nth: number) => {
    const { tags = {}, to = "" } = digestsIn(school)[nth] ?? {};
    const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const told = { tags: listed, email: to, detail: bounceOf("Permanent", "General", "5.1.1"), time: LATER };
    return trackMails(school, byBus(feedback("Bounce", told)));
  };
  const LATER = "2027-04-16T13:05:00Z";

  test("stands with each thing in it, and a second try is of all of them, once", async () => {
    const school = await aSchool();
    await sendMail(school, message, queuedAt);
    expect(await bounce(school, 0)).toMatchObject({ mails: { moved: 2 }, suppressed: 1, failed: [] });
    expect(await bounce(school, 0)).toMatchObject({ mails: { known: 2 }, failed: [] });
    expect([await statesOf(school, "ada"), await statesOf(school, "ben")]).toEqual([
      ["bounced", "bounced"],
      ["sent", "sent"],
    ]);
    const suppressionList = { forget: () => Promise.resolve() };
    const needs = { ...school, suppressionList };
    for (const _ of [1, 2]) await retryAddress(needs, classOf2028("ada"), "2027-04-16T14:00:00.000Z");
    expect(await statesOf(school, "ada")).toEqual(["retry", "retry"]);
    const again = { ...message, people: ["S-ada"] };
    expect(await sendMail(school, again, "2027-04-16T15:00:00.000Z")).toMatchObject({ sent: 1 });
    await sendMail(school, again, "2027-04-16T15:00:00.000Z");
    expect(digestsIn(school).filter(({ tags }) => tags.student === "ada")).toHaveLength(2);
    expect(await bounce(school, 0)).toMatchObject({ mails: { older: 2 } });
  });
});

describe("a digest with a session's invitation", () => {
  const on = (startsAt: string, endsAt: string) => session({ item: "road-to-residency-2", startsAt, endsAt });
  const [given] = takeIn(
    [],
    [{ session: on("2027-04-28T21:30:00.000Z", "2027-04-28T23:00:00.000Z"), kept: [] }],
    FRIDAY,
  );
  const digest = messageTo([ada, ben], {
    ...{ occurrence: SURVEY, wave: "remind-1", plannedAt: FRIDAY },
    digest: [{ occurrence: "session:rtr1", wave: "open", plannedAt: FRIDAY, subject: "session" }],
  });

  test("says when it is, and leads to the guest's own page; who was told by it gets what changes afterwards", async () => {
    const school = await aSchool();
    if (given !== undefined) await school.sessions.save({ ...given, place: "TMEC 227", rsvp: "required" }, undefined);
    expect(await sendMail(school, digest, queuedAt)).toMatchObject({ sent: 2, left: 0 });
    const [first] = digestsIn(school);
    expect(first?.values.text.titles).toBe("Road to Residency I; retake-cim-survey");
    const items = first?.values.text.items?.replaceAll("\n", " ");
    expect(items).toContain("April 28, 2027, 5:30 to 7:00 PM (Eastern), TMEC 227. Seats depend on it: please say");
    expect(items).toContain("Say whether you come: https://careers.school.example/g/");
    const { mails } = (await school.parts.get("session:rtr1", "ada")) ?? {};
    expect(mails?.open).toMatchObject({ state: "sent", tells: 0, messageId: first?.messageId });
    const before = await school.sessions.get("rtr1");
    const moved = on("2027-04-29T21:30:00.000Z", "2027-04-29T23:00:00.000Z");
    const [after] = takeIn(before ? [before] : [], [{ session: moved, kept: [] }], queuedAt);
    if (after !== undefined) await school.sessions.save(after, before);
    const correction = { occurrence: "session:rtr1", wave: "moved-1", subject: "session" };
    expect(await sendMail(school, messageTo([ada, ben], correction), queuedAt)).toMatchObject({ sent: 2 });
  });
});

describe("a digest of which a session changed between the morning and its sending", () => {
  const meeting = { startsAt: "2027-04-28T21:30:00.000Z", endsAt: "2027-04-28T23:00:00.000Z" };
  const survey = { occurrence: SURVEY, wave: "remind-1", plannedAt: FRIDAY };
  const talk = { occurrence: "session:rtr1", wave: "open", plannedAt: FRIDAY, subject: "session" as const };
  const surveyFirst = messageTo([ada, ben], { ...survey, digest: [talk] });
  const talkFirst = messageTo([ada, ben], { ...talk, digest: [{ ...survey, subject: "occurrence" as const }] });

  const changed = async (...changes: object[]) => {
    const school = await aSchool();
    for (const [nth, change] of [{}, ...changes].entries()) {
      const before = await school.sessions.get("rtr1");
      const given = session({ item: "road-to-residency-2", ...meeting, ...change });
      const at = `2027-04-${15 + nth}T12:00:00.000Z`;
      const [after] = takeIn(before ? [before] : [], [{ session: given, kept: [] }], at);
      if (after !== undefined) await school.sessions.save(after, before);
    }
    return school;
  };
  const titlesOf = (school: Awaited<ReturnType<typeof changed>>) =>
    digestsIn(school).map(({ values }) => values.text.titles);

  test.each([
    ["was cancelled", { status: "cancelled" as const }],
    ["has begun", { startsAt: "2027-04-16T12:00:00.000Z" }],
    [
      "is on a day on which it is not for them",
      { startsAt: "2028-10-28T21:30:00.000Z", endsAt: "2028-10-28T23:00:00.000Z" },
    ],
  ])("leaves it out where it %s, and tells the rest, also where the session stood first", async (_, change) => {
    for (const message of [surveyFirst, talkFirst]) {
      const school = await changed(change);
      expect(await sendMail(school, message, queuedAt)).toMatchObject({ sent: 2, left: 0 });
      expect(titlesOf(school)).toEqual([SURVEY, SURVEY].map(() => "retake-cim-survey"));
      const open = (await school.parts.get("session:rtr1", "ada"))?.mails.open;
      expect(open?.state ?? "free").toMatch(/^(free|missed)$/);
    }
  });

  test("goes to nobody of whom nothing is left in it", async () => {
    const school = await changed({ status: "cancelled" });
    await school.parts.complete(SURVEY, "ada", { id: "survey", at: queuedAt });
    expect(await sendMail(school, talkFirst, queuedAt)).toMatchObject({ sent: 1, left: 0 });
    expect(digestsIn(school).map(({ to }) => to)).toEqual([ben.email]);
  });

  test("tells it as it stands then where it moved, and whoever got it hears of no move that it told", async () => {
    const school = await changed({ startsAt: "2027-04-29T21:30:00.000Z", endsAt: "2027-04-29T23:00:00.000Z" });
    expect(await sendMail(school, talkFirst, queuedAt)).toMatchObject({ sent: 2 });
    expect(digestsIn(school)[0]?.values.text.items).toContain("April 29, 2027");
    const { mails } = (await school.parts.get("session:rtr1", "ada")) ?? {};
    expect(mails?.open).toMatchObject({ state: "sent", tells: 1 });
    const moved = messageTo([ada, ben], { occurrence: "session:rtr1", wave: "moved-1", subject: "session" });
    expect(await sendMail(school, moved, queuedAt)).toMatchObject({ sent: 0 });
  });
});

describe("a digest that SES throttles", () => {
  const meeting = { startsAt: "2027-04-28T21:30:00.000Z", endsAt: "2027-04-28T23:00:00.000Z" };
  const of = (change: object) => session({ item: "road-to-residency-2", ...meeting, ...change });
  const digest = messageTo([ada, ben], {
    ...{ occurrence: SURVEY, wave: "remind-1", plannedAt: FRIDAY },
    digest: [{ occurrence: "session:rtr1", wave: "open", plannedAt: FRIDAY, subject: "session" }],
  });
  type School = Awaited<ReturnType<typeof aSchool>>;

  const take = async ({ sessions }: School, change: object, at: string): Promise<void> => {
    const before = await sessions.get("rtr1");
    const [after] = takeIn(before ? [before] : [], [{ session: of(change), kept: [] }], at);
    if (after !== undefined) await sessions.save(after, before);
  };

  /** Sends while SES throttles its first call for seven seconds, in which something happens. */
  const sendSlowly = async (school: School, meanwhile: (school: School) => Promise<unknown>) => {
    await take(school, {}, "2027-04-01T13:00:00.000Z");
    const clock = movingClock();
    let calls = 0;
    const send: typeof school.mailer.send = async (mail) => {
      calls += 1;
      if (calls > 1) return school.mailer.send(mail);
      await meanwhile(school);
      await clock.sleep(7000);
      return mail.recipients.map(() => ({ kind: "unsent", reason: "ACCOUNT_THROTTLED" }));
    };
    const slow = { ...school, mailer: { ...school.mailer, send }, pace: memoryPace(clock) };
    return sendMail(slow, digest, queuedAt, 1, () => 60_000 - clock.now());
  };

  test.each<[string, (school: School) => Promise<unknown>]>([
    ["a session of it moves", (school) => take(school, { startsAt: "2027-04-28T21:45:00.000Z" }, queuedAt)],
    ["a session of it is cancelled", (school) => take(school, { status: "cancelled" }, queuedAt)],
    [
      "a mailing of it is paused",
      ({ mailings }) => mailings.pause({ occurrence: SURVEY, wave: "remind-1" }, { at: queuedAt, reason: "a slip" }),
    ],
  ])("goes out to nobody as it was where meanwhile %s", async (_, meanwhile) => {
    const school = await aSchool();
    await expect(sendSlowly(school, meanwhile)).rejects.toThrow("2 of 2 mails were not sent for now");
    expect(digestsIn(school)).toEqual([]);
    const mail = (await school.parts.get("session:rtr1", "ada"))?.mails.open;
    expect(mail?.state).toBe("retry");
    await sendMail(school, digest, "2027-04-16T13:01:00.000Z", 2);
    expect(digestsIn(school).map(({ to }) => to)).toContain(ada.email);
  });

  const held = { reason: "double" as const, since: queuedAt, evidence: "double:S-x", says: "two rows" };
  test.each<[string, (school: School) => Promise<unknown>]>([
    ["ben has done what it asks", ({ parts }) => parts.complete(SURVEY, "ben", { id: "survey", at: queuedAt })],
    ["ben declines a kind of it", ({ choices }) => choices.decline("ben", "nudges", queuedAt)],
    ["ben is held", ({ people }) => people.save({ ...classOf2028("ben"), held })],
  ])("is held back for ben alone where meanwhile %s", async (_, meanwhile) => {
    const school = await aSchool();
    await expect(sendSlowly(school, meanwhile)).rejects.toThrow("1 of 2 mails were not sent for now");
    expect(digestsIn(school).map(({ to }) => to)).toEqual([ada.email]);
    expect(await statesOfBoth(school)).toEqual(["sent", "retry"]);
    await sendMail(school, digest, "2027-04-16T13:01:00.000Z", 2);
    const bens = digestsIn(school).filter(({ to }) => to === ben.email);
    expect(bens.map(({ values }) => values.text.titles)).not.toContain("Road to Residency I; retake-cim-survey");
    expect(digestsIn(school).filter(({ to }) => to === ada.email)).toHaveLength(1);
  });

  const statesOfBoth = ({ parts }: School) =>
    Promise.all([ada, ben].map(async ({ person }) => (await parts.get("session:rtr1", person))?.mails.open?.state));

  test("goes out a moment later where nothing happened", async () => {
    const school = await aSchool();
    expect(await sendSlowly(school, async () => {})).toMatchObject({ sent: 2 });
    expect(digestsIn(school)).toHaveLength(2);
  });
});
