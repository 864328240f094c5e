import { describe, expect, test } from "vitest";
import { abandonedMails, decidedMail, isSilent, lastSentDays, whyNotAgain } from "#domain/mail/unknown-mails.ts";
import type { MailState, Part } from "#domain/parts/part.ts";
import { program } from "../calendar/program.fixture.ts";
import { attestedTask, dueTask } from "../parts/tasks.fixture.ts";

const AT = "2027-04-01T13:00:00.000Z";
const mail: MailState = { state: "ambiguous", plannedAt: AT, attempt: 2, at: AT };
const part = (change: Partial<Part> = {}): Part => ({
  ...{ occurrence: "retake-cim-survey@2027", milestone: "retake-cim-survey", student: "k", cohort: "c" },
  ...{ task: dueTask(), revision: 0, mails: { open: mail } },
  ...change,
});

test("a claim is given up once it is older than a quarter of an hour, and no other mail is", () => {
  const claimed = part({ mails: { open: { ...mail, state: "claimed" }, "remind-1": { ...mail, state: "sent" } } });
  expect(abandonedMails(claimed, "2027-04-01T13:15:00.000Z")).toEqual([]);
  const now = "2027-04-01T13:15:00.001Z";
  expect(abandonedMails(claimed, now)).toEqual([
    { part: claimed, wave: "open", mail: { ...mail, at: now, reason: "its sender never came back" } },
  ]);
});

test("a mail is silent from half an hour on", () => {
  const unknown = { part: part(), wave: "open", mail };
  expect(isSilent(unknown, "2027-04-01T13:29:59.999Z")).toBe(false);
  expect(isSilent(unknown, "2027-04-01T13:30:00.000Z")).toBe(true);
});

test("what a person decided stands with its reason", () => {
  const unknown = { part: part(), wave: "open", mail };
  const at = "2027-04-02T13:00:00.000Z";
  expect(decidedMail(unknown, "send again", at)).toEqual({
    ...{ ...mail, state: "retry", at, reason: "an administrator said to send it again" },
  });
  expect(decidedMail(unknown, "leave", at)).toEqual({ ...mail, state: "left", at, reason: "an administrator left it" });
});

describe("a mail that is to go again", () => {
  const whyNot = (change: Partial<Part> = {}, wave = "open", today = "2027-04-02") =>
    whyNotAgain(program, { part: part(change), wave, mail }, today);

  test("goes where nothing speaks against it", () => {
    expect(whyNot()).toBeUndefined();
  });

  test.each([
    ["its student has done it since", { task: attestedTask(AT, "k") }],
    ["its student's mails are held back (suppressed)", { stops: { suppressed: AT } }],
    ["the program has it no more", { occurrence: "office-hours@2027" }],
  ])("does not go where %s", (why, change) => {
    expect(whyNot(change)).toBe(why);
  });

  test("does not go where the program has its wave no more", () => {
    expect(whyNot({}, "remind-9")).toBe("the program has it no more");
  });

  test("does not go once its own day is over, whatever stands of another wave", () => {
    expect(whyNot({}, "open", "2027-05-20")).toBeDefined();
    expect(whyNot({}, "remind-1", "2027-04-23")).toBeDefined();
    expect(whyNot({}, "last-call", "2027-04-29")).toBeUndefined();
  });
});

test("the last day on which a mail may be sent is never before the school's days of catching up are over", () => {
  const days = lastSentDays(program, "2027-04-01", []);
  expect(days["retake-cim-survey@2027"]).toBe("2027-04-15");
});
