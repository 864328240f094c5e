import { describe, expect, test } from "vitest";
import { namelessDoubts, namelessWarnings } from "#domain/imports/nameless.ts";
import type { NamelessRow } from "#domain/people/roster-row.ts";
import { AT, judged, rowOf, standing, stored } from "./school.fixture.ts";

const one = stored("1", { email: "Ann@x.edu" });
const row = (change: Partial<NamelessRow> = {}): NamelessRow => ({
  line: 7,
  email: "ann@X.edu",
  status: { word: " Withdrawn ", means: "withdrawn" },
  ...change,
});
const doubts = (rows: readonly NamelessRow[] | undefined, student = one) => namelessDoubts(rows, student, AT);

describe("a row without an id, with the address of somebody stored", () => {
  test("that says they are gone leaves them in doubt, and says where and what it says", () => {
    expect(doubts([row()])).toEqual([
      {
        reason: "rows",
        since: AT,
        evidence: "rows:no id;status=withdrawn",
        says: 'Line 7 has no id but their address, and gives the status "Withdrawn".',
      },
    ]);
    expect(namelessWarnings([row()], [one, stored("2")])).toEqual([
      {
        line: 7,
        column: "student_id",
        message: "the row has no id; 1, who has its address, is held for what it says",
      },
    ]);
  });

  test("with a word that nobody knows leaves them in doubt as well", () => {
    expect(doubts([row({ status: { word: "Not_here" } })])).toMatchObject([
      { evidence: "rows:no id;status=not here", says: expect.stringContaining('"Not_here"') },
    ]);
  });

  test("each of several leaves its own doubt", () => {
    const rows = [row(), row({ line: 9, status: { word: "dead", means: "deceased" } })];
    expect(doubts(rows).map(({ evidence }) => evidence)).toEqual([
      "rows:no id;status=withdrawn",
      "rows:no id;status=dead",
    ]);
    expect(namelessWarnings(rows, [one]).map(({ line }) => line)).toEqual([7, 9]);
  });

  test.each([
    ["says that they are active", row({ status: { word: "active", means: "active" } }), one],
    ["says no status", { line: 7, email: "ann@x.edu" }, one],
    ["says the status that is stored", row({ status: { word: "LOA", means: "leave" } }), { ...one, status: "leave" }],
    ["is of another address", row({ email: "other@x.edu" }), one],
    ["has no address", { line: 7, status: { word: "Withdrawn", means: "withdrawn" } }, one],
    ["is of one who is gone", row({ status: { word: "dead", means: "deceased" } }), { ...one, status: "withdrawn" }],
  ] as const)("says nothing against them where it %s", (_, nameless, student) => {
    expect(doubts([nameless], { ...student })).toEqual([]);
    expect(namelessWarnings([nameless], [{ ...student }])).toEqual([]);
  });

  test("that says that one on leave is active is no doubt, and one that says they are gone is", () => {
    const away = { ...one, status: "leave" as const };
    expect(doubts([row({ status: { word: "active", means: "active" } })], away)).toEqual([]);
    expect(doubts([row()], away)).toHaveLength(1);
  });

  test("is none where a roster has no such row", () => {
    expect([doubts(undefined), doubts([])]).toEqual([[], []]);
  });
});

test("an import holds whom such a row is against, once, whether it names them or not", () => {
  const nameless = [row()];
  for (const rows of [[], [rowOf(one)]]) {
    const judgement = judged([one, stored("2")], rows, { nameless });
    expect(standing([one, stored("2")], judgement)).toEqual({ 1: "active, held: rows", 2: "active" });
    expect(judgement.warnings).toHaveLength(1);
    expect(judged(judgement.held, rows, { nameless }).save).toEqual([]);
  }
});
