import { describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memoryMailer } from "#adapters/ses/memory-mailer.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { toldSequence } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import { partInSession } from "#domain/sessions/session-mails.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import { trackMails } from "../../../functions/track-mail/track-mail.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { rosterFile } from "../class.fixture.ts";
import { keys, messageTo, occurrence, plannedAt, queuedAt, studentNamed } from "../send-mail/april.fixture.ts";
import { bounceOf, byBus, feedback, tagsOf } from "../track-mail/feedback.fixture.ts";

const ada = studentNamed("ada");
const corrected = "ada.new@students.example";
const HARD_BOUNCE = feedback("Bounce", { detail: bounceOf("Permanent", "General", "5.1.1") });
const FULL = feedback("Bounce", { detail: bounceOf("Transient", "MailboxFull", "5.2.2") });
const [LATE, LATER] = ["2027-04-12T21:00:00.000Z", "2027-04-12T22:00:00.000Z"];
const OLDER = { mails: { older: 1 }, suppressed: 0, notTheirs: 1, failed: [] };

/** A school whose opening mail to Ada went out, to a dead address. */
const mailedSchool = async () => {
  const records = memoryRecords();
  const needs = {
    program,
    ...records,
    files: memoryFiles(),
    queue: memoryMailQueue(),
    mailer: memoryMailer(),
    account: memorySendingAccount(),
    keys: async () => keys,
    writers: WRITERS,
    siteUrl: "https://careers.school.example",
    newKey: () => "unused",
  };
  await records.people.save(ada);
  await records.school.start("2026-08-03");
  await sendMail(needs, messageTo([ada]), queuedAt);
  return needs;
};
type School = Awaited<ReturnType<typeof mailedSchool>>;

/** The same, where the mail has come back. */
const bouncedSchool = async (): Promise<School> => {
  const school = await mailedSchool();
  await trackMails(school, byBus(HARD_BOUNCE));
  return school;
};

const correct = (school: School, email: string, time: string, change: Partial<Student> = {}) =>
  upload(school, [{ ...ada, ...change, email }], time);

const upload = async (school: School, students: readonly Student[], time: string) => {
  const text = rosterFile(students);
  await school.files.write("rosters", "incoming/mended.csv", { text, contentType: "text/csv" });
  const detail = { bucket: { name: "rosters" }, object: { key: "incoming/mended.csv", size: 1 } };
  await importRoster(school, { source: "aws.s3", "detail-type": "Object Created", time, detail });
};

/** A morning's plan, and the sending of what it put on the queue; answers to whom and which wave. */
const morning = async (school: School, date: string): Promise<string[][]> => {
  const before = school.mailer.taken.length;
  await remind(school, { type: "day.began", version: 1, scheduledAt: `${date}T13:00:00Z` });
  const messages = school.queue.takeAll();
  for (const message of messages) await sendMail(school, message, `${date}T13:00:04.000Z`);
  const waves = messages.map(({ wave }) => wave);
  return school.mailer.taken.slice(before).map(({ to }, nth) => [to, waves[nth] ?? ""]);
};
const mailsOf = async ({ parts }: School) => (await parts.get(occurrence, "ada"))?.mails;

test("a mail that bounced goes out to the corrected address on the next morning, once", async () => {
  const school = await bouncedSchool();
  expect(await morning(school, "2027-04-02")).toEqual([]);
  await correct(school, corrected, "2027-04-05T15:00:00Z");
  expect(await morning(school, "2027-04-06")).toEqual([[corrected, "open"]]);
  expect(await mailsOf(school)).toMatchObject({ open: { state: "sent", plannedAt, attempt: 3 } });
  expect(await morning(school, "2027-04-07")).toEqual([]);
});

test("a session is read once for all whose address is corrected, and each of their invitations is free again", async () => {
  const school = await mailedSchool();
  const students = [ada, studentNamed("ben"), studentNamed("cyn")];
  const dinners = ["dinner.1", "dinner.2"].map((id) => session({ id, startsAt: LATE, endsAt: LATER }));
  const taken = takeIn(
    [],
    dinners.map((one) => ({ session: one, kept: [] })),
    queuedAt,
  );
  for (const dinner of taken) {
    await school.sessions.save(dinner, undefined);
    const parts = students.map((student) => partInSession(dinner, student));
    const mail = { plannedAt, at: queuedAt, attempt: 1, messageId: "m-1" };
    await school.parts.claim(parts, "open", { ...mail, tells: 0 });
    const bounced = { ...mail, state: "bounced" as const };
    await school.parts.settle(parts.map((part) => ({ part, wave: "open", mail: { ...mail, state: "sent" } })));
    await school.parts.learn(parts.map((part) => ({ part, wave: "open", mail: bounced })));
  }
  for (const student of students) {
    await school.people.save(student);
    await school.people.markAddress(student.schoolId, { state: "bounced", at: queuedAt, email: student.email });
  }
  const reads: string[] = [];
  const { asOfNow, get } = school.parts;
  const parts = {
    ...school.parts,
    asOfNow: async (of: string) => {
      reads.push(of);
      return asOfNow(of);
    },
    get: async (of: string, student: string) => {
      reads.push(`${of}/${student}`);
      return get(of, student);
    },
  };
  const mended = students.map((student) => ({ ...student, email: `new.${student.email}` }));
  await upload({ ...school, parts }, mended, "2027-04-05T15:00:00Z");
  expect(reads).toEqual(dinners.map(({ id }) => sessionSubject(id)));
  const states = students.flatMap(({ person }) =>
    dinners.map(async ({ id }) => (await get(sessionSubject(id), person))?.mails.open?.state),
  );
  expect(await Promise.all(states)).toEqual(Array.from({ length: 6 }, () => "retry"));
  expect((await school.people.all()).map(({ address }) => address)).toEqual([undefined, undefined, undefined]);
});

test("an invitation to a session that bounced is free again once the address is corrected, before or after", async () => {
  const [dinner] = takeIn(
    [],
    [{ session: session({ id: "dinner.1", startsAt: LATE, endsAt: LATER }), kept: [] }],
    queuedAt,
  );
  if (dinner === undefined) throw new Error("no session");
  const tags = { ...tagsOf("ada"), milestone: ["dinner__1"], year: ["session"] };
  const bounced = feedback("Bounce", { tags, detail: bounceOf("Permanent", "General", "5.1.1") });
  for (const isFirst of [true, false]) {
    const school = await mailedSchool();
    await school.sessions.save(dinner, undefined);
    const [part, mail] = [partInSession(dinner, ada), { plannedAt, at: queuedAt, attempt: 1, messageId: "m-1" }];
    await school.parts.claim([part], "open", { ...mail, tells: 0 });
    await school.parts.settle([{ part, wave: "open", mail: { ...mail, state: "sent" } }]);
    if (isFirst) await trackMails(school, byBus(bounced));
    await correct(school, corrected, "2027-04-05T15:00:00Z");
    if (!isFirst) await trackMails(school, byBus(bounced));
    const stands = await school.parts.get(sessionSubject("dinner.1"), "ada");
    expect([stands?.mails.open?.state, toldSequence(stands)]).toEqual(["retry", undefined]);
  }
});

test("a mail that bounced for now goes out to an address that staff correct after it, or corrected before", async () => {
  for (const isFirst of [true, false]) {
    const school = await mailedSchool();
    if (isFirst) await trackMails(school, byBus(FULL));
    await correct(school, corrected, "2027-04-01T16:00:00Z");
    if (!isFirst) await trackMails(school, byBus(FULL));
    expect(await morning(school, "2027-04-02")).toEqual([[corrected, "open"]]);
    await correct(school, corrected, "2027-04-02T16:00:00Z");
    expect(await morning(school, "2027-04-05")).toEqual([]);
  }
});

test("what SES still tells of the old address holds the new one back neither before nor after the mail", async () => {
  const school = await bouncedSchool();
  await correct(school, corrected, "2027-04-05T15:00:00Z");
  expect(await trackMails(school, byBus(HARD_BOUNCE))).toMatchObject(OLDER);
  expect(await morning(school, "2027-04-06")).toEqual([[corrected, "open"]]);
  expect(await trackMails(school, byBus(HARD_BOUNCE))).toMatchObject(OLDER);
  expect(await trackMails(school, byBus(feedback("Complaint", {})))).toMatchObject(OLDER);
  expect(await mailsOf(school)).toMatchObject({ open: { state: "sent" } });
  expect(await school.parts.get(occurrence, "ada")).not.toHaveProperty("stops");
});

test("of several mails that bounced the most useful goes out, and the others are missed", async () => {
  const school = await bouncedSchool();
  const news = { plannedAt: "2027-04-08T13:00:00.000Z", attempt: 1, at: "2027-04-08T13:00:00.000Z" };
  const part = {
    occurrence,
    milestone: "retake-cim-survey",
    student: "ada",
    cohort: "pathways-2029",
    asks: "answer" as const,
  };
  await school.parts.resume([part], "suppressed");
  await school.parts.claim([part], "remind-1", news);
  await school.parts.learn([{ part, wave: "remind-1", mail: { state: "bounced", ...news } }]);
  await correct(school, corrected, "2027-04-09T15:00:00Z");
  expect(await morning(school, "2027-04-12")).toEqual([[corrected, "open"]]);
  expect(await mailsOf(school)).toMatchObject({ open: { state: "sent" }, "remind-1": { state: "missed" } });
});

test("what is too late to be of use stays bounced, and the new address gets what comes next", async () => {
  const school = await bouncedSchool();
  await correct(school, corrected, "2027-04-20T15:00:00Z");
  expect(await morning(school, "2027-04-22")).toEqual([[corrected, "remind-3"]]);
  expect(await mailsOf(school)).toMatchObject({ open: { state: "bounced", attempt: 1 } });
});

test("who completed the task meanwhile gets nothing at the new address", async () => {
  const school = await bouncedSchool();
  await school.parts.complete(occurrence, "ada", { id: "survey", at: "2027-04-04T10:00:00.000Z" });
  await correct(school, corrected, "2027-04-05T15:00:00Z");
  expect(await morning(school, "2027-04-06")).toEqual([]);
});

test("the same roster, or one that brings the dead address again, takes nothing up", async () => {
  const school = await bouncedSchool();
  await correct(school, ada.email, "2027-04-05T15:00:00Z");
  expect(await morning(school, "2027-04-06")).toEqual([]);
  expect(await mailsOf(school)).toMatchObject({ open: { state: "bounced" } });
});

test("an address that works again is one more try, once staff write it with other capitals", async () => {
  const school = await bouncedSchool();
  const again = "ada@Students.Example";
  await correct(school, again, "2027-04-05T15:00:00Z");
  expect(await morning(school, "2027-04-06")).toEqual([[again, "open"]]);
  const dead = { ...HARD_BOUNCE, time: "2027-04-06T13:05:00Z" };
  const tags = tagsOf("ada", 3);
  const detail = { ...dead.detail, mail: { ...dead.detail.mail, tags } };
  expect(await trackMails(school, byBus({ ...dead, detail }))).toMatchObject({ suppressed: 1 });
  expect(await morning(school, "2027-04-08")).toEqual([]);
});

test.each([
  { whose: "on leave", for: { status: "leave" as const } },
  { whose: "of another class", for: { anchors: { matriculation: 2024, graduation: 2029 } } },
])("who is $whose when their address is corrected is mailed again once they are back", async (of) => {
  const school = await bouncedSchool();
  await school.people.save({ ...ada, ...of.for });
  await correct(school, corrected, "2027-04-05T15:00:00Z", of.for);
  await correct(school, corrected, "2027-04-06T15:00:00Z");
  expect(await morning(school, "2027-04-08")).toEqual([[corrected, "remind-1"]]);
});

describe("an address that is corrected while its failure is taken in", () => {
  const NOON = "2027-04-01T16:00:00Z";
  type Stop = School["parts"]["stop"];
  /** The same school, where something else happens around the stopping of parts. */
  const around = (school: School, stop: (stop: Stop) => Stop): School => ({
    ...school,
    parts: { ...school.parts, stop: stop(school.parts.stop) },
  });
  const addressOf = async ({ people }: School) => (await people.some([ada.schoolId]))[0]?.address;
  const expectFree = async (school: School) => {
    expect(await school.parts.get(occurrence, "ada")).not.toHaveProperty("stops");
    expect(await addressOf(school)).toBeUndefined();
    expect(await morning(school, "2027-04-02")).toEqual([[corrected, "open"]]);
  };

  test("between its marking and the stopping is held back no longer than that", async () => {
    const school = await mailedSchool();
    const late = around(school, (stop) => async (...those) => {
      await correct(school, corrected, NOON);
      await stop(...those);
    });
    expect(await trackMails(late, byBus(HARD_BOUNCE))).toMatchObject({ suppressed: 0, notTheirs: 1, failed: [] });
    await expectFree(school);
  });

  test("is let go by the second run, where the first died right after the stopping", async () => {
    const school = await mailedSchool();
    const dying = around(school, (stop) => async (...those) => {
      await correct(school, corrected, NOON);
      await stop(...those);
      throw new Error("died");
    });
    expect((await trackMails(dying, byBus(HARD_BOUNCE))).failed).toHaveLength(1);
    expect(await school.parts.get(occurrence, "ada")).toHaveProperty("stops");
    expect(await trackMails(school, byBus(HARD_BOUNCE))).toMatchObject({ suppressed: 0, notTheirs: 1, failed: [] });
    await expectFree(school);
  });

  test("right after the stopping is let go by the import", async () => {
    const school = await mailedSchool();
    const early = around(school, (stop) => async (...those) => {
      await stop(...those);
      await correct(school, corrected, NOON);
    });
    await trackMails(early, byBus(HARD_BOUNCE));
    await expectFree(school);
  });

  test("before anybody told of it leaves the new one unmarked, holds nobody back, and is sent what came back", async () => {
    const school = await mailedSchool();
    await correct(school, corrected, NOON);
    expect(await trackMails(school, byBus(HARD_BOUNCE))).toMatchObject({ mails: { moved: 1 }, notTheirs: 1 });
    expect(await addressOf(school)).toBeUndefined();
    expect(await school.parts.get(occurrence, "ada")).not.toHaveProperty("stops");
    expect(await morning(school, "2027-04-02")).toEqual([[corrected, "open"]]);
  });

  test("is told again without freeing what a new, dead address holds back", async () => {
    const school = await bouncedSchool();
    await correct(school, corrected, NOON);
    await morning(school, "2027-04-02");
    const tags = tagsOf("ada", 3);
    const detail = bounceOf("Permanent", "General", "5.1.1");
    const time = "2027-04-02T13:05:00Z";
    await trackMails(school, byBus(feedback("Bounce", { tags, email: corrected, detail, time })));
    await trackMails(school, byBus(HARD_BOUNCE));
    expect((await school.parts.get(occurrence, "ada"))?.stops).toEqual({ suppressed: "2027-04-02T13:05:00.000Z" });
    expect(await morning(school, "2027-04-08")).toEqual([]);
  });
});
