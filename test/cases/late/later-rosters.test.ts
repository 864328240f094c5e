import { describe, expect, test } from "vitest";
import { foretold, mailsTo } from "./foretold.ts";

const heldIn = ({ held }: Awaited<ReturnType<typeof foretold>>): string[] =>
  held.map(({ studentId, reason }) => `${studentId} ${reason}`);

describe("a later roster, by what preview says", () => {
  test("case 01: a field that nobody needs costs the field", async () => {
    const of = await foretold({ roster: "01-advisor-tbd.csv", to: "2027-06-30" });
    expect(new Set(of.mails.map(({ studentId }) => studentId)).size).toBe(5);
    expect(of.warnings.map(({ line, column }) => [line, column])).toEqual([
      [2, "society_advisor_email"],
      [3, "society_advisor_email"],
      [4, "society_advisor_email"],
    ]);
  });

  test("case 02: nobody is written to on Match Day who died, left, or may have", async () => {
    const of = await foretold({
      roster: "02-before.csv",
      later: { "2027-01-10": "02-status-words.csv" },
      to: "2027-06-30",
    });
    expect(heldIn(of)).toEqual(["00410035 status", "00410036 status", "00410037 status"]);
    expect(of.mails).toEqual([]);
  });

  test("case 04: ids that a spreadsheet changed make nobody two people", async () => {
    const of = await foretold({
      ...{ roster: "04-august.csv", to: "2027-06-30" },
      later: { "2026-09-15": "04-september-from-excel.csv" },
    });
    expect(heldIn(of)).toEqual(["00410101 double", "00410104 double", "410101 double", "410104 double"]);
    expect(of.mails.every(({ at }) => at < "2026-09-15")).toBe(true);
  });

  test("case 05: an id that is the address and changes is asked about", async () => {
    const of = await foretold({
      ...{ roster: "05-before.csv", to: "2027-06-30" },
      later: { "2026-09-15": "05-after-name-change.csv" },
    });
    expect(heldIn(of)).toEqual(["lee.tran@students.example.edu double", "lee.voss@students.example.edu double"]);
    expect(of.mails.every(({ at }) => at < "2026-09-15")).toBe(true);
  });

  test("case 06: a column that was sorted by itself changes nothing before a yes", async () => {
    const alone = await foretold({ roster: "06-class.csv", to: "2027-06-30" });
    const of = await foretold({
      ...{ roster: "06-class.csv", to: "2027-06-30" },
      later: { "2026-09-15": "06-one-column-sorted.csv" },
    });
    expect(of.mails).toEqual(alone.mails);
    expect(of.tasks).toEqual(alone.tasks);
  });

  test("case 07: a complete roster that lacks most of a class waits, and holds nobody", async () => {
    const of = await foretold({
      ...{ roster: "07-class.csv", complete: true, to: "2027-06-30" },
      later: { "2026-09-15": "07-active-only-export.csv" },
    });
    expect(of.held).toEqual([]);
    expect(mailsTo(of, "00410129")).toHaveLength(6);
  });

  test("case 35: rows of one id that contradict each other are held", async () => {
    const of = await foretold({ roster: "35-two-curricula.csv", to: "2027-06-30" });
    expect(heldIn(of)).toEqual(["00410221 rows", "00410222 rows"]);
    expect(of.mails).toEqual([]);
  });
});
