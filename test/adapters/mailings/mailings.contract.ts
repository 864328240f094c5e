import { expect, test } from "vitest";
import type { Mailings } from "#adapters/mailings/mailings.ts";

const at = "2027-04-01T14:00:00.000Z";
const later = "2027-04-01T15:00:00.000Z";
const latest = "2027-04-01T16:00:00.000Z";
const run = { occurrence: "retake-cim-survey@2027", wave: "open" };
const other = { occurrence: "match-day@2027", wave: "open" };
const reason = "5 of 100 mails bounced";

/** What every store of runs does; `open` makes an empty one. */
export const runsContract = (open: () => Promise<Mailings>): void => {
  test("a mailing that nobody paused is not known", async () => {
    const mailings = await open();
    expect(await mailings.get(run)).toBeUndefined();
    expect(await mailings.paused()).toEqual([]);
    expect(await mailings.resume(run, { since: at, at: later })).toBe(false);
    expect(await mailings.get(run)).toBeUndefined();
  });

  test("the first to pause a run wins", async () => {
    const mailings = await open();
    expect(await mailings.pause(run, { at, reason })).toBe(true);
    expect(await mailings.pause(run, { at: later, reason: "another" })).toBe(false);
    expect(await mailings.get(run)).toEqual({ ...run, paused: { at, reason } });
  });

  test("of many who pause a run at the same time one wins", async () => {
    const mailings = await open();
    const won = await Promise.all(Array.from({ length: 5 }, () => mailings.pause(run, { at, reason })));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  test("a run goes on once it is resumed, and twice is once", async () => {
    const mailings = await open();
    await mailings.pause(run, { at, reason });
    expect(await mailings.resume(run, { since: at, at: later })).toBe(true);
    expect(await mailings.resume(run, { since: at, at: latest })).toBe(false);
    expect(await mailings.get(run)).toEqual({ ...run, resumedAt: later });
    expect(await mailings.paused()).toEqual([]);
  });

  test("a pause that came since is not taken back by whoever saw the one before it", async () => {
    const mailings = await open();
    await mailings.pause(run, { at, reason });
    await mailings.resume(run, { since: at, at: later });
    await mailings.pause(run, { at: latest, reason });
    expect(await mailings.resume(run, { since: at, at: latest })).toBe(false);
    expect(await mailings.paused()).toEqual([{ ...run, paused: { at: latest, reason }, resumedAt: later }]);
  });

  test("news from before it was resumed does not pause a run again, later news does", async () => {
    const mailings = await open();
    await mailings.pause(run, { at, reason });
    await mailings.resume(run, { since: at, at: later });
    expect(await mailings.pause(run, { at, reason })).toBe(false);
    expect(await mailings.pause(run, { at: later, reason })).toBe(false);
    expect(await mailings.pause(run, { at: latest, reason })).toBe(true);
    expect(await mailings.get(run)).toEqual({ ...run, paused: { at: latest, reason }, resumedAt: later });
  });

  test("each mailing stands by itself, and those that are paused are listed in order", async () => {
    const mailings = await open();
    await mailings.pause(run, { at, reason });
    await mailings.pause({ ...run, wave: "remind-1" }, { at, reason });
    await mailings.pause(other, { at: later, reason });
    await mailings.resume({ ...run, wave: "remind-1" }, { since: at, at: latest });
    expect(await mailings.paused()).toEqual([
      { ...other, paused: { at: later, reason } },
      { ...run, paused: { at, reason } },
    ]);
  });

  test("a first mailing's opening is recorded once, and not while it is paused", async () => {
    const mailings = await open();
    expect(await mailings.open(run, { at, recipients: 30, mustBeApproved: false })).toBe(true);
    expect(await mailings.open(run, { at: later, recipients: 99, mustBeApproved: false })).toBe(true);
    expect(await mailings.get(run)).toEqual({ ...run, opened: { at, recipients: 30 } });
    await mailings.pause(other, { at, reason, cause: "recipients" });
    expect(await mailings.open(other, { at: later, recipients: 1, mustBeApproved: false })).toBe(false);
    expect(await mailings.all()).toEqual([
      { ...other, paused: { at, reason, cause: "recipients" } },
      { ...run, opened: { at, recipients: 30 } },
    ]);
  });

  test("what opened may be for more later on, never for fewer; nothing is for anybody before it opened", async () => {
    const mailings = await open();
    await mailings.reach(run, { at, recipients: 50 });
    expect(await mailings.get(run)).toBeUndefined();
    await mailings.open(run, { at, recipients: 30, mustBeApproved: false });
    for (const recipients of [40, 35]) await mailings.reach(run, { at, recipients });
    expect(await mailings.get(run)).toEqual({ ...run, opened: { at, recipients: 40 } });
  });

  test("what waits for a yes opens after one, which ends the wait and cannot be taken back then", async () => {
    const mailings = await open();
    const yes = { at: later, by: "R. Vance", recipients: 30 };
    await mailings.pause(run, { at, reason, cause: "approval" });
    expect(await mailings.open(run, { at, recipients: 30, mustBeApproved: true })).toBe(false);
    expect(await mailings.approve(run, yes)).toBe(true);
    expect(await mailings.approve(run, { ...yes, by: "another" })).toBe(false);
    expect(await mailings.get(run)).toEqual({ ...run, approved: yes });
    expect(await mailings.open(run, { at: latest, recipients: 31, mustBeApproved: true })).toBe(true);
    expect(await mailings.disapprove(run)).toBe(false);
    expect(await mailings.approve(run, yes)).toBe(false);
  });

  test("a yes that is taken back before it opened is none, and does not end another pause", async () => {
    const mailings = await open();
    const yes = { at, by: "R. Vance", recipients: 30 };
    expect(await mailings.disapprove(run)).toBe(false);
    await mailings.approve(run, yes);
    expect(await mailings.disapprove(run)).toBe(true);
    expect(await mailings.open(run, { at: later, recipients: 30, mustBeApproved: true })).toBe(false);
    await mailings.pause(other, { at, reason });
    expect(await mailings.approve(other, yes)).toBe(false);
    expect((await mailings.get(other))?.paused).toEqual({ at, reason });
  });
};
