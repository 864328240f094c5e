import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { letterNamed } from "../../../cli/forecast/preview/letter-named.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { matchward } from "../running.fixture.ts";
import { ada, BO, rosterFile, smallProgram } from "./small-school.fixture.ts";

const program = smallProgram("letters");
const roster = rosterFile("letters.csv", ada(2030), BO);
const written = (mail: string, ...more: string[]) => {
  const span = ["--from", "2026-08-01", "--to", "2027-06-30"];
  return matchward("preview", "--program", program, "--roster", roster, ...span, "--mail", mail, ...more);
};

describe("a mail that is written out", () => {
  test("looks as the student will see it, under what a mailbox shows", async () => {
    const { code, out } = await written("S1/survey@2027/remind-1");
    expect(code).toBe(0);
    expect(out).toContain(
      "From: Small Advising\nTo: s1@example.edu\nDate: 2027-04-08 09:00 EDT\nSubject: The survey\n\nHello Ada,\n",
    );
    expect(out).toContain("Until Friday, April 30.");
    expect(out).not.toContain("{{");
  });

  test("has links that lead nowhere, and says so", async () => {
    const html = join(temporaryFolder(), "mail.html");
    const { out, err } = await written("S1/survey@2027/open", "--html", html);
    expect(err).toContain("its links stand for the student's own, and lead nowhere");
    const page = readFileSync(html, "utf8");
    expect(page).toContain("Hello Ada,");
    const links = [...`${out}${page}`.matchAll(/https?:\/\/[^\s"<]+/g)].map(([link]) => new URL(link));
    const own = links.filter(({ hostname }) => hostname.endsWith(".invalid"));
    expect(new Set(own.map(({ pathname }) => pathname))).toEqual(
      new Set(["/the-students-own-link", "/the-students-mail-choices"]),
    );
    expect(links.filter(({ pathname }) => /^\/[spu]\//.test(pathname))).toEqual([]);
  });

  test("is one that goes out in that time, else it is a fault", async () => {
    const { code, err } = await written("S2/survey@2027/open");
    expect(err).toMatch(/letters\.csv:1: S2 gets no open of survey@2027 in that time\. `matchward explain` says/);
    expect(code).toBe(1);
  });

  test("is one of somebody in the roster, else it is a fault that says so", async () => {
    const { code, err } = await written("S9/survey@2027/open");
    expect(err).toMatch(/letters\.csv:1: There is no student S9 in it\. Name a student_id of it\./);
    expect(code).toBe(1);
  });

  test("is named by student, occurrence and wave, whatever stands in the student's id", () => {
    expect(letterNamed("A/1/survey@2027/open")).toEqual({ studentId: "A/1", occurrence: "survey@2027", wave: "open" });
    for (const other of ["S1", "S1/survey/open", "survey@2027/open", ""]) expect(letterNamed(other)).toBeUndefined();
  });
});
