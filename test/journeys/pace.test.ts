import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { isToOffice } from "#events/mail/office-tags.ts";
import { startSystem } from "../../local/start-system.ts";
import type { System } from "../../local/system.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { told } from "../emulators/shared-by-files.ts";
import { officeOn } from "./office-on.ts";
import { expectOwnMails } from "./own-mails.ts";
import { classmate, rosterText } from "./roster-text.ts";

const OPEN = { occurrence: "retake-cim-survey@2027", wave: "open" };
const MARCH = "2027-03-30T12:00:00.000Z";

let system: System;

beforeAll(async () => {
  const limits = { ratePerSecond: 100_000, dailyQuota: 10 };
  system = await startSystem({
    assembly: await told(inject("assembly")),
    at: MARCH,
    port: 0,
    limits,
    database: await freshDatabase(),
  });
}, 600_000);

afterAll(async () => {
  await system?.stop();
});

afterEach(() => expectOwnMails(system));

const toStudents = () => system.mails().filter(({ tags }) => !isToOffice(tags));

const sentOn = (): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(toStudents(), ({ sentAt }) => sentAt.slice(0, 10))].map(([day, mails]) => [day, mails.length]),
  );

test("a run larger than the day's quota goes on each working morning, and nobody gets it twice", async () => {
  await system.reset(MARCH);
  await system.uploadRoster(rosterText(Array.from({ length: 25 }, (_, nth) => classmate(`S${nth}`))));
  await system.runTo("2027-04-07T20:00:00.000Z");
  expect(sentOn()).toEqual({ "2027-04-01": 10, "2027-04-02": 10, "2027-04-05": 5 });
  expect(new Set(toStudents().map(({ to }) => to)).size).toBe(25);
  expect(system.failures()).toEqual([]);
});

test("a run of which too many mails bounce pauses, says so, and its other mails stay where they are", async () => {
  await system.reset(MARCH);
  const dead = (nth: number) => classmate(`S${nth}`, { email: `bounce+s${nth}@simulator.amazonses.com` });
  await system.uploadRoster(
    rosterText([0, 1, 2, 3, 4, 5].map(dead).concat([6, 7, 8, 9, 10, 11].map((nth) => classmate(`S${nth}`)))),
  );
  await system.runTo("2027-04-05T20:00:00.000Z");
  expect(sentOn()).toEqual({ "2027-04-01": 10 });
  const told = system.busEvents().filter(({ detailType }) => detailType === "run.paused");
  expect(told).toHaveLength(1);
  expect(told[0]?.detail).toMatchObject({ data: OPEN });
});

test("a paused mailing sends what was foretold once a person resumes it, unless they pause it again", async () => {
  const office = await officeOn(system);
  const [paused] = await office.pausedMailings();
  const since = paused?.paused.at ?? "";
  expect(paused).toMatchObject({ ...OPEN, sent: 10, next: { mails: 2, at: "2027-04-06T13:00:00.000Z" } });
  expect(await office.resumeMailing(OPEN, since)).toBe(true);
  expect(await office.resumeMailing(OPEN, since)).toBe(false);
  expect(await office.pauseMailing(OPEN)).toBe(true);
  await system.runTo("2027-04-06T20:00:00.000Z");
  const [again] = await office.pausedMailings();
  expect(again).toMatchObject({ paused: { reason: "a person paused it" }, next: { mails: 2 } });
  expect(await office.resumeMailing(OPEN, again?.paused.at ?? "")).toBe(true);
  await system.runTo("2027-04-07T20:00:00.000Z");
  expect(sentOn()).toEqual({ "2027-04-01": 10, "2027-04-07": 2 });
  // The office's mail of the morning finds the day's quota used up: it is set aside, and its alarm rings.
  expect(system.failures().filter(({ where }) => where !== "tell-office")).toEqual([]);
});
