import { describe, expect, test } from "vitest";
import type { ImportRecord } from "#adapters/imports/imports.ts";
import { whyLookAgain } from "../../../functions/import-roster/look-again.ts";

const at = (hour: number) => `2026-09-01T${String(hour).padStart(2, "0")}:00:00.000Z`;
const counts = { students: 0, added: 0, changed: 0, unchanged: 0, held: 0, missing: 0, rejected: 0, warnings: 0 };
const importOf = (id: string, change: Partial<ImportRecord> = {}): ImportRecord => ({
  ...{ id, at: at(9), bucket: "b", key: `incoming/2026/${id}.csv`, sha256: id, isComplete: false, verdict: "counted" },
  ...{ why: [], counts, reports: `reports/${id}` },
  ...change,
});
const waiting = importOf("waiting", { verdict: "waits", at: at(10), why: ["email replaced"] });
const again = (others: readonly ImportRecord[], yes = at(14), one = waiting) =>
  whyLookAgain([...others, one], one, yes);

describe("a yes to a roster that waits is asked for once more", () => {
  test("where another counted after it came and before the yes, by its own name", () => {
    const why = ["other.csv counted meanwhile: look at the changes once more"];
    expect(again([importOf("other", { at: at(12) })])).toEqual(why);
    expect(again([importOf("older"), importOf("other", { at: at(12) })])).toEqual(why);
    expect(again([importOf("other", { verdict: "approved", at: at(9), decidedAt: at(12) })])).toEqual(why);
  });

  test("for the same reasons where that very yes is delivered again, and not for a later one", () => {
    const judged = { ...waiting, judgedAt: at(14), why: ["other.csv counted meanwhile"] };
    const other = importOf("other", { at: at(12) });
    expect(again([other], at(14), judged)).toEqual(judged.why);
    expect(again([other], at(13), judged)).toEqual(judged.why);
    expect(again([other], at(15), judged)).toEqual([]);
    expect(again([other, importOf("third", { at: at(15) })], at(16), judged)).toEqual([
      "third.csv counted meanwhile: look at the changes once more",
    ]);
  });
});

describe("a yes holds", () => {
  test.each([
    ["nothing else came", undefined],
    ["another counted before it came", { at: at(9) }],
    ["another counted at the moment it came", { at: at(10) }],
    ["another counted at the moment of the yes, or after it", { at: at(14) }],
    ["another waits, too", { at: at(12), verdict: "waits" }],
    ["another was discarded", { at: at(12), verdict: "discarded" }],
    ["another was refused", { at: at(12), verdict: "refused" }],
    ["another was approved after the yes", { at: at(12), verdict: "approved", decidedAt: at(15) }],
  ] as const)("where %s", (_, change) => {
    expect(again(change === undefined ? [] : [importOf("other", change)])).toEqual([]);
  });

  test("where it was given already: the same roster that is approved is not asked for", () => {
    const approved = { ...waiting, verdict: "approved" as const, decidedAt: at(13) };
    expect(again([importOf("other", { at: at(12) })], at(14), approved)).toEqual([]);
  });
});
