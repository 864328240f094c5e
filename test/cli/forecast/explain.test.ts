import { describe, expect, test } from "vitest";
import { matchward } from "../running.fixture.ts";
import { ada, BO, rosterFile, smallProgram } from "./small-school.fixture.ts";

const program = smallProgram("explained");
const roster = rosterFile("here.csv", ada(2030), BO);
const explain = (who: string, what: string, on: string, ...more: string[]) =>
  matchward("explain", who, what, "--program", program, "--roster", roster, "--on", on, ...more);

describe("explain", () => {
  test("tells a person what becomes of it, and a line a rule", async () => {
    const { code, out } = await explain("S1", "meeting", "2027-01-10");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Ada One \(S1\), meeting, as of 2027-01-10: will be sent on Tuesday, January 16, 2029 at 09:00 EST\n/,
    );
    expect(out).toContain("  yes  The meeting is for Long students: Ada One is on the Long track\n");
  });

  test("says no by a rule that does not hold", async () => {
    const { out } = await explain("S2", "meeting", "2027-01-10");
    expect(out).toContain(": never\n");
    expect(out).toContain("  no   The meeting is for Long students: Bo Two is on the Bare track\n");
  });

  test("answers as JSON, of a student named by address and of one mail of an occurrence", async () => {
    const { out } = await explain("S1@Example.edu", "survey@2027/remind-1", "2027-05-10", "--json");
    expect(JSON.parse(out)).toEqual({
      verdict: "sent",
      at: "2027-04-08T13:00:00.000Z",
      because: expect.arrayContaining([{ rule: expect.any(String), fact: expect.any(String), holds: true }]),
    });
  });

  test("says of a series how often it comes, and that its sessions give its days", async () => {
    const hms = ["--roster", "local/sample-school/roster.csv", "--on", "2027-01-10"];
    const { code, out } = await matchward("explain", "20240001", "specialty-interest-series", ...hms);
    expect(code).toBe(0);
    expect(out).toBe(
      "specialty-interest-series, as of 2027-01-10: waits\n\n" +
        "  no   Specialty Interest Series is a series: it comes every 2 weeks from September 1 to May 31: each of its " +
        "sessions gives a day of its own, and nothing goes out without one (owner: Director of Career Advising)\n",
    );
  });

  test("says of help for the marked that nothing tells of whom", async () => {
    const hms = ["--roster", "local/sample-school/roster.csv", "--on", "2027-01-10"];
    const { code, err } = await matchward("explain", "20230001", "match-week-help", ...hms);
    expect(code).toBe(1);
    expect(err).toContain("match-week-help goes to whom a dean has marked, and nothing tells of whom");
  });

  test("a leave with days is lived through: what is still of use goes out on the return", async () => {
    const away = rosterFile("away.csv", `${ada(2030, "leave")},2026-10-01,2027-04-05`);
    const told = async (what: string) => {
      const asked = ["--program", program, "--roster", away, "--on", "2026-11-01", "--json"];
      return JSON.parse((await matchward("explain", "S1", what, ...asked)).out);
    };
    expect(await told("survey")).toMatchObject({ verdict: "will be sent", at: "2027-04-06T13:00:00.000Z" });
    expect(await told("news")).toMatchObject({ verdict: "never" });
  });

  test("a roster that comes later counts from its day on", async () => {
    const gone = rosterFile("gone.csv", ada(2030, "withdrawn"), BO);
    const told = async (on: string) =>
      JSON.parse((await explain("S1", "meeting", "2027-01-10", "--then", `${on}=${gone}`, "--json")).out).verdict;
    expect(await told("2028-06-01")).toBe("never");
    expect(await told("2029-02-01")).toBe("will be sent");
  });

  test.each([
    ["a student", ["S11", "meeting"], /here\.csv:1: There is no student S11 in it\. Did you mean S1\?/],
    ["a milestone", ["S1", "meting"], /explained:1: There is no milestone meting in it\. Did you mean meeting\?/],
    ["an occurrence", ["S1", "news@2020"], /explained:1: news never comes as news@2020\./],
    ["a mail", ["S1", "survey@2027/remind-9"], /survey@2027 has no mail remind-9\. Did you mean remind-/],
  ])("%s that is not there is a fault that says what was meant", async (_, [who = "", what = ""], said) => {
    const { code, err } = await explain(who, what, "2027-01-10");
    expect(err).toMatch(said);
    expect(code).toBe(1);
  });
});
