import { beforeEach, describe, expect, test } from "vitest";
import { readAdvisorLink } from "#adapters/links/advisor-token.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import type { Outcome } from "#adapters/ses/mailer.ts";
import type { LetterToAdvisor } from "#adapters/ses/ses-advisor-mailer.ts";
import { Program } from "#domain/calendar/program.ts";
import type { Student } from "#domain/people/student.ts";
import { tellAdvisors } from "../../../functions/tell-advisors/tell-advisors.ts";
import { program as plain } from "../../domain/calendar/program.fixture.ts";
import { KEYS } from "../../worlds/ground/wiring.ts";
import { stored } from "../class.fixture.ts";

const OCCURRENCE = "retake-cim-survey@2027";

const program = Program.parse({
  ...plain,
  milestones: plain.milestones.map((one) =>
    one.id === "retake-cim-survey" ? { ...one, escalates: { to: "society-advisor", afterReminder: 3 } } : one,
  ),
});

const SENT: Outcome = { kind: "sent", messageId: "m" };

let records: MemoryRecords;
let letters: LetterToAdvisor[];
let reads: number;
let outcomes: Outcome[];
let beforeSending: () => Promise<void>;

const open = async (...students: Student[]) => {
  records = memoryRecords();
  [letters, reads, outcomes] = [[], 0, []];
  beforeSending = async () => {};
  await records.school.start("2026-08-03");
  for (const one of students) {
    await records.people.save(one);
    const part = {
      occurrence: OCCURRENCE,
      milestone: "retake-cim-survey",
      student: one.person,
      cohort: "pathways-2029",
    };
    await records.parts.begin({ ...part, asks: "answer" }, "2027-04-01T13:00:00.000Z");
  }
};

const advised = (nth: number, by = "mentor@example.edu") => stored(nth, { societyAdvisorEmail: by });

beforeEach(() => open(advised(1), advised(2), advised(3, "Mentor@Example.edu"), advised(4, "other@example.edu")));

const morning = (date = "2027-04-23") =>
  tellAdvisors(
    {
      ...{ ...records, program, keys: async () => KEYS, siteUrl: "https://careers.school.example" },
      people: {
        enrolled: records.people.enrolled,
        all: async () => {
          reads += 1;
          await beforeSending();
          return records.people.all();
        },
      },
      mailer: {
        send: async (letter) => {
          letters.push(letter);
          return outcomes.shift() ?? SENT;
        },
      },
    },
    { type: "day.began", version: 1, scheduledAt: `${date}T13:00:00Z` },
  );

const answer = (nth: number) =>
  records.parts.complete(OCCURRENCE, `key-${nth}`, { id: "survey", at: "2027-04-20T13:00:00.000Z" });

const statesOf = async () => (await records.escalations.since("")).map(({ state }) => state);

describe("telling advisors", () => {
  test("each gets one mail of all of theirs, on the first working day after the reminder", async () => {
    expect(await morning("2027-04-22")).toEqual({ mails: 0, students: 0, withoutAdvisor: 0 });
    expect(await morning()).toEqual({ mails: 2, students: 4, withoutAdvisor: 0 });
    expect(letters.map(({ to, subject }) => `${to}: ${subject}`)).toEqual([
      "mentor@example.edu: 3 students of yours could use a word",
      "other@example.edu: A student of yours could use a word",
    ]);
    const [{ text, html } = expect.fail()] = letters;
    expect(text).toMatch(/- retake-cim-survey: asked on Thursday, April 1; it closes on Friday,\s+April 30/);
    expect(html).not.toContain("S001");
    const link = /https:\/\/careers\.school\.example\/a\/(\S+)/.exec(text)?.[1] ?? "";
    const read = (now: string) => readAdvisorLink(KEYS, link, now);
    expect(read("2027-05-08T03:59:59.000Z")).toMatchObject({ ok: true, program: "hms" });
    expect(read("2027-05-08T04:00:00.000Z")).toEqual({ ok: false, reason: "expired" });
  });

  test("running twice, or on the next mornings, tells nothing again, and reads no roster for it", async () => {
    await morning();
    await morning();
    await morning("2027-04-26");
    expect(letters).toHaveLength(2);
    expect(reads).toBe(1);
  });

  test("whoever answers while the mails are written is left out", async () => {
    beforeSending = async () => void (await Promise.all([1, 2, 4].map(answer)));
    expect(await morning()).toEqual({ mails: 1, students: 1, withoutAdvisor: 0 });
    expect(await morning("2027-04-26")).toEqual({ mails: 0, students: 0, withoutAdvisor: 0 });
  });

  test("what SES surely refused goes out with the next run, or the next working morning", async () => {
    outcomes = [{ kind: "unsent", reason: "TooManyRequestsException" }];
    await expect(morning()).rejects.toThrow("SES did not take 1 mails to advisors.");
    expect(await morning()).toEqual({ mails: 1, students: 3, withoutAdvisor: 0 });
    outcomes = [];
    await open(advised(1));
    outcomes = [{ kind: "unsent", reason: "TooManyRequestsException" }];
    await expect(morning()).rejects.toThrow();
    expect(await morning("2027-04-26")).toEqual({ mails: 1, students: 1, withoutAdvisor: 0 });
  });

  test.each([
    [{ kind: "ambiguous", reason: "TimeoutError" } as const, "unknown"],
    [{ kind: "rejected", reason: "MessageRejected" } as const, "rejected"],
  ])("what may have gone out, or never will, is not sent again: %j", async (outcome, state) => {
    await open(advised(1));
    outcomes = [outcome];
    await morning();
    await morning();
    await morning("2027-04-26");
    expect(letters).toHaveLength(1);
    expect(await statesOf()).toEqual([state]);
  });

  test("a run that died between the claim and the sending sends nothing twice", async () => {
    await open(advised(1));
    const dead = { ...records.escalations, settle: async () => Promise.reject(new Error("dead")) };
    records = { ...records, escalations: dead };
    await expect(morning()).rejects.toThrow("dead");
    await morning("2027-04-26");
    expect(letters).toHaveLength(1);
    expect(await statesOf()).toEqual(["claimed"]);
  });

  test("whoever has no advisor is recorded for the office, and mailed of to nobody", async () => {
    await open(stored(1));
    expect(await morning()).toEqual({ mails: 0, students: 0, withoutAdvisor: 1 });
    await morning("2027-04-26");
    expect(letters).toEqual([]);
    expect(await statesOf()).toEqual(["nobody"]);
  });
});
