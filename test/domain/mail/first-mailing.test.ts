import { describe, expect, test } from "vitest";
import {
  awaitsApproval,
  firstMailing,
  type KnownMailing,
  lastYears,
  openingsIn,
  whyStop,
} from "#domain/mail/first-mailing.ts";
import { program } from "../calendar/program.fixture.ts";

const approving = { ...program, school: { ...program.school, approval: "first-mailing" as const } };
const AT = "2027-04-01T13:00:00.000Z";
const occurrence = "retake-cim-survey@2027";
const lastYear = (recipients: number, at = "2026-04-01T13:00:00.000Z"): KnownMailing => ({
  ...firstMailing("retake-cim-survey@2026"),
  opened: { at, recipients },
});
const stops = (recipients: number, all: KnownMailing[], on = program) =>
  whyStop(on, all, { occurrence, due: recipients, had: 0 }, AT)?.reason;

describe("far more recipients than last year", () => {
  test.each([
    [40, 20, "40 recipients, where 20 got retake-cim-survey@2026"],
    [39, 20, undefined],
    [60, 41, undefined],
    [25, 5, "25 recipients, where 5 got retake-cim-survey@2026"],
    [24, 5, undefined],
    [200, 199, undefined],
  ])("are twice as many and twenty more: %i after %i", (now, before, why) => {
    expect(stops(now, [lastYear(before)])).toBe(why);
  });

  test("are not looked for in a first year, nor beside another milestone's year", () => {
    expect(stops(500, [])).toBeUndefined();
    const other = { ...lastYear(1), ...firstMailing("match-day@2026") };
    expect(stops(500, [other, lastYear(1, "2024-04-01T13:00:00.000Z")])).toBeUndefined();
  });

  test("count by the program's own numbers", () => {
    const strict = { ...program, school: { ...program.school, recipients: { times: 1.1, atLeast: 3 } } };
    expect(stops(23, [lastYear(20)], strict)).toBe("23 recipients, where 20 got retake-cim-survey@2026");
  });

  test("count with those who had it before, and not where nobody new is due", () => {
    const of = { occurrence, due: 30, had: 20 };
    expect(whyStop(program, [lastYear(20)], of, AT)?.reason).toContain("50 recipients");
    expect(whyStop(program, [lastYear(20)], { ...of, due: 0, had: 50 }, AT)).toBeUndefined();
  });

  test("do not stop it again once a person took it up, and are measured by what a person approved", () => {
    const resumed = { ...firstMailing(occurrence), resumedAt: "2027-04-01T12:00:00.000Z" };
    expect(stops(500, [lastYear(20), resumed])).toBeUndefined();
    const approved = { ...firstMailing(occurrence), approved: { at: AT, by: "R. Vance", recipients: 300 } };
    expect(stops(320, [lastYear(20), approved], approving)).toBeUndefined();
    expect(stops(700, [lastYear(20), approved], approving)).toBe("700 recipients, where 300 were approved");
  });
});

test("of several years the one that is nearest to a year ago counts", () => {
  const same = {
    ...firstMailing("retake-cim-survey@2026-27"),
    opened: { at: "2026-04-02T13:00:00.000Z", recipients: 7 },
  };
  const older = lastYear(9, "2025-11-20T13:00:00.000Z");
  expect(lastYears([older, same], { occurrence }, AT)?.recipients).toBe(7);
});

describe("approval", () => {
  test("is waited for by first mailings alone, and only where the program says so", () => {
    const waits = (on: typeof program, wave: string, known?: Partial<KnownMailing>) =>
      awaitsApproval(on, { occurrence, wave }, known && { ...firstMailing(occurrence), ...known });
    expect(waits(program, "open")).toBe(false);
    expect([waits(approving, "open"), waits(approving, "remind-1")]).toEqual([true, false]);
    expect(waits(approving, "open", { approved: { at: AT, by: "x", recipients: 1 } })).toBe(false);
    expect(waits(approving, "open", { opened: { at: AT, recipients: 1 } })).toBe(false);
  });

  test("is not waited for where somebody had the mail already", () => {
    expect(whyStop(approving, [], { occurrence, due: 1, had: 30 }, AT)).toBeUndefined();
    expect(whyStop(approving, [], { occurrence, due: 1, had: 0 }, AT)?.cause).toBe("approval");
  });
});

test("what a welcome carries is an opening, a reminder is one with nobody due", () => {
  const mails = [
    { occurrence: "a@2027", wave: "open", carries: ["b@2027"] },
    { occurrence: "a@2027", wave: "open" },
    { occurrence: "c@2027", wave: "remind-1" },
  ];
  expect(openingsIn(mails, new Map([["c@2027", 4]]))).toEqual([
    { occurrence: "a@2027", due: 2, had: 0 },
    { occurrence: "b@2027", due: 1, had: 0 },
    { occurrence: "c@2027", due: 0, had: 4 },
  ]);
});
