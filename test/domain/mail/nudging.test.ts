import { describe, expect, test } from "vitest";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { findOccurrence, type Occurrence } from "#domain/calendar/occurrences.ts";
import { nudgeDay, nudgeOn, waveNamed } from "#domain/mail/nudge-wave.ts";
import { type Nudged, whyLeftOut, whyNoNudge } from "#domain/mail/nudging.ts";
import { type Part, WaveName } from "#domain/parts/part.ts";
import type { Student } from "#domain/people/student.ts";
import { studentNamed } from "../../functions/send-mail/april.fixture.ts";
import { program } from "../calendar/program.fixture.ts";
import { attestedTask, dueTask } from "../parts/tasks.fixture.ts";

const NOON = "2027-04-13T16:00:00.000Z";
const OPENED = "2027-04-01T13:00:00.000Z";
const WAVE = "nudge-2027-04-13";
const ada = studentNamed("ada");

const named = (id: string): Occurrence => {
  const found = findOccurrence(program, id);
  if (found === undefined) throw new Error(id);
  return found;
};
const SURVEY = named("retake-cim-survey@2027");

const partOfAda = (change: Partial<Part> = {}): Part => {
  const { asks: _, ...identity } = partOf(ada, SURVEY);
  const open = { state: "delivered" as const, plannedAt: OPENED, attempt: 1, at: OPENED };
  return { ...identity, revision: 0, task: dueTask(OPENED), mails: { open }, ...change };
};

describe("a reminder by hand", () => {
  test("is a wave of its day, in the words of the last reminder, and a mail's name", () => {
    const wave = nudgeOn(program.school, SURVEY, "2027-04-13");
    expect(wave).toMatchObject({ name: WAVE, day: "2027-04-13", at: "2027-04-13T13:00:00.000Z" });
    expect(wave?.template).toBe(SURVEY.waves.at(-2)?.template);
    expect(WaveName.parse(WAVE)).toBe(WAVE);
    expect(waveNamed(program.school, SURVEY, WAVE)).toEqual(wave);
    expect(waveNamed(program.school, SURVEY, "open")).toBe(SURVEY.waves[0]);
    expect(waveNamed(program.school, SURVEY, "remind-99")).toBeUndefined();
    expect([nudgeDay(WAVE), nudgeDay("remind-1")]).toEqual(["2027-04-13", undefined]);
  });

  test("is none of what asks nothing", () => {
    expect(nudgeOn(program.school, named("match-day@2027"), "2027-04-13")).toBeUndefined();
  });
});

describe("nobody is reminded", () => {
  const why = (id: string, now: string, paused: string[] = []) => whyNoNudge(program, named(id), now, new Set(paused));

  test.each([
    ["of what asks nothing", "match-day@2027", NOON, "asks nothing"],
    ["before it opens", "retake-cim-survey@2028", NOON, "not open yet"],
    ["once its last day is over", SURVEY.id, "2027-05-03T16:00:00.000Z", "closed"],
    ["on a Saturday", SURVEY.id, "2027-04-17T16:00:00.000Z", "quiet day"],
    ["at night", SURVEY.id, "2027-04-14T03:30:00.000Z", "outside the hours"],
  ])("%s", (_, id, now, said) => expect(why(id, now)).toBe(said));

  test("while one of its mailings is paused", () => {
    expect(why(SURVEY.id, NOON, [SURVEY.id])).toBe("paused");
    expect(why(SURVEY.id, NOON, ["match-day@2027"])).toBeUndefined();
  });
});

describe("somebody is left out", () => {
  const why = (change: Partial<Nudged> = {}, student: Partial<Student> = {}, of = program) =>
    whyLeftOut(
      of,
      SURVEY,
      WAVE,
      { student: { ...ada, ...student }, part: partOfAda(), parts: [partOfAda()], declined: new Map(), ...change },
      NOON,
    );
  const mail = (at: string, wave = "open") => ({
    [wave]: { state: "sent" as const, plannedAt: at, attempt: 1, at },
  });

  test("who is here, open and had no mail lately is not", () => expect(why()).toBeUndefined());

  test.each([
    ["did it meanwhile", { part: partOfAda({ task: attestedTask() }) }, {}, "done meanwhile"],
    ["declined reminders", { declined: new Map([["ada", ["nudges" as const]]]) }, {}, "declined reminders"],
    ["is paused in this item", { part: partOfAda({ stops: { paused: OPENED } }) }, {}, "held back"],
    ["is on leave", {}, { status: "leave" as const }, "not here"],
    ["is another class's by now", {}, { anchors: { matriculation: 2022, graduation: 2026 } }, "not theirs any more"],
    [
      "has an address that failed",
      {},
      { address: { email: ada.email, state: "bounced" as const, at: OPENED } },
      "address failed",
    ],
  ] as const)("who %s", (_, change, student, said) => expect(why(change, student)).toBe(said));

  test("who is held, before anything else of them is looked at", () => {
    const held = { reason: "status" as const, since: OPENED, evidence: "status:x", says: "x" };
    expect(why({}, { held, status: "leave" })).toBe("held");
  });

  test("who was reminded today by hand, but not who was so on another day, or whom SES did not take", () => {
    const at = "2027-04-13T14:00:00.000Z";
    const of = (mails: Part["mails"]) => why({ part: partOfAda({ mails }), parts: [] });
    expect(of(mail(at, WAVE))).toBe("nudged today");
    expect(of(mail("2027-04-12T14:00:00.000Z", "nudge-2027-04-12"))).toBeUndefined();
    expect(of({ [WAVE]: { state: "retry", plannedAt: at, attempt: 1, at, reason: "throttled" } })).toBeUndefined();
  });

  test("who got any mail today", () => {
    const other = partOfAda({ occurrence: "match-day@2027", mails: mail("2027-04-13T13:00:05.000Z") });
    expect(why({ parts: [partOfAda(), other] })).toBe("mailed today");
    const missed = { ...other.mails.open, state: "missed" as const, plannedAt: NOON, attempt: 1, at: NOON };
    expect(why({ parts: [{ ...other, mails: { open: missed } }] })).toBeUndefined();
  });

  test("who had as many mails as the school allows in the week, a digest of which counts once", () => {
    const budget = { ...program, school: { ...program.school, weeklyMails: { atMost: 2, digest: 5 as const } } };
    const [monday, twice] = [mail("2027-04-12T13:00:05.000Z"), mail("2027-04-12T13:00:05.000Z")];
    const sunday = mail("2027-04-11T13:00:05.000Z");
    const parts = (...all: Part["mails"][]) => all.map((mails) => partOfAda({ mails }));
    expect(why({ parts: parts(monday, twice) }, {}, budget)).toBeUndefined();
    expect(why({ parts: parts(monday, sunday) }, {}, budget)).toBe("enough this week");
    expect(why({ parts: parts(monday, sunday) })).toBeUndefined();
  });
});
