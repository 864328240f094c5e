import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { startSampleProvider } from "../../local/emulators/identity-provider.ts";
import { startSystem } from "../../local/start-system.ts";
import type { System } from "../../local/system.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { told } from "../emulators/shared-by-files.ts";
import { signedIn } from "./desk.ts";
import { expectOwnMails } from "./own-mails.ts";
import { classmate, rosterText } from "./roster-text.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const CELL = `/office/progress/pathways-2029/${encodeURIComponent(OCCURRENCE)}`;

const DANA = { id: "F1", email: "dana@example.edu", name: "Dana Brooks" };
const PEOPLE = { file: "people.csv", isComplete: false };

let system: System;

beforeAll(async () => {
  system = await startSystem({
    assembly: await told(inject("assembly")),
    at: "2027-03-31T16:00:00.000Z",
    port: 0,
    database: await freshDatabase(),
    provider: (clients) => startSampleProvider({ port: 0, people: [{ ...DANA, what: "director" }], clients }),
  });
  await system.uploadRoster(rosterText(["A1", "A2", "A3"].map((id) => classmate(id))));
  await system.uploadRoster(`person_id,email,name,roles\nF1,${DANA.email},${DANA.name},director\n`, PEOPLE);
}, 120_000);

afterAll(async () => {
  await system?.stop();
});

afterEach(() => expectOwnMails(system));

const byHand = () => system.mails().filter(({ tags }) => tags.wave?.startsWith("nudge-"));
const seenIn = (page: string): string => /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? "";

test("a director watches, reminds, waives and takes back on the deployed pages, which their function may answer", async () => {
  await system.runTo("2027-04-06T16:00:00.000Z");
  const { look, order } = await signedIn(system, DANA.id);
  expect(await look("/office/progress")).toContain("0 of 3</a>");
  // Whoever presses twice, or with a colleague, reminds once.
  expect(await order(`${CELL}/nudge`, { decision: "send" })).toContain("3 students get a reminder");
  await order(`${CELL}/nudge`, { decision: "send" });
  await system.runTo("2027-04-06T16:05:00.000Z");
  expect(byHand()).toHaveLength(3);
  const people = await look(CELL);
  expect(people).toContain("reminder by hand");
  const [, key = ""] = /name="who" value="([^"]+)"/.exec(people) ?? [];
  expect(await look(`/office/students/${key}`)).toContain("Timeline");
  const seen = seenIn(await look(`${CELL}/settle?do=waive&who=${key}`));
  const waived = await order(`${CELL}/settle`, { do: "waive", reason: "away for research", seen });
  expect(waived).toContain("1 student: waived");
  await system.runTo("2027-04-06T16:10:00.000Z");
  expect(await look("/office/progress")).toContain("1 waived");
  await order(`${CELL}/settle`, { do: "undo", seen: seenIn(waived) });
  await system.runTo("2027-04-06T16:15:00.000Z");
  expect(await look("/office/progress")).not.toContain("1 waived");
  expect(await look("/office/progress/export?kind=asks")).toContain(`pathways-2029,${OCCURRENCE}`);
  expect(await look("/office")).toContain("Goes out in the next 14 days");
  expect(system.failures()).toEqual([]);
}, 120_000);
