import { describe, expect, test } from "vitest";
import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { Student } from "#domain/people/student.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { openMilestone } from "../../functions/open-milestone/open-milestone.ts";
import { remind } from "../../functions/remind/remind.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { messageTo, occurrence, schoolWith, studentNamed } from "../functions/send-mail/april.fixture.ts";

const students = ["ada", "ben", "cleo"].map((key) => studentNamed(key));

/** A school in April whose mornings and mails are worked by hand; its clock is what each call is told. */
const april = async (those: readonly Student[] = students) => {
  const school = await schoolWith(those);
  const { school: record } = memoryRecords();
  await record.start("2027-03-01");
  const queue = memoryMailQueue();
  const needs = { ...school, school: record, queue };
  const at = (day: string) => `${day}T13:00:00.000Z`;
  return {
    ...school,
    queue,
    opens: (day: string) =>
      openMilestone(needs, {
        type: "milestone.came",
        version: 1,
        milestone: "retake-cim-survey",
        scheduledAt: at(day),
      }),
    morning: (day: string) => remind(needs, { type: "day.began", version: 1, scheduledAt: at(day) }),
    send: async (day: string, messages: readonly MailPlanned[] = queue.takeAll()) => {
      await Promise.all(messages.map((message) => sendMail(school, message, at(day))));
      return messages;
    },
    /** Whose mail went out, and which. */
    mails: () => school.mailer.taken.map(({ tags }) => `${tags.student} ${tags.wave}`).toSorted(),
  };
};

const toAll = (wave: string): string[] => ["ada", "ben", "cleo"].map((key) => `${key} ${wave}`);

describe("a schedule that fires twice", () => {
  test("in the same second opens a milestone once (https://github.com/mautic/mautic/issues/3669, https://github.com/mautic/mautic/issues/2215)", async () => {
    const { opens, send, mails } = await april();
    await Promise.all([opens("2027-04-01"), opens("2027-04-01")]);
    await send("2027-04-01");
    expect(mails()).toEqual(toAll("open"));
  });

  test("in two functions at once reminds once (https://github.com/novuhq/novu/issues/2569)", async () => {
    const { opens, morning, send, mails } = await april();
    await opens("2027-04-01");
    await send("2027-04-01");
    await Promise.all([morning("2027-04-08"), morning("2027-04-08")]);
    await send("2027-04-08");
    expect(mails()).toEqual([...toAll("open"), ...toAll("remind-1")].toSorted());
  });

  test("from two versions during an update, which cut the groups differently, sends once (https://github.com/isuru89/moodle-local_reminders/issues/91)", async () => {
    const { opens, send, mails } = await april();
    await opens("2027-04-01");
    await send("2027-04-01");
    await send(
      "2027-04-01",
      students.map((student) => messageTo([student])),
    );
    expect(mails()).toEqual(toAll("open"));
  });
});

describe("a student in two groups", () => {
  test("moved to another class between two runs is told once of one occurrence (https://github.com/mautic/mautic/issues/11763)", async () => {
    const { opens, send, mails, people } = await april();
    await opens("2027-04-01");
    await send("2027-04-01");
    await people.save({ ...studentNamed("ada"), anchors: { matriculation: 2025, graduation: 2030 } });
    await opens("2027-04-01");
    await send("2027-04-01");
    expect(mails()).toEqual(toAll("open"));
  });
});

describe("a morning that did not come", () => {
  test("is made good by the next one, inside the days of catching up (https://github.com/timgit/pg-boss/issues/557, https://github.com/timgit/pg-boss/issues/549)", async () => {
    const { morning, send, mails } = await april();
    await morning("2027-04-02");
    await send("2027-04-02");
    expect(mails()).toEqual(toAll("open"));
  });

  test("is not made good from a restored table once it is too late (https://github.com/knadh/listmonk/issues/1801)", async () => {
    const { morning, send, mails, parts } = await april();
    await morning("2027-05-03");
    await send("2027-05-03");
    expect(mails()).toEqual([]);
    expect((await parts.get(occurrence, "ada"))?.mails.open).toMatchObject({ state: "missed" });
  });
});

describe("a student who answers while the reminder is on its way (https://github.com/ctsit/redcapcustodian/issues/131)", () => {
  test("is not reminded, nor when the reminder comes again", async () => {
    const { opens, morning, send, mails, parts } = await april();
    await opens("2027-04-01");
    await send("2027-04-01");
    await morning("2027-04-08");
    await parts.complete(occurrence, "ada", { id: "survey", at: "2027-04-08T13:00:01.000Z" });
    const messages = await send("2027-04-08");
    await send("2027-04-09", messages);
    expect(mails()).toEqual([...toAll("open"), "ben remind-1", "cleo remind-1"].toSorted());
  });
});

describe("somebody who is no student of the program", () => {
  test("is mailed no milestone, neither by its schedule nor by the mornings after, whatever a message says", async () => {
    const { opens, morning, send, mails, people } = await april();
    const { track: _, anchors: __, status: ___, program: ____, ...grace } = studentNamed("grace");
    await people.savePerson({ ...grace, roles: ["advisor", "staff"] });
    await opens("2027-04-01");
    await send("2027-04-01");
    await send("2027-04-01", [messageTo([studentNamed("grace")])]);
    await morning("2027-04-08");
    await send("2027-04-08");
    expect(mails()).toEqual([...toAll("open"), ...toAll("remind-1")].toSorted());
  });
});
