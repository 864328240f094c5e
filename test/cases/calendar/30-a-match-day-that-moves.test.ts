import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import { memorySessions } from "#adapters/sessions/memory-sessions.ts";
import { findOccurrence, occurrencesFor } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import { addDays, schoolMinute, yearlyDate } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { takeRosters } from "../../../cli/local/rosters.ts";
import { occurrenceWriter } from "../../../functions/send-mail/writers/occurrence.ts";
import { releaseSchedules, scheduleFor } from "../../../infra/schedules.ts";
import { hmsFolder, hmsWith, published } from "../../programs/hms-with.ts";
import { removeTemporaryFolders, temporaryFolder } from "../../temporary-folder.ts";
import { livedInMemory } from "../late/school-in-memory.ts";

afterAll(removeTemporaryFolders);

const ofClass = (graduation: number) => ({ track: "pathways", anchors: { matriculation: graduation - 4, graduation } });

const whenIs = ({ school, ...program }: Program, milestone: string, graduation: number): string | undefined => {
  const found = occurrencesFor({ school, ...program }, ofClass(graduation));
  const [open] = found.find((one) => one.milestone.id === milestone)?.waves ?? [];
  return open && schoolMinute(open.at, school.timeZone);
};

const YEARS = Array.from({ length: 11 }, (_, nth) => 2026 + nth);

describe("without an entry of the school's own", async () => {
  const program = await hmsWith();

  test.each(YEARS)("Match Week and Match Day of %i come by the rule, at the hour of sending", (year) => {
    const friday = yearlyDate({ month: 3, nth: 3, weekday: 5 }, year) ?? "";
    expect(whenIs(program, "match-day", year)).toBe(`${friday} 09:00 EDT`);
    expect(whenIs(program, "match-week", year)).toBe(`${addDays(friday, -4)} 09:00 EDT`);
    const id = `match-day@${year}`;
    expect(findOccurrence(program, id)?.nominal).toBe(friday);
  });

  test("their schedules are the rules themselves, and no other hour is watched", () => {
    const of = (id: string) =>
      program.milestones.filter((one) => one.id === id).map((one) => scheduleFor(one, "09:00"));
    expect(of("match-day")).toEqual(["cron(0 9 ? 3 6#3 *)"]);
    expect(releaseSchedules(program)).toEqual([]);
  });
});

describe("where the NRMP publishes another Match Day for 2028", async () => {
  const program = await hmsWith(
    published("nrmp.match-week", 2028, "2028-03-20T09:30"),
    published("nrmp.match-day", 2028, "2028-03-23T13:00"),
  );

  test("its mail, what counts from it and the quiet span follow, and other years stay", () => {
    expect(whenIs(program, "match-week", 2028)).toBe("2028-03-20 09:30 EDT");
    expect(whenIs(program, "match-day", 2028)).toBe("2028-03-23 13:00 EDT");
    expect(whenIs(program, "post-match-survey", 2028)).toBe("2028-04-03 09:00 EDT");
    const week = { from: "2028-03-20", to: "2028-03-23", released: "2028-03-23T17:00:00.000Z" };
    expect(program.matchWeeks).toContainEqual(week);
    expect(whenIs(program, "match-day", 2029)).toBe("2029-03-16 09:00 EDT");
    expect(findOccurrence(program, "match-day@2028")?.nominal).toBe("2028-03-23");
  });

  test("the deployment makes the plan again at each published hour", () => {
    expect(releaseSchedules(program)).toEqual([
      { name: "09-30", expression: "cron(30 9 20 3 ? *)" },
      { name: "13-00", expression: "cron(0 13 23 3 ? *)" },
    ]);
  });

  test("the sender lets no mail of it out before the release, whoever put it on the queue", async () => {
    const mail = { occurrence: "match-day@2028", wave: "open", plannedAt: "2028-03-23T17:00:00.000Z" };
    const planned = { ...mail, schoolId: "S1", student: "k", cohort: "c", milestone: "match-day", asks: undefined };
    const [message] = mailMessages(program.id, [planned]);
    if (message === undefined) throw new Error("no message");
    const writer = await occurrenceWriter(
      { program, sessions: memorySessions(), guestLists: memoryGuestLists() },
      message,
      "2028-03-23T13:00:00.000Z",
    );
    expect(["13:00", "16:59", "17:00", "23:00"].map((at) => writer.mayGoOut(`2028-03-23T${at}:00.000Z`))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test("the functions send it then, and the preview says so", async () => {
    const header = "student_id,email,first_name,last_name,track,matriculation_year,graduation_year,status";
    const roster = join(temporaryFolder(), "roster.csv");
    writeFileSync(roster, `${header}\nS1,s1@school.example,Ada,Example,pathways,2024,2028,active\n`);
    const span = { from: "2028-03-13", to: "2028-04-04" };
    const rosters = await takeRosters({ roster, complete: false }, program, span.from);
    const lived = await livedInMemory(program, span, rosters);
    const sent = lived.mails().map(({ template, sentAt }) => `${template} ${sentAt}`);
    expect(sent).toEqual([
      "match-week 2028-03-20T13:30:00.000Z",
      "match-day 2028-03-23T17:00:00.000Z",
      "post-match-survey 2028-04-03T13:00:00.000Z",
    ]);
    expect(foretell(span, program, rosters, []).mails.map(({ template, at }) => `${template} ${at}`)).toEqual(sent);
  });
});

test("the check tells of a release after the hours of mails, whose mail would be a day late or never come", async () => {
  const dir = hmsFolder(published("nrmp.match-day", 2028, "2028-03-17T21:00"));
  const read = await readRules(dir, 2026);
  expect(read.ok && read.warnings.map(({ what }) => what)).toContain(
    "It waits for its release of 2028-03-17 at 21:00, when no mail goes out any more.",
  );
});

test("a guess of the day holds what hangs on it", async () => {
  const guess = published("nrmp.match-day", 2028, "2028-03-23T13:00").replace("published", "provisional");
  const program = await hmsWith(guess);
  expect(whenIs(program, "match-day", 2028)).toBeUndefined();
  expect(whenIs(program, "match-day", 2027)).toBe("2027-03-19 09:00 EDT");
});
