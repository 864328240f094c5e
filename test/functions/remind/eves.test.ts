import { beforeEach, expect, test } from "vitest";
import { type MemoryMailQueue, memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { Program } from "#domain/calendar/program.ts";
import { foretell } from "#domain/forecast/foretell/foretell.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession, Session } from "#domain/sessions/session.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { program as usual } from "../../domain/calendar/program.fixture.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../class.fixture.ts";

const SURVEY = "retake-cim-survey@2027";
const evenings = {
  ...{ id: "evenings", title: "Evenings", audience: { tracks: ["pathways"] }, rhythm: { timesPerYear: 2 } },
  ...{ covers: [], attached: [] },
};
const program = Program.parse({
  ...{ ...usual, series: [evenings], briefs: {} },
  school: { ...usual.school, weeklyMails: { atMost: 1, digest: 5 } },
});
const ada = stored(1);
/** On Thursday, so its eve is on Wednesday: the week of the survey's first reminder, Thursday, April 8. */
const EVENING = {
  item: "evenings",
  startsAt: "2027-04-08T21:30:00.000Z",
  endsAt: "2027-04-08T22:30:00.000Z",
};

let records: MemoryRecords;
let queue: MemoryMailQueue;

const give = async (change: Partial<Session>, at: string): Promise<KnownSession[]> => {
  const before = await records.sessions.all();
  const after = takeIn(before, [{ session: session({ ...EVENING, ...change }), kept: [] }], at);
  for (const one of after) await records.sessions.save(one, before[0]);
  return after;
};

const sentOn = async (day: string): Promise<string[]> => {
  const scheduledAt = `${day}T13:00:00.000Z`;
  await remind({ program, ...records, queue }, { type: "day.began", version: 1, scheduledAt });
  return queue.takeAll().map(({ occurrence, wave }) => `${occurrence}/${wave}`);
};

beforeEach(async () => {
  records = memoryRecords();
  queue = memoryMailQueue();
  await records.school.start("2026-08-03");
  await records.people.save(ada);
  const part = { occurrence: SURVEY, milestone: "retake-cim-survey", student: ada.person, cohort: "pathways-2029" };
  const mail = { plannedAt: "2027-04-01T13:00:00.000Z", at: "2027-04-01T13:00:00.000Z" };
  await records.parts.claim([{ ...part, asks: "answer" as const }], "open", mail);
});

test("a reminder makes way to the word on the eve of its week, and comes with the week's digest", async () => {
  expect(await sentOn("2027-04-08")).toEqual([`${SURVEY}/remind-1`]);
  await give({}, "2026-08-03T16:00:00.000Z");
  expect(await sentOn("2027-04-08")).toEqual([]);
  expect(await sentOn("2027-04-09")).toEqual([`${SURVEY}/remind-1`]);
});

test("it is not lost where the session is cancelled on its own morning: the next one sends it", async () => {
  await give({}, "2026-08-03T16:00:00.000Z");
  expect(await sentOn("2027-04-08")).toEqual([]);
  await give({ status: "cancelled" }, "2027-04-08T16:00:00.000Z");
  expect(await sentOn("2027-04-09")).toEqual([`${SURVEY}/remind-1`]);
});

test("preview foretells it, also where the session comes with a later file", async () => {
  const sessions = await give({}, "2026-08-03T16:00:00.000Z");
  const span = { from: "2027-04-01", to: "2027-04-30" };
  const daysWith = (files: { on: string; sessions: KnownSession[] }[]): (string | undefined)[] => {
    const { mails } = foretell(span, program, [{ on: span.from, students: [ada] }], [], files);
    const reminders = mails.filter(({ occurrence, wave }) => occurrence === SURVEY && wave === "remind-1");
    return reminders.map(({ at }) => at.slice(0, 10));
  };
  expect(daysWith([])).toEqual(["2027-04-08"]);
  for (const on of ["2027-04-01", "2027-04-06"])
    expect([on, daysWith([{ on, sessions }])]).toEqual([on, ["2027-04-09"]]);
  expect(daysWith([{ on: "2027-04-09", sessions }])).toEqual(["2027-04-08"]);
});
