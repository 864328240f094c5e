import { expect, inject, test } from "vitest";
import type { Deployment } from "../../local/deployment.ts";
import { startSystem } from "../../local/start-system.ts";
import { freshDatabase } from "../emulators/fresh-database.ts";
import { told } from "../emulators/shared-by-files.ts";
import { expectOwnMails } from "./own-mails.ts";
import { classmate, rosterText } from "./roster-text.ts";

const withoutBus = (deployed: Deployment): Deployment => ({
  ...deployed,
  rules: deployed.rules.filter(({ name }) => !name.endsWith("track-mail")),
});
const withoutTopic = (deployed: Deployment): Deployment => ({
  ...deployed,
  topics: deployed.topics.map((topic) => ({ ...topic, subscriptions: [] })),
});

/** What stands of two students' opening mails, of which SES's answer was lost, and of the next mail after it. */
const stateWhere = async (adjust: (deployed: Deployment) => Deployment): Promise<Record<string, string[]>> => {
  let answers = 0;
  const system = await startSystem({
    assembly: await told(inject("assembly")),
    at: "2027-04-01T04:00:00.000Z",
    port: 0,
    database: await freshDatabase(),
    adjust,
    faults: ({ operation }) => (operation === "SendBulkEmail" && ++answers === 1 ? "timeout" : undefined),
  });
  try {
    const dead = classmate("B1", { email: "bounce+b1@simulator.amazonses.com" });
    await system.uploadRoster(rosterText([classmate("A1"), dead]));
    await system.runTo("2027-04-12T16:00:00.000Z");
    expect(system.failures()).toEqual([]);
    await expectOwnMails(system);
    const ids = new Map((await system.records.people.all()).map(({ person, schoolId }) => [person, schoolId]));
    const parts = await system.records.parts.ofOccurrence("retake-cim-survey@2027");
    return Object.fromEntries(
      parts.map(({ student, mails, stops = {} }) => [
        ids.get(student),
        [...Object.entries(mails).map(([wave, { state }]) => `${wave} ${state}`), ...Object.keys(stops)],
      ]),
    );
  } finally {
    await system.stop();
  }
};

test.concurrent.each([
  { told: "the topic", adjust: withoutBus, state: "sent" },
  { told: "the bus", adjust: withoutTopic, state: "delivered" },
])("where SES's answer is lost, $told alone tells that the mail went out, and whose address is dead", async (one) => {
  expect(await stateWhere(one.adjust)).toEqual({
    A1: [`open ${one.state}`, `remind-1 ${one.state}`],
    B1: ["open bounced", "suppressed"],
  });
});
