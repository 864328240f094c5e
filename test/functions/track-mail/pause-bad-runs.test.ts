import { describe, expect, test } from "vitest";
import { memoryRuns } from "#adapters/doubles/memory-runs.ts";
import type { MailStateName } from "#domain/mail-states.ts";
import type { Part } from "#domain/part.ts";
import { pauseBadRuns } from "../../../functions/track-mail/pause-bad-runs.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const OPEN = { occurrence: OCCURRENCE, wave: "open" };
const AT = "2027-04-01T13:01:00.000Z";
const LATER = "2027-04-01T14:00:00.000Z";
const LATEST = "2027-04-01T15:00:00.000Z";

const part = (nth: number, state: MailStateName, at: string): Part => ({
  occurrence: OCCURRENCE,
  milestone: "retake-cim-survey",
  student: `k${nth}`,
  cohort: "pathways-2029",
  revision: 0,
  mails: { open: { state, plannedAt: AT, attempt: 1, at } },
});

/** A class of 160 of whose mails so many bounced. */
const classWith = (bounced: number, at = AT) => {
  const runs = memoryRuns();
  const parts = Array.from({ length: 160 }, (_, nth) => part(nth, nth < bounced ? "bounced" : "delivered", at));
  let reads = 0;
  const asOfNow = async () => {
    reads += 1;
    return parts;
  };
  return { runs, parts: { asOfNow }, reads: () => reads };
};

describe("a run of which too many mails bounce", () => {
  test("is paused, and it is said why, in counts", async () => {
    const needs = classWith(5);
    const failed = [AT, "2027-04-01T13:02:00.000Z", AT].map((at) => ({ ...OPEN, at }));
    const reason = "5 of 160 mails bounced";
    expect(await pauseBadRuns(needs, failed)).toEqual([{ ...OPEN, reason }]);
    expect(await needs.runs.paused()).toEqual([{ ...OPEN, paused: { at: "2027-04-01T13:02:00.000Z", reason } }]);
    expect(needs.reads()).toBe(1);
  });

  test("is paused once, however often it is told", async () => {
    const needs = classWith(5);
    await pauseBadRuns(needs, [{ ...OPEN, at: AT }]);
    expect(await pauseBadRuns(needs, [{ ...OPEN, at: LATER }])).toEqual([]);
    expect(needs.reads()).toBe(1);
  });

  test("goes on where staff took it up again, until as many bounce anew", async () => {
    const needs = classWith(5);
    await pauseBadRuns(needs, [{ ...OPEN, at: AT }]);
    await needs.runs.resume(OPEN, { since: AT, at: LATER });
    expect(await pauseBadRuns(needs, [{ ...OPEN, at: LATEST }])).toEqual([]);
    const anew = { ...classWith(5, LATEST), runs: needs.runs };
    expect(await pauseBadRuns(anew, [{ ...OPEN, at: LATEST }])).toHaveLength(1);
  });
});

describe("a run of which few mails bounce", () => {
  test("goes on", async () => {
    const needs = classWith(4);
    expect(await pauseBadRuns(needs, [{ ...OPEN, at: AT }])).toEqual([]);
    expect(await needs.runs.paused()).toEqual([]);
  });

  test("is not looked at where none does", async () => {
    const needs = classWith(5);
    expect(await pauseBadRuns(needs, [])).toEqual([]);
    expect(needs.reads()).toBe(0);
  });
});
