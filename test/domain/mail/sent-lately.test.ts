import { describe, expect, test } from "vitest";
import {
  GIVING_UP,
  lastSentDays,
  mailsAt,
  occurrencesToWatch,
  rememberedSent,
  TELLING,
  unknownMails,
} from "#domain/mail/unknown-mails.ts";
import type { MailState, Part } from "#domain/parts/part.ts";
import { program } from "../calendar/program.fixture.ts";

const AT = "2027-04-01T13:00:00.000Z";
const mailOf = (state: MailState["state"]): MailState => ({ state, plannedAt: AT, attempt: 1, at: AT });

test("the mails of a part at a state are told with their waves", () => {
  const mails = { open: mailOf("ambiguous"), "remind-1": mailOf("claimed"), "remind-2": mailOf("ambiguous") };
  const part: Part = { occurrence: "o", milestone: "m", student: "k", cohort: "c", revision: 0, mails };
  expect(mailsAt(part, "claimed")).toEqual([{ part, wave: "remind-1", mail: mails["remind-1"] }]);
  expect(unknownMails(part).map(({ wave }) => wave)).toEqual(["open", "remind-2"]);
  expect(mailsAt(part, "sent")).toEqual([]);
});

describe("the last day on which something of an occurrence may be sent", () => {
  const days = (today: string, of = program) => lastSentDays(of, today, []);

  test("is of the mails that are due by now, and the latest of theirs", () => {
    expect(days("2027-03-31")).not.toHaveProperty("retake-cim-survey@2027");
    expect(days("2027-04-08")["retake-cim-survey@2027"]).toBe("2027-04-22");
    expect(days("2027-04-30")["retake-cim-survey@2027"]).toBe("2027-05-12");
  });

  test("is none where it may be sent for ever", () => {
    const catchUp = "always" as const;
    const milestones = program.milestones.map((one) => (one.id === "road-to-residency-1" ? { ...one, catchUp } : one));
    expect(days("2027-02-01", { ...program, milestones })["road-to-residency-1@2027"]).toBe("9999-12-31");
  });

  test("is the school's days of catching up later even for what is of one day", () => {
    expect(days("2027-03-20")["match-day@2027"]).toBe("2027-04-02");
  });
});

describe("what was sent lately", () => {
  const days = { now: "2027-04-20", "just over": "2027-04-19", over: "2027-03-01", ever: "9999-12-31" };

  test("is remembered as of today where it may be sent still, and as it was for as long as claims of it end", () => {
    const known = { "just over": "2027-04-19", old: "2027-03-20", "too old": "2027-03-19", now: "2027-04-01" };
    expect(rememberedSent(days, known, "2027-04-20")).toEqual({
      ...{ "just over": "2027-04-19", old: "2027-03-20", now: "2027-04-20", ever: "2027-04-20" },
    });
  });

  test("is watched for so many days after it, with what the program has no more, each once", () => {
    const remembered = { "just over": "2027-04-19", moved: "2027-04-17", gone: "2027-04-16" };
    expect(occurrencesToWatch(days, remembered, "2027-04-20", TELLING)).toEqual(["now", "just over", "ever", "moved"]);
    expect(occurrencesToWatch(days, {}, "2027-04-20", 0)).toEqual(["now", "ever"]);
  });

  test("is told of for three days, and given up after a month", () => {
    expect([TELLING, GIVING_UP]).toEqual([3, 31]);
  });
});
