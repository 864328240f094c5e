import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { PACKAGE } from "../../cli/places.ts";
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { matchward } from "./running.fixture.ts";

const BIN = fileURLToPath(new URL("../../cli/matchward.js", import.meta.url));
const folder = temporaryFolder();

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Starts the real command as a person would, in another folder than the project's. */
const started = (...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], { cwd: folder }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

const HEADER = "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,society,status";
const roster = file(
  "roster.csv",
  [
    HEADER,
    "S1,s1@example.edu,Ada,One,pathways,2025,2029,Alder,active",
    "S2,s2@example.edu,Bo,Two,pathways,2025,,Alder,",
    "S3,nowhere,Cy,Three,pathways,2025,2029,Alder,active",
    "",
  ].join("\r\n"),
);
const APRIL = ["--program", SEVEN_MILESTONES, "--roster", roster, "--from", "2027-04-01", "--to", "2027-04-30"];

describe("help and usage", () => {
  test("the version is told, and is the one of the changelog", async () => {
    const { code, out } = await matchward("--version");
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(readFileSync(join(PACKAGE, "CHANGELOG.md"), "utf8")).toContain(`\n## ${out.trim()}\n`);
  });

  test("help teaches with examples, and is no error", async () => {
    const { code, out } = await started("preview", "--help");
    expect(code).toBe(0);
    expect(out).toContain("$ matchward preview --roster roster.csv --from 2026-08-01 --to 2027-06-30");
  });

  test.each([
    ["no command", [], "Usage: matchward"],
    ["an unknown command", ["reveiw"], "Did you mean preview?"],
    ["a missing option", ["preview", "--roster", roster], "required option '--from <date>' not specified"],
    [
      "a date that does not exist",
      ["preview", ...APRIL, "--from", "2027-02-30"],
      "Write a date that exists as YYYY-MM-DD",
    ],
    ["a span that ends before it begins", ["simulate", ...APRIL, "--to", "2027-03-01"], "time only goes forward"],
    ["a port that cannot be", ["start", "--port", "70000"], "from 0 to 65535"],
  ])("%s is told on standard error with exit code 2", async (_, args, said) => {
    const { code, out, err } = await matchward(...args);
    expect(err).toContain(said);
    expect(out).toBe("");
    expect(code).toBe(2);
  });
});

describe("input at fault", () => {
  test("is told as file, line, what and how to mend it, with exit code 1", async () => {
    const { code, err } = await started("preview", ...APRIL, "--roster", "none.csv");
    expect(err).toMatch(/^none\.csv:1: There is no such file\. Name a roster that can be read\.\n$/);
    expect(code).toBe(1);
  });

  test("is told a line a fault for answers", async () => {
    const answers = file(
      "answers.csv",
      "at,student_id,milestone\nnoon,S1,retake-cim-survey\n2027-04-02T12:00Z,S8,retake-cim-survey\n",
    );
    const { code, err } = await matchward("preview", ...APRIL, "--answers", answers);
    expect(err.split("\n").filter((line) => line.startsWith(`${answers}:`))).toHaveLength(2);
    expect(code).toBe(1);
  });

  test("stops where no row is good, and tells each row's reason", async () => {
    const empty = file("empty.csv", `${HEADER}\nS3,nowhere,Cy,Three,pathways,2025,2029,Alder,active\n`);
    const { code, err } = await matchward("preview", ...APRIL, "--roster", empty);
    expect(err).toContain(`${empty}:2: email "nowhere" is not an e-mail address`);
    expect(code).toBe(1);
  });

  test("a program folder that is not there is a fault of check", async () => {
    const { code, err } = await matchward("check", "no-such-program");
    expect(err).toMatch(/no-such-program.*:\d+: /);
    expect(code).toBe(1);
  });
});

describe("check and preview", () => {
  test("the default program has no fault", async () => {
    const { code, out } = await matchward("check");
    expect(out).toContain("no fault");
    expect(code).toBe(0);
  });

  test("preview takes the good rows, tells the bad ones, and writes the same JSON each time", async () => {
    const answers = file(
      "one.csv",
      "at,student_id,milestone\n2027-04-09T12:00:00Z,S1,retake-cim-survey\n2027-04-09T12:00:00Z,S3,retake-cim-survey\n",
    );
    const asked = ["preview", ...APRIL, "--answers", answers, "--json"];
    const first = await started(...asked, "a.json");
    await matchward(...asked, join(folder, "b.json"));
    expect(first.err).toContain("roster.csv:4: rejected: ");
    expect(first.err).toContain("ignored 1 answer");
    expect(first.out).toContain("retake-cim-survey@2027");
    expect(first.code).toBe(0);
    const json = readFileSync(join(folder, "a.json"), "utf8");
    expect(readFileSync(join(folder, "b.json"), "utf8")).toBe(json);
    const { mails, totals, rejected } = JSON.parse(json);
    expect(mails[0]).toEqual({
      studentId: "S1",
      to: "s1@example.edu",
      milestone: "retake-cim-survey",
      occurrence: "retake-cim-survey@2027",
      wave: "open",
      template: "retake-cim-survey",
      at: "2027-04-01T13:00:00.000Z",
    });
    expect(totals).toEqual({ students: 2, mails: 2 + 5, completed: 1 });
    expect(rejected).toEqual([{ line: 4, reason: expect.stringContaining("e-mail address") }]);
  });

  test("preview takes two students with one address in, and warns of both rows", async () => {
    const [header] = readFileSync(roster, "utf8").split("\n");
    const row = (id: string) => `${id},both@example.edu,Ada,Byron,pathways,2025,,Oak,active,,`;
    const { code, err, out } = await matchward(
      "preview",
      ...APRIL,
      "--roster",
      file("both.csv", [header, row("S1"), row("S2")].join("\n")),
    );
    expect(err).toMatch(/both.csv:2: warning: email both@example.edu is also that of line 3;/);
    expect(err).toMatch(/both.csv:3: warning: /);
    expect(out).toContain("2 students");
    expect(code).toBe(0);
  });

  test("preview tells how the account's quota spreads mailings, for people and not in the JSON", async () => {
    const asked = ["preview", ...APRIL, "--json", join(folder, "c.json")];
    await matchward(...asked);
    const before = readFileSync(join(folder, "c.json"), "utf8");
    const { out } = await matchward(...asked, "--quota", "1", "--rate", "14");
    expect(out).toContain("retake-cim-survey@2027/open, 2 mails: 2027-04-01 1, 2027-04-02 1; the last at 09:00");
    expect(readFileSync(join(folder, "c.json"), "utf8")).toBe(before);
    expect(await matchward("preview", ...APRIL, "--quota", "0")).toMatchObject({ code: 2 });
  });

  test("--json - puts the JSON, and nothing else, on standard output", async () => {
    const { out } = await matchward("preview", ...APRIL, "--json", "-");
    expect(JSON.parse(out).totals.students).toBe(2);
  });
});

describe("start", () => {
  test("says in a sentence that its port is taken, before anything is started", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, err } = await matchward("start", "--port", String(port));
    server.close();
    expect(err).toBe(
      `Port ${port} cannot be used: something listens on it, or it is not allowed. Stop what uses it, or choose another one, e.g. --port 0 for any that is free.\n`,
    );
    expect(code).toBe(1);
  });
});
