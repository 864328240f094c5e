import { beforeEach, describe, expect, test } from "vitest";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { run } from "../../../cli/run.ts";
import {
  type DecideMailingsNeeds,
  listPaused,
  mailingNamed,
  pauseNamed,
  resumeNamed,
} from "../../../cli/stage/decide-mailings.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { occurrence, studentNamed } from "../../functions/send-mail/april.fixture.ts";

const OPEN = { occurrence, wave: "open" };
const why = { at: "2027-04-01T13:05:00.000Z", reason: "5 of 100 mails bounced" };

let said: string;
let needs: DecideMailingsNeeds;
const screen = { write: (text: string) => (said += text) };

beforeEach(async () => {
  said = "";
  const records = memoryRecords();
  for (const key of ["ada", "bo"]) await records.people.save(studentNamed(key));
  await records.school.start("2026-08-03");
  await records.mailings.pause(OPEN, why);
  const ask = async () => true;
  needs = { ...records, program, out: screen, err: screen, now: "2027-04-01T15:00:00.000Z", user: "rvance", ask };
});

describe("the paused mailings", () => {
  test("are listed with since when, why, how they fared and what taking them up comes to", async () => {
    await listPaused(needs);
    expect(said.split("\n")).toEqual([
      `${occurrence}/open  paused since 2027-04-01 09:05 EDT: ${why.reason}`,
      "  Went out: 0; bounced: 0; complaints: 0.",
      "  Taken up again now, up to 2 mails go out on Friday, April 2, at 09:00.",
      "",
    ]);
  });

  test("that wait for a second person are led to the command of the yes, and are not taken up without it", async () => {
    const waits = { occurrence: "match-day@2028", wave: "open" };
    await needs.mailings.pause(waits, { at: why.at, reason: "it waits", cause: "approval" });
    await listPaused(needs);
    expect(said).toContain("`matchward approve match-day@2028` shows what it would send, and asks for the yes.");
    await expect(resumeNamed(needs, waits)).rejects.toThrow("match-day@2028 waits for a second person");
  });

  test("are said to send nothing where it is too late", async () => {
    await listPaused({ ...needs, now: "2027-05-20T15:00:00.000Z" });
    expect(said).toContain("nothing of it goes out in the days ahead");
  });

  test("are said to go out on their own day where that is weeks ahead", async () => {
    await listPaused({ ...needs, now: "2027-01-20T15:00:00.000Z" });
    expect(said).toContain("Taken up again now, it goes out on its own day, Thursday, April 1.");
  });

  test("are none once they are taken up, and one again once it is paused by hand", async () => {
    await resumeNamed(needs, OPEN);
    expect(said).toContain("Taken up again.\n");
    said = "";
    await listPaused(needs);
    expect(said).toBe("No run is paused.\n");
    await pauseNamed(needs, OPEN);
    await pauseNamed(needs, OPEN);
    expect(said).toContain("Paused.\n");
    expect(said).toContain("It is paused already. Nothing was changed.\n");
    expect(await needs.mailings.paused()).toHaveLength(1);
  });
});

describe("a decision", () => {
  test("changes nothing where the person says no", async () => {
    const no = { ...needs, ask: async () => false };
    await resumeNamed(no, OPEN);
    await pauseNamed(no, { ...OPEN, wave: "remind-1" });
    expect(said.match(/Nothing was changed/g)).toHaveLength(2);
    expect(await needs.mailings.paused()).toMatchObject([OPEN]);
  });

  test("changes nothing where somebody else decided while the person was asked", async () => {
    const ask = async () => needs.mailings.resume(OPEN, { since: why.at, at: needs.now });
    await resumeNamed({ ...needs, ask }, OPEN);
    expect(said).toContain("Somebody decided of it meanwhile.");
  });

  test("of a mailing that is not paused, or that the program does not have, is a fault of the input", async () => {
    await expect(resumeNamed(needs, { ...OPEN, wave: "remind-1" })).rejects.toThrow("remind-1 is paused.");
    await expect(pauseNamed(needs, { ...OPEN, wave: "remind-9" })).rejects.toThrow("The program has no run");
  });
});

test.each(["retake-cim-survey", "retake-cim-survey/open", "retake-cim-survey@2027", "a@2027/open/key"])(
  "the name of a run is not %s, which is a fault of usage",
  async (text) => {
    expect(mailingNamed(text)).toBeUndefined();
    expect(await run(["runs", "--stage", "dev", "--resume", text], { out: screen, err: screen })).toBe(2);
    expect(said).toContain("Write occurrence/wave");
  },
);
