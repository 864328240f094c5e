import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signAdvisorLink } from "#adapters/links/advisor-token.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { hearOrApologize } from "../../functions/hear-advisors/hear-advisors.ts";
import { accessibilityFaults } from "../browser/accessibility.ts";
import { hasChromium } from "../browser/chromium.ts";
import { launchWindows, type Windows } from "../browser/windows.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { stored } from "../functions/class.fixture.ts";
import { KEYS } from "../worlds/ground/wiring.ts";
import { eventOf } from "./served-site.ts";

const OCCURRENCE = "retake-cim-survey@2027";
const ID = "2027-04-23-advisor";
const NOW = "2027-04-23T15:00:00.000Z";

/** The advisors' page on localhost, with two students who are behind. */
const serveAdvisors = async () => {
  const records = memoryRecords();
  const students = [stored(1, { firstName: "Ada" }), stored(2, { firstName: "Grace" })];
  for (const one of students) {
    await records.people.save(one);
    const part = { occurrence: OCCURRENCE, milestone: "retake-cim-survey", student: one.person, cohort: "any" };
    await records.parts.begin({ ...part, asks: "answer" }, NOW);
  }
  const entries = students.map(({ person, schoolId }) => ({ student: person, schoolId, occurrence: OCCURRENCE }));
  await records.escalations.claim({ id: ID, at: NOW, to: "mentor@example.edu", state: "sent", entries });
  const server = createServer(async (request, response) => {
    const needs = { program, ...records, people: records.people, keys: async () => KEYS, siteUrl };
    const event = await eventOf(request, NOW);
    const answer = await hearOrApologize(needs, event, async (failure) => console.error(failure));
    const { "strict-transport-security": _, ...local } = answer.headers;
    response.writeHead(answer.statusCode, { ...local, "set-cookie": answer.cookies }).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const address = server.address();
  const siteUrl = `http://localhost:${typeof address === "object" ? address?.port : address}`;
  const token = signAdvisorLink(KEYS, { program: "hms", escalation: ID, expiresAt: "2027-05-08T04:00:00.000Z" });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { link: `${siteUrl}/a/${token}`, records, stop };
};

describe.skipIf(!hasChromium())("an advisor's page in a real browser", () => {
  let windows: Windows;
  let served: Awaited<ReturnType<typeof serveAdvisors>>;
  beforeAll(async () => {
    [windows, served] = await Promise.all([launchWindows(), serveAdvisors()]);
  });
  afterAll(async () => {
    await windows?.close();
    await served?.stop();
  });

  test("takes an answer a student and takes it back, on a phone and without JavaScript", async () => {
    const page = await windows.opened({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto(served.link);
    await page.getByRole("button", { name: "Waive it (Grace Example)" }).click();
    await page.getByText("Waived: they are asked no more.").waitFor();
    expect(page.url()).toBe(served.link);
    const state = async () => (await served.records.parts.get(OCCURRENCE, "key-2"))?.task?.state;
    expect(await state()).toBe("waived");
    await page.reload();
    expect(await page.getByText("Waived: they are asked no more.").count()).toBe(1);
    await page.getByRole("button", { name: "Take it back (Grace Example)" }).click();
    await page.getByRole("button", { name: "I will talk to them" }).nth(1).waitFor();
    expect(await state()).toBe("due");
    expect(await page.getByRole("button", { name: "I will talk to them" }).count()).toBe(2);
    await page.context().close();
  });

  test("has no fault of accessibility, and nothing wider than a small phone", async () => {
    const page = await windows.opened({ viewport: { width: 320, height: 740 } });
    await page.goto(served.link);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    await page.context().close();
  });
});
