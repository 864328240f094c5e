import { describe, expect, test } from "vitest";
import { readLink } from "#adapters/links/link-token.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import { readMailTags } from "#events/mail/mail-tags.ts";
import { INLINE } from "#files/program-folder/emails/email-look.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import type { WriterFor } from "../../../functions/send-mail/writers/writer.ts";
import { keys, messageTo, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

const OFFICE_HOURS = "office-hours@2027";

/** Writes of office hours: no milestone, no wave of a program, and a deadline of its own. */
const officeHours: WriterFor = (_program, message, at) => ({
  template: "office-hours",
  kind: "enrichment",
  late: at > "2027-05-01" ? "the hours are over" : undefined,
  mayGoOut: () => true,
  reaches: ({ status }) => status === "active",
  concerns: ({ track }) => track === "pathways",
  partOf: ({ person }) => ({
    occurrence: message.occurrence,
    milestone: "office-hours",
    student: person,
    cohort: "everybody",
    asks: undefined,
  }),
  brief: () => ({ title: "Office hours", line: "Come by.", closes: undefined }),
  write: ({ email, firstName }) => ({ to: email, values: { text: { firstName }, html: {} } }),
});

const [ada, ben, cleo] = [studentNamed("ada"), studentNamed("ben"), studentNamed("cleo", { track: "mdphd" })];
const message = messageTo([ada, ben, cleo], {
  subject: "office-hours",
  occurrence: OFFICE_HOURS,
});
const school = async () => ({
  ...(await schoolWith([ada, ben, cleo])),
  writers: { ...WRITERS, "office-hours": officeHours },
});
const statesIn = async ({ parts }: Awaited<ReturnType<typeof school>>) =>
  (await parts.ofOccurrence(OFFICE_HOURS)).map(({ student, mails }) => [student, mails.open?.state]);

describe("a kind of subject that the program knows nothing of", () => {
  test("is written of by its own writer, and claimed, sent and settled like any other", async () => {
    const needs = await school();
    expect(await sendMail(needs, message, queuedAt)).toMatchObject({ sent: 2 });
    expect(needs.mailer.taken).toMatchObject([
      { to: ada.email, template: "office-hours", values: { text: { firstName: "ada" } } },
      { to: ben.email, template: "office-hours", values: { text: { firstName: "ben" } } },
    ]);
    expect(needs.mailer.taken.map(({ tags }) => readMailTags(tags))).toMatchObject([
      { occurrence: OFFICE_HOURS, student: "ada", wave: "open", attempt: 1 },
      { occurrence: OFFICE_HOURS, student: "ben", wave: "open", attempt: 1 },
    ]);
    expect(await statesIn(needs)).toEqual([
      ["ada", "sent"],
      ["ben", "sent"],
    ]);
  });

  test("is sent once, whatever is received twice", async () => {
    const needs = await school();
    await sendMail(needs, message, queuedAt);
    expect(await sendMail(needs, message, queuedAt, 2)).toMatchObject({ sent: 0 });
    expect(needs.mailer.taken).toHaveLength(2);
  });

  test("is missed when its writer says that it is too late", async () => {
    const needs = await school();
    await sendMail(needs, message, "2027-05-03T14:00:00.000Z");
    expect(needs.mailer.taken).toEqual([]);
    expect(await statesIn(needs)).toEqual([
      ["ada", "missed"],
      ["ben", "missed"],
    ]);
  });

  test("is left out for students who declined its writer's kind", async () => {
    const needs = await school();
    await needs.choices.decline("ada", "enrichment", queuedAt);
    expect(await sendMail(needs, message, queuedAt)).toMatchObject({ sent: 1, declined: 1 });
    expect(needs.mailer.taken.map(({ to }) => to)).toEqual([ben.email]);
  });
});

describe("a subject that nobody writes of", () => {
  test.each(["office-hours", "constructor", ""])("%j fails the message before anything is claimed", async (subject) => {
    const needs = await schoolWith([ada]);
    const failing = sendMail(needs, { ...message, subject }, queuedAt);
    await expect(failing).rejects.toThrow(`Nobody writes of the subject "${subject}"`);
    expect(await needs.parts.ofOccurrence(OFFICE_HOURS)).toEqual([]);
  });

  test("is none where a message names no kind: it is of an occurrence", async () => {
    const needs = await schoolWith([ada]);
    expect(await sendMail(needs, messageTo([ada]), queuedAt)).toMatchObject({ sent: 1 });
  });
});

describe("the welcome of somebody who came late", () => {
  test("lists what else is open, each with the student's own link, in text and in HTML", async () => {
    const needs = await schoolWith([ada, ben]);
    const title = 'Survey <one> & "two"';
    const milestones = needs.program.milestones.map((one) => ({ ...one, title }));
    const carrying = messageTo([ada, ben], { carries: ["retake-cim-survey@2027"], occurrence: "cim-access-code@2025" });
    await sendMail({ ...needs, program: { ...needs.program, milestones } }, carrying, queuedAt);
    const letters = needs.mailer.taken.map(({ values, tags }) => ({ ...values, student: tags.student }));
    expect(letters).toHaveLength(2);
    for (const { text, html, student } of letters) {
      const [, url = ""] = /^- Survey <one> & "two", until Friday, April 30: (\S+)$/.exec(text.alsoOpen ?? "") ?? [];
      expect(readLink(keys, url.split("/s/")[1] ?? "", queuedAt)).toMatchObject({
        ...{ ok: true, student, occurrence: "retake-cim-survey@2027" },
      });
      expect(html.alsoOpen).toBe(
        `<li style="${INLINE.li}"><a href="${url}" style="${INLINE.a}">Survey &lt;one&gt; &amp; &quot;two&quot;</a>, until Friday, April 30</li>`,
      );
    }
  });

  test("is a message of its own, apart from the mails that carry nothing or something else", () => {
    const mail = { schoolId: "1", student: "k1", occurrence: "a@2027", wave: "open", plannedAt: queuedAt };
    const mails = [
      mail,
      { ...mail, schoolId: "2", carries: ["b@2027"] },
      { ...mail, schoolId: "3", carries: ["c@2027"] },
    ];
    expect(mailMessages("hms", mails).map(({ people, carries }) => [people, carries])).toEqual([
      [["1"], undefined],
      [["2"], ["b@2027"]],
      [["3"], ["c@2027"]],
    ]);
  });
});
