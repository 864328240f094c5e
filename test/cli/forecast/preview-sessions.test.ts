import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tableOf } from "#files/csv/table.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { matchward } from "../running.fixture.ts";
import { ada, BO, rosterFile, smallProgram } from "./small-school.fixture.ts";

const folder = temporaryFolder();
const sessionsFile = (name: string, ...rows: string[]): string => {
  writeFileSync(join(folder, name), ["session_id,item,starts_at,rsvp,status", ...rows, ""].join("\n"));
  return join(folder, name);
};

const WINDOW = {
  "when: { day: January 15, year: graduation - 1 }":
    "when: { window: { from: February 1, to: March 31 }, phase: early }",
};
const program = smallProgram("with-sessions", WINDOW);
const roster = rosterFile("with-sessions.csv", ada(2030), BO);
const meeting = sessionsFile("meeting.csv", "meeting-2027,meeting,2027-02-10 17:30,none,planned");
const dinner = sessionsFile("dinner.csv", "dinner-2027,meeting,2027-02-10 17:30,required,planned");
const moved = sessionsFile("moved.csv", "meeting-2027,meeting,2027-02-17 17:30,none,planned");
const off = sessionsFile("off.csv", "meeting-2027,meeting,2027-02-17 17:30,none,cancelled");

const preview = (...more: string[]) => {
  const span = ["--from", "2026-08-01", "--to", "2027-03-10"];
  return matchward("preview", "--program", program, "--roster", roster, ...span, ...more);
};
const statesOf = (csv: string) =>
  tableOf(csv)
    .rows.map(([state, date, time, student, , occurrence, wave]) =>
      [state, date, time, student, occurrence, wave].filter(Boolean).join(" "),
    )
    .filter((row) => row.includes("meeting") || row.includes("dinner"));

describe("a preview with sessions", () => {
  test("has their mails among the others, and no window without a day that a session gives one", async () => {
    expect(statesOf((await preview("--format", "csv")).out)).toEqual(["unscheduled meeting"]);
    expect(statesOf((await preview("--format", "csv", "--sessions", meeting)).out)).toEqual([
      "mail 2027-01-27 09:00 EST S1 session:meeting-2027 open",
      "mail 2027-02-09 09:00 EST S1 session:meeting-2027 day-before",
      "depends 2027-02-11 session:meeting-2027 thanks",
    ]);
  });

  test("has no invitation of a session wait for a yes, where first mailings do", async () => {
    const asking = smallProgram("sessions-approved", { ...WINDOW, "sendAt:": "approval: first-mailing\nsendAt:" });
    const span = ["--from", "2026-12-01", "--to", "2027-03-10", "--sessions", meeting, "--json", "-"];
    const { out } = await matchward("preview", "--program", asking, "--roster", roster, ...span);
    const held: { occurrence: string }[] = JSON.parse(out).held;
    expect(JSON.parse(out).mails).toContainEqual(expect.objectContaining({ occurrence: "session:meeting-2027" }));
    expect(held.filter(({ occurrence }) => occurrence.startsWith("session:"))).toEqual([]);
  });

  test("moves and cancels them as later files say, each told at the instant at which it comes", async () => {
    const then = ["--then", `2027-02-05=${moved}`, "--then", `2027-02-17=${off}`];
    expect(statesOf((await preview("--format", "csv", "--sessions", meeting, ...then)).out)).toEqual([
      "mail 2027-01-27 09:00 EST S1 session:meeting-2027 open",
      "mail 2027-02-05 00:00 EST S1 session:meeting-2027 moved-1",
      "mail 2027-02-16 09:00 EST S1 session:meeting-2027 day-before-1",
      "mail 2027-02-17 00:00 EST S1 session:meeting-2027 cancelled",
      "unscheduled meeting",
    ]);
  });

  test("foretells an invitation that asks for an answer, and says that the rest depends on it", async () => {
    const { out } = await preview("--sessions", dinner, "--json", "-");
    const { mails, dependent } = JSON.parse(out);
    const session = "session:dinner-2027";
    expect(mails.filter(({ occurrence }: { occurrence: string }) => occurrence === session)).toEqual([
      {
        ...{ studentId: "S1", to: "s1@example.edu", milestone: "meeting", occurrence: session, wave: "open" },
        ...{ template: expect.any(String), at: "2027-01-27T14:00:00.000Z" },
      },
    ]);
    expect(dependent).toEqual([
      { occurrence: session, wave: "day-before", from: "2027-02-09", dependsOn: "answers" },
      { occurrence: session, wave: "thanks", from: "2027-02-11", dependsOn: "answers" },
    ]);
    expect((await preview("--sessions", dinner)).out).toContain(
      "\ndepends on answers: the word on the eve of 1 session, and thanks\n",
    );
  });

  test("foretells what becomes of the answers that are given, and tells which it ignores", async () => {
    const answers = join(folder, "answers.csv");
    const rows = ["2027-01-26T12:00:00Z,S1", "2027-02-01T12:00:00Z,S1", "2027-02-01T12:00:00Z,S2"];
    const lines = rows.map((row) => `${row},session:dinner-2027,yes,`);
    writeFileSync(answers, ["at,student_id,milestone,answer,guests", ...lines, ""].join("\n"));
    const { out, err } = await preview("--sessions", dinner, "--answers", answers, "--format", "csv");
    expect(statesOf(out)).toEqual([
      "mail 2027-01-27 09:00 EST S1 session:dinner-2027 open",
      "mail 2027-02-09 09:00 EST S1 session:dinner-2027 day-before",
      "mail 2027-02-16 09:00 EST S1 session:dinner-2027 thanks",
    ]);
    expect(err).toContain(
      "ignored 1 answer, before the student was invited to session:dinner-2027: S1 at 2027-01-26T12:00:00.000Z\n",
    );
    expect(err).toContain("ignored 1 answer, to session:dinner-2027, to which the student is not invited: S2 at ");
  });

  test("without a file of sessions says nothing of them", async () => {
    expect(JSON.parse((await preview("--json", "-")).out)).not.toHaveProperty("dependent");
  });

  test("writes out one of them, also what a guest was told before", async () => {
    const letter = async (wave: string) =>
      (
        await preview(
          "--sessions",
          meeting,
          "--then",
          `2027-02-05=${moved}`,
          "--mail",
          `S1/session:meeting-2027/${wave}`,
        )
      ).out;
    expect(await letter("moved-1")).toMatch(
      /^Subject: Moved: .*February 17.*\n[\s\S]*Hello Ada,[\s\S]*before: .*February 10/m,
    );
    expect(await letter("day-before-1")).toMatch(/^Subject: Tomorrow: /m);
    expect(await letter("thanks")).toBe("");
  });

  test("puts them together by day, by item and by cohort", async () => {
    const by = async (what: string) => (await preview("--sessions", meeting, "--by", what)).out;
    expect(await by("day")).toMatch(/\n2027-02-09 +1 +1 +session:meeting-2027\/day-before 1\n/);
    expect(await by("item")).toMatch(/\nsession:meeting-2027 +1 +2 +open 1, day-before 1\n/);
    expect(await by("cohort")).toMatch(/\nlong-2030 .*session:meeting-2027 2/);
  });
});

describe("explaining a session by answers", () => {
  const two = rosterFile("two-guests.csv", ada(2030), BO.replace("bare", "long"));
  const HEADER = "session_id,item,starts_at,rsvp,capacity";
  const one = join(folder, "one-seat.csv");
  writeFileSync(one, `${HEADER}\ndinner-2027,meeting,2027-02-10 17:30,required,1\n`);
  const answers = join(folder, "to-dinner.csv");
  const rows = ["2027-02-01T12:00:00Z,S1,yes", "2027-02-02T12:00:00Z,S2,yes", "2027-02-05T12:00:00Z,S1,no"];
  const lines = rows.map((row) => row.replace(/,(\w+)$/, ",session:dinner-2027,$1,"));
  writeFileSync(answers, ["at,student_id,milestone,answer,guests", ...lines, ""].join("\n"));

  const explained = async (who: string, on: string, ...more: string[]) => {
    const given = ["--program", program, "--roster", two, "--sessions", one, "--on", on, ...more];
    const { out } = await matchward("explain", who, "session:dinner-2027", ...given);
    const [head = ""] = out.split("\n");
    return [head.split(": ").at(-1), out.match(/thanked: (.*) by then/)?.[1] ?? ""];
  };

  test.each([
    ["S1", "2027-01-20", "will be sent on Wednesday, January 27, 2027 at 09:00 EST", "Ada One has said nothing"],
    ["S1", "2027-02-01", "waits", "Ada One has said nothing"],
    ["S1", "2027-02-03", "sent on Wednesday, January 27, 2027 at 09:00 EST", "Ada One said yes and has a seat"],
    [
      "S2",
      "2027-02-03",
      "will be sent on Friday, February 5, 2027 at 07:00 EST",
      "Bo Two said yes and waits for a seat",
    ],
    ["S1", "2027-02-06", "never", "Ada One said no"],
    ["S2", "2027-02-06", "will be sent on Tuesday, February 9, 2027 at 09:00 EST", "Bo Two said yes and has a seat"],
    ["S2", "2027-02-11", "will be sent on Tuesday, February 16, 2027 at 09:00 EST", "Bo Two said yes and has a seat"],
  ])("%s on %s: %s", async (who, on, verdict, standing) => {
    const [told, stands] = await explained(who, on, "--answers", answers);
    expect(told).toBe(verdict);
    expect(stands).toContain(standing);
  });

  test("without any says what hangs on none", async () => {
    expect(await explained("S1", "2027-02-06")).toEqual(["sent on Wednesday, January 27, 2027 at 09:00 EST", ""]);
  });
});

describe("a file of sessions with faults", () => {
  const clock = "meeting-2027,meeting,2027-03-14 02:30,none,planned";

  test("has its rows told with their lines, and the others count", async () => {
    const mixed = sessionsFile("mixed.csv", clock, "other,meeting,2027-02-10 17:30,none,planned");
    const { code, out, err } = await preview("--sessions", mixed, "--json", "-");
    expect(code).toBe(0);
    expect(err).toMatch(/mixed\.csv:2: rejected: .*2027-03-14 02:30/);
    const { rejected } = JSON.parse(out);
    expect(rejected).toEqual([{ line: 2, reason: expect.stringMatching(/mixed\.csv: .*02:30/) }]);
    expect(out).toContain("session:other");
  });

  test("ends the run where it is none", async () => {
    const { code, err } = await preview("--sessions", roster);
    expect(code).toBe(1);
    expect(err).toContain(":1: The header lacks session_id, item, starts_at.");
    expect((await preview("--sessions", join(folder, "nowhere.csv"))).err).toContain(":1: There is no such file.");
  });

  test("that comes after the end is told of, and changes nothing", async () => {
    const { out, err } = await preview("--sessions", meeting, "--then", `2027-03-11=${moved}`, "--format", "csv");
    expect(err).toContain("moved.csv: comes on 2027-03-11, after the end");
    expect(statesOf(out)).toHaveLength(3);
  });
});

describe("why somebody is a guest of a session", () => {
  const explain = (who: string, what: string, ...more: string[]) =>
    matchward("explain", who, what, "--program", program, "--roster", roster, "--on", "2027-02-06", ...more);
  const files = ["--sessions", meeting, "--then", `2027-02-05=${moved}`];

  test("is told by the rules, with what they hear of it and when", async () => {
    const { out } = await explain("S1", "session:meeting-2027", ...files);
    expect(out).toContain(": sent on Wednesday, January 27, 2027 at 09:00 EST\n");
    expect(out).toContain("moved-1 went out on Friday, February 5, 2027\n");
    expect(out).toContain("day-before-1 goes out on Tuesday, February 16, 2027\n");
  });

  test("and why somebody is none", async () => {
    const { out } = await explain("S2", "session:meeting-2027", ...files);
    expect(out).toMatch(/: never\n[\s\S]*no +It is for those to whom meeting comes on Wednesday, February 17, 2027/);
  });

  test("of a session that is in no file it is a fault", async () => {
    const { code, err } = await explain("S1", "session:meting-2027", ...files);
    expect(err).toContain("There is no session meting-2027 in it. Did you mean meeting-2027?");
    expect(code).toBe(1);
    expect((await explain("S1", "session:meeting-2027")).err).toContain("Name a file with --sessions");
  });
});
