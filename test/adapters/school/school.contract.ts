import { describe, expect, test } from "vitest";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";

/** What every store of access codes does; `open` makes an empty one. */
export const accessCodesContract = (open: () => Promise<AccessCodes>): void => {
  test("a student without a code has none", async () => {
    const codes = await open();
    expect(await codes.get("k1")).toBeUndefined();
  });

  test("the last code that was saved is the student's own", async () => {
    const codes = await open();
    await codes.save("k1", "first");
    await codes.save("k1", "second");
    await codes.save("k2", "other");
    expect(await codes.get("k1")).toBe("second");
    expect(await codes.all()).toEqual(
      new Map([
        ["k1", "second"],
        ["k2", "other"],
      ]),
    );
  });

  test("a code that is forgotten is nobody's, until there is another", async () => {
    const codes = await open();
    await codes.save("k1", "first");
    for (let times = 0; times < 2; times += 1) await codes.forget("k1");
    await codes.forget("k2");
    expect([await codes.get("k1"), await codes.get("k2"), await codes.all()]).toEqual([
      undefined,
      undefined,
      new Map(),
    ]);
    await codes.save("k1", "second");
    expect(await codes.get("k1")).toBe("second");
  });
};

/** What every record of the school does; `open` makes an empty one. */
export const schoolRecordContract = (open: () => Promise<SchoolRecord>): void => {
  describe("start", () => {
    test("before the first roster there is no start", async () => {
      const school = await open();
      expect(await school.startedOn()).toBeUndefined();
    });

    test("the first start stands, and a later one is told so", async () => {
      const school = await open();
      expect(await school.start("2026-08-01")).toBe("2026-08-01");
      expect(await school.start("2027-08-01")).toBe("2026-08-01");
      expect(await school.startedOn()).toBe("2026-08-01");
    });

    test("starts at the same time agree on one date", async () => {
      const school = await open();
      const dates = Array.from({ length: 20 }, (_, index) => `2026-08-${String(index + 1).padStart(2, "0")}`);
      const answers = await Promise.all(dates.map((date) => school.start(date)));
      expect(new Set(answers)).toEqual(new Set([await school.startedOn()]));
    });
  });

  describe("what was sent lately", () => {
    test("is nothing at first, then what was saved last, and touches no other record", async () => {
      const school = await open();
      expect(await school.lastSent()).toEqual({});
      await school.saveLastSent({ "match-day@2028": "2028-03-17", "retake-cim-survey@2028": "2028-04-03" });
      await school.saveLastSent({ "retake-cim-survey@2028": "2028-04-04" });
      expect(await school.lastSent()).toEqual({ "retake-cim-survey@2028": "2028-04-04" });
      expect(await school.startedOn()).toBeUndefined();
    });
  });

  describe("the newest roster", () => {
    const upload = (hour: number) => ({
      ...{ at: `2026-08-03T${hour}:00:00.000Z`, bucket: "rosters" },
      ...{ key: `incoming/${hour}.csv`, sha256: "ab".repeat(32) },
    });

    test("is the one that was uploaded last, whichever comes first", async () => {
      const school = await open();
      expect(await school.newestRoster()).toBeUndefined();
      expect(await school.claimRoster(upload(11))).toBe(true);
      expect(await school.claimRoster(upload(10))).toBe(false);
      expect(await school.claimRoster(upload(11))).toBe(true);
      expect(await school.newestRoster()).toEqual(upload(11));
      expect(await school.claimRoster(upload(12))).toBe(true);
    });
  });
};
