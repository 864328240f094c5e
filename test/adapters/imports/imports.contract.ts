import { expect, test } from "vitest";
import { type ImportRecord, type Imports, importId } from "#adapters/imports/imports.ts";

const one = (hour: number, change: Partial<ImportRecord> = {}): ImportRecord => {
  const named = { at: `2026-08-03T${hour}:00:00.000Z`, sha256: "ab".repeat(32) };
  return {
    ...{ id: importId(named), ...named, bucket: "rosters", key: "incoming/fall.csv", isComplete: false },
    ...{ verdict: "waits", why: ["email replaced: 9 of 9"], reports: "reports/fall" },
    counts: { students: 9, added: 0, changed: 9, unchanged: 0, held: 0, missing: 0, rejected: 0, warnings: 0 },
    ...change,
  };
};

/** What every store of imports does; `open` makes an empty one. */
export const importsContract = (open: () => Promise<Imports>): void => {
  test("the newest comes first, and each is found by its id", async () => {
    const imports = await open();
    for (const hour of [11, 10, 12]) await imports.record(one(hour));
    expect(await imports.all()).toEqual([one(12), one(11), one(10)]);
    expect(await imports.get(one(11).id)).toEqual(one(11));
    expect(await imports.get("none")).toBeUndefined();
  });

  test("the newest of one second comes first, whatever their ids", async () => {
    const imports = await open();
    const came = ["f", "0", "9"].map((sign, at) => {
      const named = { at: `2026-08-03T10:00:00.${at}00Z`, sha256: sign.repeat(64) };
      return one(10, { ...named, id: importId(named) });
    });
    for (const each of came) await imports.record(each);
    expect(await imports.all()).toEqual(came.toReversed());
  });

  test("is decided on once, by who saw it as it stands", async () => {
    const imports = await open();
    await imports.record(one(10));
    const decision = { from: "waits", to: "discarded", at: "2026-08-04T10:00:00.000Z" } as const;
    expect(await imports.decide(one(10).id, decision)).toBe(true);
    expect(await imports.decide(one(10).id, decision)).toBe(false);
    expect(await imports.decide("none", decision)).toBe(false);
    expect(await imports.all()).toEqual([one(10, { verdict: "discarded", decidedAt: decision.at })]);
  });
};
