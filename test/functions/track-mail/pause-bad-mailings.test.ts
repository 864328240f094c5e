import { describe, expect, test } from "vitest";
import { memoryMailings } from "#adapters/mailings/memory-mailings.ts";
import type { MailStateName } from "#domain/parts/mail-states.ts";
import type { Part } from "#domain/parts/part.ts";
import { pauseBadMailings } from "../../../functions/track-mail/pause-bad-mailings.ts";

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
  const mailings = memoryMailings();
  const parts = Array.from({ length: 160 }, (_, nth) => part(nth, nth < bounced ? "bounced" : "delivered", at));
  let reads = 0;
  const asOfNow = async () => {
    reads += 1;
    return parts;
  };
  return { mailings, parts: { asOfNow }, reads: () => reads };
};

describe("a run of which too many mails bounce", () => {
  test("is paused, and it is said why, in counts", async () => {
    const needs = classWith(5);
    const failed = [AT, "2027-04-01T13:02:00.000Z", AT].map((at) => ({ ...OPEN, at }));
    const reason = "5 of 160 mails bounced";
    expect(await pauseBadMailings(needs, failed)).toEqual([{ ...OPEN, reason }]);
    expect(await needs.mailings.paused()).toEqual([{ ...OPEN, paused: { at: "2027-04-01T13:02:00.000Z", reason } }]);
    expect(needs.reads()).toBe(1);
  });

  test("is paused once, however often it is told", async () => {
    const needs = classWith(5);
    await pauseBadMailings(needs, [{ ...OPEN, at: AT }]);
    expect(await pauseBadMailings(needs, [{ ...OPEN, at: LATER }])).toEqual([]);
    expect(needs.reads()).toBe(1);
  });

  test("goes on where staff took it up again, until as many bounce anew", async () => {
    const needs = classWith(5);
    await pauseBadMailings(needs, [{ ...OPEN, at: AT }]);
    await needs.mailings.resume(OPEN, { since: AT, at: LATER });
    expect(await pauseBadMailings(needs, [{ ...OPEN, at: LATEST }])).toEqual([]);
    const anew = { ...classWith(5, LATEST), mailings: needs.mailings };
    expect(await pauseBadMailings(anew, [{ ...OPEN, at: LATEST }])).toHaveLength(1);
  });
});

describe("a run of which few mails bounce", () => {
  test("goes on", async () => {
    const needs = classWith(4);
    expect(await pauseBadMailings(needs, [{ ...OPEN, at: AT }])).toEqual([]);
    expect(await needs.mailings.paused()).toEqual([]);
  });

  test("is not looked at where none does", async () => {
    const needs = classWith(5);
    expect(await pauseBadMailings(needs, [])).toEqual([]);
    expect(needs.reads()).toBe(0);
  });
});
