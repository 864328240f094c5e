import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { unknownMails } from "#domain/mail/unknown-mails.ts";
import { startSampleProvider } from "../../local/emulators/identity-provider.ts";
import { startSystem } from "../../local/start-system.ts";
import type { System } from "../../local/system.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { told } from "../emulators/shared-by-files.ts";
import { signedIn } from "./desk.ts";
import { officeOn } from "./office-on.ts";
import { expectOwnMails } from "./own-mails.ts";
import { classmate, rosterText } from "./roster-text.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const APRIL_FIRST = "2027-04-01T13:00:00.000Z";

const DANA = { id: "F1", email: "dana@example.edu", name: "Dana Brooks" };
const PEOPLE = { file: "people.csv", isComplete: false };

let system: System;
/** Whether SES's answers are lost on the way, after it took the mails. */
let isLosing = true;

beforeAll(async () => {
  system = await startSystem({
    assembly: await told(inject("assembly")),
    at: "2027-03-31T16:00:00.000Z",
    port: 0,
    database: await freshDatabase(),
    provider: (clients) => startSampleProvider({ port: 0, people: [{ ...DANA, what: "director" }], clients }),
    faults: ({ operation }) => (isLosing && operation === "SendBulkEmail" ? "timeout" : undefined),
    // SES tells nothing, neither by the bus nor by the topic.
    adjust: (deployment) => ({
      ...deployment,
      configurationSets: deployment.configurationSets.map((set) => ({
        ...set,
        eventBusDestinations: [],
        topicDestinations: [],
      })),
    }),
  });
  await system.uploadRoster(rosterText([classmate("A1"), classmate("A2")]));
  await system.uploadRoster(`person_id,email,name,roles\nF1,${DANA.email},${DANA.name},director\n`, PEOPLE);
}, 120_000);

afterAll(async () => {
  await system?.stop();
});

afterEach(() => expectOwnMails(system));

const states = async (): Promise<(string | undefined)[]> =>
  (await system.records.parts.ofOccurrence(OCCURRENCE)).map(({ mails }) => mails.open?.state);
const invitations = () => system.mails().filter(({ tags }) => tags.milestone === "retake-cim-survey");

test("mails that SES is silent of stay unknown for days, until a person sends one again and leaves the other", async () => {
  await system.runTo(APRIL_FIRST);
  expect(await states()).toEqual(["ambiguous", "ambiguous"]);
  isLosing = false;
  await system.runTo("2027-04-05T16:00:00.000Z");
  expect(await states()).toEqual(["ambiguous", "ambiguous"]);
  const office = await officeOn(system);
  const before = invitations().length;
  const [one, other] = (await system.records.parts.ofOccurrence(OCCURRENCE)).flatMap(unknownMails);
  if (!one || !other) throw new Error("Both mails should be unknown.");
  expect(await office.decideMails([one], "send again")).toEqual({ decided: 1, meanwhile: 0 });
  expect(await office.decideMails([other], "leave")).toEqual({ decided: 1, meanwhile: 0 });
  expect(await states()).toEqual(["sent", "left"]);
  expect(invitations()).toHaveLength(before + 1);
  expect(await office.decideMails([one, other], "send again")).toEqual({ decided: 0, meanwhile: 2 });
  await system.runTo("2027-04-07T16:00:00.000Z");
  expect(invitations()).toHaveLength(before + 1);
  expect(system.failures()).toEqual([]);
});

test("whoever signs in sees and decides of all that on the deployed pages, which their function may answer", async () => {
  const { look, order } = await signedIn(system, DANA.id);
  expect(await look("/office")).toMatch(/Signed in as Dana Brooks[\s\S]*class of 2029, closes/);
  const list = await look("/office/students");
  const keys = [...list.matchAll(/\/office\/students\/([^"?]+)"/g)].map(([, key = ""]) => key);
  expect(keys).toHaveLength(2);
  const [stays = "", gone = ""] = keys;
  expect(await look(`/office/students/${stays}`)).toContain("Timeline");
  expect(await look("/office/calendar")).toContain("April 2027");
  const mailing = { occurrence: OCCURRENCE, wave: "remind-1" };
  const question = `/office/runs?${new URLSearchParams(mailing)}`;
  const said = [
    await order("/office/runs", { ...mailing, decision: "pause" }),
    await order("/office/runs", { ...mailing, decision: "resume", since: fieldIn(await look(question), "since") }),
    await order(`/office/students/${stays}/merge/${gone}`, { decision: "merge" }),
  ].map((page) => /<h1>([^<]*)/.exec(page)?.[1]);
  const roster = /href="(\/office\/imports\/[^"]+)"/.exec(await look("/office/imports"))?.[1] ?? "";
  expect(await look(roster)).toContain("Take back …");
  await order(`${roster}/decide`, { decision: "take-back" });
  expect(system.failures().filter(({ where }) => where === "office")).toEqual([]);
  expect(said).toEqual(["Paused", "Resumed", "One person now"]);
  // Two days of the school's clock pass in a moment, in which nobody leaves their desk.
  await system.runTo("2027-04-09T16:00:00.000Z");
  expect(await look("/office")).toContain("Signed in as Dana Brooks");
});

const fieldIn = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? "";
