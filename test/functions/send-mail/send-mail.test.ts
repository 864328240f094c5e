import { describe, expect, test } from "vitest";
import { readLink } from "#adapters/links/link-token.ts";
import { abandonedMails } from "#domain/mail/unknown-mails.ts";
import type { Student } from "#domain/people/student.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { BringMessageBack } from "../../../functions/send-mail/summary.ts";
import { logOf } from "../log.fixture.ts";
import { keys, messageTo, occurrence, plannedAt, queuedAt, schoolWith, studentNamed } from "./april.fixture.ts";

const ada = studentNamed("ada");
const ben = studentNamed("ben");
const cleo = studentNamed("cleo");

const stateOf = async (school: Awaited<ReturnType<typeof schoolWith>>, key: string, wave = "open") =>
  (await school.parts.get(occurrence, key))?.mails[wave];

describe("one message", () => {
  test("sends each student the wave's template, and records it as sent with its message id", async () => {
    const school = await schoolWith([ada, ben]);
    const sent = await sendMail(school, messageTo([ada, ben]), queuedAt);
    expect(sent).toEqual({ sent: 2, rejected: 0, unsent: 0, declined: 0, paused: 0, ambiguous: 0, left: 0 });
    expect(school.mailer.taken.map(({ to, template }) => [to, template])).toEqual([
      ["ada@students.example", "retake-cim-survey"],
      ["ben@students.example", "retake-cim-survey"],
    ]);
    expect(await stateOf(school, "ben")).toEqual({
      state: "sent",
      plannedAt,
      attempt: 1,
      at: queuedAt,
      messageId: "message-2",
    });
  });

  test("reminders and the last call have templates of their own", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada], { wave: "remind-2" }), "2027-04-15T13:00:00.000Z");
    await sendMail(school, messageTo([ada], { wave: "last-call" }), "2027-04-28T13:00:00.000Z");
    expect(school.mailer.taken.map(({ template }) => template)).toEqual([
      "retake-cim-survey-reminder",
      "retake-cim-survey-last-call",
    ]);
  });

  test("gives each student their own link, which holds until 90 days after closing", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada]), queuedAt);
    const [site, token = ""] = school.mailer.taken[0]?.values.text.link?.split("/s/") ?? [];
    expect(site).toBe("https://careers.school.example");
    const link = { program: "hms", student: "ada", occurrence, expiresAt: "2027-07-29T13:00:00.000Z" };
    expect(readLink(keys, token, queuedAt)).toEqual({ ok: true, ...link });
  });

  test("says the dates as people read them, in the school's zone", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada]), queuedAt);
    expect(school.mailer.taken[0]?.values.text).toMatchObject({
      firstName: "ada",
      opensOn: "Thursday, April 1",
      closesOn: "Friday, April 30",
      graduationYear: "2029",
    });
  });

  test("tags each mail by its opaque name alone, in characters that SES allows", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada]), queuedAt);
    const tags = school.mailer.taken[0]?.tags ?? {};
    expect(tags).toEqual({
      program: "hms",
      milestone: "retake-cim-survey",
      year: "2027",
      wave: "open",
      student: "ada",
      planned: "1806584400",
      attempt: "1",
    });
    expect(
      Object.entries(tags)
        .flat()
        .every((text) => /^[\w-]{1,256}$/.test(text)),
    ).toBe(true);
  });

  test("fills in every field for a milestone that asks nothing, with an empty closing date", async () => {
    const senior = studentNamed("dora", { anchors: { matriculation: 2023, graduation: 2027 } });
    const school = await schoolWith([senior]);
    const matchDay = { milestone: "match-day", occurrence: "match-day@2027", plannedAt: "2027-03-19T13:00:00.000Z" };
    await sendMail(school, messageTo([senior], matchDay), "2027-03-19T13:00:01.000Z");
    expect(school.mailer.taken[0]?.values.text).toMatchObject({ opensOn: "Friday, March 19", closesOn: "" });
    expect((await school.parts.get("match-day@2027", "dora"))?.task).toBeUndefined();
  });
});

describe("what a roster may hold", () => {
  test("stands in HTML as its escaped twin, and no other value needs one", async () => {
    const school = await schoolWith([studentNamed("ada", { firstName: "Ada & Bo" })]);
    await sendMail(school, messageTo([ada], { wave: "remind-1" }), queuedAt);
    const { text = {}, html } = school.mailer.taken[0]?.values ?? {};
    expect(html).toEqual({ firstName: "Ada &amp; Bo", alsoOpen: "" });
    const { firstName, alsoOpen, ...made } = text;
    expect([firstName, alsoOpen]).toEqual(["Ada & Bo", ""]);
    for (const value of Object.values(made).filter((one) => one !== "")) expect(value).toMatch(/^[^&<>"']+$/);
  });

  test("what no name can be is in no mail: nobody is greeted as <script>", async () => {
    const school = await schoolWith([studentNamed("ada", { firstName: `<script>alert("1 & 2'")</script>` })]);
    await sendMail(school, messageTo([ada]), queuedAt);
    const values = school.mailer.taken[0]?.values;
    expect(values?.html.firstName).toBe("");
    expect(values?.text.firstName).toBe("");
  });

  test("a name with line ends stays on one line, so that it adds no header", async () => {
    const school = await schoolWith([studentNamed("ada", { firstName: "Ada\r\nBcc\u2028\u202eBo" })]);
    await sendMail(school, messageTo([ada]), queuedAt);
    expect(school.mailer.taken[0]?.values.text.firstName).toBe("Ada Bcc Bo");
  });

  test("somebody is called what they prefer, and by their only name where they have one", async () => {
    const named = async (change: Partial<Student>) => {
      const school = await schoolWith([studentNamed("ada", change)]);
      await sendMail(school, messageTo([ada]), queuedAt);
      return school.mailer.taken[0]?.values.text.firstName;
    };
    expect(await named({ firstName: "Robert", preferredName: "Ruth" })).toBe("Ruth");
    expect(await named({ firstName: "", lastName: "Kumar" })).toBe("Kumar");
    expect(await named({ firstName: "FNU", lastName: "Kumar" })).toBe("Kumar");
  });
});

describe("twice, late and half way", () => {
  test("the same message twice, one after the other or at once, sends once", async () => {
    const school = await schoolWith([ada, ben]);
    const message = messageTo([ada, ben]);
    await Promise.all([sendMail(school, message, queuedAt), sendMail(school, message, queuedAt)]);
    await sendMail(school, message, queuedAt);
    expect(school.mailer.taken).toHaveLength(2);
  });

  test("a student named twice in a message is written to once", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada, ada]), queuedAt);
    expect(school.mailer.taken).toHaveLength(1);
  });

  test("a completion between planning and sending cancels the reminder that is already in the queue", async () => {
    const school = await schoolWith([ada, ben]);
    await sendMail(school, messageTo([ada, ben]), queuedAt);
    await school.parts.complete(occurrence, "ada", { id: "survey", at: "2027-04-08T12:59:59.000Z" });
    await sendMail(school, messageTo([ada, ben], { wave: "remind-1" }), "2027-04-08T13:00:00.000Z");
    expect(school.mailer.taken.slice(2).map(({ to }) => to)).toEqual(["ben@students.example"]);
  });

  test("a call that stays throttled brings the message back, and the next try is attempt 2, once", async () => {
    const school = await schoolWith([ada, ben]);
    school.mailer.trouble("throttled", "throttled", "throttled", "throttled");
    await expect(sendMail(school, messageTo([ada, ben]), queuedAt)).rejects.toThrow(BringMessageBack);
    expect(await stateOf(school, "ada")).toMatchObject({ state: "retry", attempt: 1 });
    await sendMail(school, messageTo([ada, ben]), queuedAt);
    expect(school.mailer.taken.map(({ tags }) => tags.attempt)).toEqual(["2", "2"]);
    expect(await stateOf(school, "ada")).toMatchObject({ state: "sent", attempt: 2 });
  });

  test("a sender of a message that came back often is not taken for dead while it sends", async () => {
    const school = await schoolWith([ada]);
    const sixteenMinutesOn = new Date(Date.parse(queuedAt) + 16.5 * 60_000).toISOString();
    const abandoned: unknown[] = [];
    const mailer: typeof school.mailer = {
      ...school.mailer,
      send: async (mail) => {
        const part = await school.parts.get(occurrence, "ada");
        abandoned.push(...(part ? abandonedMails(part, sixteenMinutesOn) : [part]));
        return school.mailer.send(mail);
      },
    };
    await sendMail({ ...school, mailer }, messageTo([ada]), sixteenMinutesOn, 9);
    expect(abandoned).toEqual([]);
    expect(school.mailer.taken).toHaveLength(1);
  });

  test("a sender that was given up while it sends still records what SES refused, and it goes out later", async () => {
    const school = await schoolWith([ada]);
    const halfAnHourOn = new Date(Date.parse(queuedAt) + 30 * 60_000).toISOString();
    school.mailer.trouble("throttled", "throttled", "throttled", "throttled");
    const mailer: typeof school.mailer = {
      ...school.mailer,
      send: async (mail) => {
        await school.parts.settle(
          (await school.parts.ofOccurrence(occurrence)).flatMap((part) => abandonedMails(part, halfAnHourOn)),
        );
        return school.mailer.send(mail);
      },
    };
    await expect(sendMail({ ...school, mailer }, messageTo([ada]), queuedAt, 2)).rejects.toThrow(BringMessageBack);
    expect(await stateOf(school, "ada")).toMatchObject({ state: "retry", attempt: 1 });
    await sendMail(school, messageTo([ada]), queuedAt, 3);
    expect(school.mailer.taken).toHaveLength(1);
  });

  test.each(["answer lost after taking", "answer lost before taking"] as const)(
    "after an %s the mail is ambiguous and never sent again",
    async (trouble) => {
      const school = await schoolWith([ada]);
      school.mailer.trouble(trouble);
      const sent = await sendMail(school, messageTo([ada]), queuedAt);
      expect(sent).toMatchObject({ ambiguous: 1 });
      expect(await stateOf(school, "ada")).toMatchObject({ state: "ambiguous", attempt: 1, reason: "TimeoutError" });
      const reached = school.mailer.taken.length;
      await sendMail(school, messageTo([ada]), queuedAt);
      expect(school.mailer.taken).toHaveLength(reached);
    },
  );

  test("a rejected address is recorded with its reason and does not hold up the others", async () => {
    const school = await schoolWith([ada, ben]);
    school.mailer.reject("ada@students.example");
    expect(await sendMail(school, messageTo([ada, ben]), queuedAt)).toMatchObject({ sent: 1, rejected: 1 });
    expect(await stateOf(school, "ada")).toMatchObject({ state: "rejected", reason: "MESSAGE_REJECTED" });
    await sendMail(school, messageTo([ada, ben]), queuedAt);
    expect(school.mailer.taken).toHaveLength(1);
  });

  test("a rejected mail is told to the log with its mailing, in the words for which an alarm rings, and without its address", async () => {
    const school = await schoolWith([ada, ben]);
    school.mailer.reject("ada@students.example");
    const log = await logOf(() => sendMail(school, messageTo([ada, ben]), queuedAt));
    expect(JSON.parse(log)).toMatchObject({
      message: "mails rejected",
      mailing: "retake-cim-survey@2027/open",
      mails: 1,
      reasons: ["MESSAGE_REJECTED"],
    });
    expect(log).not.toContain("ada@");
  });

  test("a claim that fails leaves its neighbors sent, and is made when the message comes back", async () => {
    const school = await schoolWith([ada, ben, cleo]);
    let broken = true;
    const claim: typeof school.parts.claim = async (those, ...rest) => {
      const away = broken ? those.filter(({ student }) => student === "ben") : [];
      const claims = await school.parts.claim(
        those.filter((part) => !away.includes(part)),
        ...rest,
      );
      return those.map((part) => (away.includes(part) ? { kind: "failed" } : (claims.shift() ?? { kind: "failed" })));
    };
    const shaky = { ...school, parts: { ...school.parts, claim } };
    await expect(sendMail(shaky, messageTo([ada, ben, cleo]), queuedAt)).rejects.toThrow("1 records were not written");
    broken = false;
    await sendMail(shaky, messageTo([ada, ben, cleo]), queuedAt);
    expect(school.mailer.taken.map(({ to }) => to.split("@")[0])).toEqual(["ada", "cleo", "ben"]);
  });

  test("a crash between sending and settling leaves a claim that is not sent again", async () => {
    const school = await schoolWith([ada]);
    const settle = () => Promise.reject(new Error("crash"));
    const crashing = { ...school, parts: { ...school.parts, settle } };
    await expect(sendMail(crashing, messageTo([ada]), queuedAt)).rejects.toThrow(BringMessageBack);
    await sendMail(school, messageTo([ada]), queuedAt);
    expect(school.mailer.taken).toHaveLength(1);
    expect((await stateOf(school, "ada"))?.state).toBe("claimed");
  });

  test("without link keys nothing is claimed, so that the next try sends everything", async () => {
    const school = await schoolWith([ada]);
    const keyless = { ...school, keys: () => Promise.reject(new Error("no secret")) };
    await expect(sendMail(keyless, messageTo([ada]), queuedAt)).rejects.toThrow("no secret");
    expect(await school.parts.get(occurrence, "ada")).toBeUndefined();
  });
});

describe("who is not written to", () => {
  test.each(["leave", "withdrawn", "graduated"] as const)(
    "a student on %s gets a missed wave instead",
    async (status) => {
      const school = await schoolWith([ada, studentNamed("ben", { status })]);
      await sendMail(school, messageTo([ada, ben]), queuedAt);
      expect(school.mailer.taken.map(({ to }) => to)).toEqual(["ada@students.example"]);
      expect(await stateOf(school, "ben")).toMatchObject({
        state: "missed",
        reason: `student is not active (${status})`,
      });
    },
  );

  test("a student whose class changed since planning gets neither mail nor task", async () => {
    const moved = studentNamed("ben", { anchors: { matriculation: 2026, graduation: 2030 } });
    const school = await schoolWith([ada, moved]);
    await sendMail(school, messageTo([ada, moved]), queuedAt);
    expect(school.mailer.taken.map(({ to }) => to)).toEqual(["ada@students.example"]);
    expect(await school.parts.get(occurrence, "ben")).toBeUndefined();
  });

  test("a student who is no longer on the roster is passed over", async () => {
    const school = await schoolWith([ada]);
    expect(await sendMail(school, messageTo([ada, cleo]), queuedAt)).toMatchObject({ sent: 1 });
  });

  test("a message that was held up past closing, or for more than two weeks, is missed instead of sent", async () => {
    const school = await schoolWith([ada]);
    await sendMail(school, messageTo([ada]), "2027-04-16T13:00:00.000Z");
    await sendMail(school, messageTo([ada], { wave: "last-call" }), "2027-05-01T13:00:00.000Z");
    expect(school.mailer.taken).toHaveLength(0);
    expect((await stateOf(school, "ada"))?.reason).toBe("over by more than 14 days");
    expect((await stateOf(school, "ada", "last-call"))?.reason).toBe("closed before it could be sent");
  });

  test("a message of another program is an error that names it, and nothing is claimed or sent", async () => {
    const school = await schoolWith([ada]);
    const theirs = messageTo([ada], { program: "hms-exchange" });
    const refused = 'The message is of the program "hms-exchange", and the one here is "hms"';
    await expect(sendMail(school, theirs, queuedAt)).rejects.toThrow(refused);
    expect(await school.parts.ofOccurrence(occurrence)).toEqual([]);
    expect(school.mailer.taken).toEqual([]);
  });

  test("a wave or milestone that the program does not have is an error that names it, and no student", async () => {
    const school = await schoolWith([ada]);
    const gone = messageTo([ada], { occurrence: "old-survey@2027" });
    await expect(sendMail(school, gone, queuedAt)).rejects.toThrow("The program has no open of old-survey@2027");
    await expect(sendMail(school, messageTo([ada], { wave: "remind-9" }), queuedAt)).rejects.toThrow("remind-9");
  });
});
