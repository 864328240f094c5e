import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { unknownMails } from "#domain/mail/unknown-mails.ts";
import { startSystem } from "../../local/start-system.ts";
import type { System } from "../../local/system.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { told } from "../emulators/shared-by-files.ts";
import { officeOn } from "./office-on.ts";
import { expectOwnMails } from "./own-mails.ts";
import { classmate, rosterText } from "./roster-text.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const APRIL_FIRST = "2027-04-01T13:00:00.000Z";

let system: System;
/** Whether SES's answers are lost on the way, after it took the mails. */
let isLosing = true;

beforeAll(async () => {
  system = await startSystem({
    assembly: await told(inject("assembly")),
    at: "2027-03-31T16:00:00.000Z",
    port: 0,
    database: await freshDatabase(),
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
