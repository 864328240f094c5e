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
};
