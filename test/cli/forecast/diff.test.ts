import { describe, expect, test } from "vitest";
import { matchward } from "../running.fixture.ts";
import { ada, BO, rosterFile, smallProgram } from "./small-school.fixture.ts";

const program = smallProgram("old");
const old = rosterFile("old.csv", ada(2030), BO);
const SPAN = ["--from", "2026-08-01", "--to", "2030-06-30"];
const json = async (...args: string[]) => JSON.parse((await matchward(...args, "--json")).out);

describe("diff of two programs", () => {
  test("a moved April date moves that mail of everybody, and tells from when to when", async () => {
    const moved = smallProgram("moved", { "day: April 1\n": "day: April 8\n" });
    const { code, out } = await matchward("diff", program, moved, "--roster", old, ...SPAN);
    expect(code).toBe(0);
    expect(out).toContain("mails: 0 gained, 0 lost, 3 moved, 4 as before\n");
    expect(out).toMatch(/survey@2027\/open +2027-04-01 09:00 EDT +2027-04-08 09:00 EDT +1 +Ada One \(S1\)\n/);
  });

  test("a program is no different from itself, and that is exit code 0 too", async () => {
    const { code, out } = await matchward("diff", program, program, "--roster", old, ...SPAN, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ gains: [], loses: [], moves: [], unchanged: 7 });
  });

  test("what both have to say of the roster is said once", async () => {
    const bad = rosterFile("bad.csv", ada(2030), "S3,nowhere,Cy,Three,long,2026,2030,Alder,active");
    const { err } = await matchward("diff", program, program, "--roster", bad, ...SPAN);
    expect(err.match(/:3: rejected/g)).toHaveLength(1);
  });
});

describe("diff of two rosters", () => {
  const fifth = rosterFile("fifth.csv", ada(2031), BO);
  const compared = ["diff", "--program", program, "--roster", old, "--to-roster", fifth, ...SPAN];

  test("is the difference of their previews: a fifth year", async () => {
    const mailsOf = async (file: string): Promise<string[]> => {
      const { out } = await matchward("preview", "--program", program, "--roster", file, ...SPAN, "--json", "-");
      return JSON.parse(out).mails.map((mail: unknown) => JSON.stringify(mail));
    };
    const [before, after] = [await mailsOf(old), await mailsOf(fifth)];
    const { gains, loses, moves, unchanged } = await json(...compared);
    const only = (some: string[], others: string[]) => some.filter((mail) => !others.includes(mail));
    expect(gains.map((mail: unknown) => JSON.stringify(mail))).toEqual(only(after, before));
    expect(loses.map((mail: unknown) => JSON.stringify(mail))).toEqual(only(before, after));
    expect([loses.length, moves, unchanged]).toEqual([1, [], before.length - 1]);
  });

  test("says for people who loses what, and what comes instead", async () => {
    const { out } = await matchward(...compared);
    expect(out).toMatch(
      /meeting@2029\/open +2029-01-16 09:00 EST +1 +Ada One \(S1\) +meeting@2030 on 2030-01-15 09:00 EST\n/,
    );
    expect(out).not.toContain("Bo Two");
  });

  test("the other way round it takes everything back", async () => {
    const there = await json(...compared);
    const back = await json("diff", "--program", program, "--roster", fifth, "--to-roster", old, ...SPAN);
    expect(back).toEqual({ gains: there.loses, loses: there.gains, moves: [], unchanged: there.unchanged });
  });

  test("whom the second roster leaves out stays, unless it says that it names everybody", async () => {
    const alone = rosterFile("alone.csv", ada(2030));
    const lost = async (...more: string[]) => {
      const { loses } = await json(
        "diff",
        "--program",
        program,
        "--roster",
        old,
        "--to-roster",
        alone,
        ...SPAN,
        ...more,
      );
      return loses.map(({ studentId }: { studentId: string }) => studentId);
    };
    expect(await lost()).toEqual([]);
    expect(await lost("--complete")).toEqual(["S2"]);
  });

  test("a roster that needs a yes is told of as if it had one, and why it needs one is said", async () => {
    const rows = (year: number) =>
      [..."abcdefgh"].map((one) => `T${one},t${one}@example.edu,Ann,One,long,2026,${year},Alder,active`);
    const [one, other] = [rosterFile("many.csv", ...rows(2030)), rosterFile("later.csv", ...rows(2031))];
    const asked = ["diff", "--program", program, "--roster", one, "--to-roster", other, ...SPAN, "--json"];
    const { code, out, err } = await matchward(...asked);
    expect(code).toBe(0);
    expect(JSON.parse(out).loses).toHaveLength(8);
    expect(err).toMatch(/later\.csv: waits for a yes; told here is what it changes once it has one: years replaced: 8/);
  });
});

test.each([
  ["one program alone", [program]],
  ["nothing to compare with", []],
  ["both at once", [program, program, "--to-roster", old]],
])("diff of %s is a usage error", async (_, args) => {
  const { code, err } = await matchward("diff", ...args, "--roster", old, ...SPAN);
  expect(err).toContain("name two program folders, or one more roster with --to-roster");
  expect(code).toBe(2);
});
