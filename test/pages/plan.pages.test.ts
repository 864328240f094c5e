import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryProvider } from "#adapters/oidc/memory-provider.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { keyOfSecret } from "#office/sign-in/way-in.ts";
import { answerPlan } from "../../functions/plan/plan.ts";
import { accessibilityFaults } from "../browser/accessibility.ts";
import { hasChromium } from "../browser/chromium.ts";
import { launchWindows, type Windows } from "../browser/windows.ts";
import { program } from "../functions/office/office.fixture.ts";
import { ADA, KEYS, NOON } from "../functions/plan/plan.fixture.ts";
import { eventOf } from "./served-site.ts";

const AT = "2027-04-01T13:00:00.000Z";

/** Ada's plan on localhost, in which one survey is open. */
const servePlan = async () => {
  const records = memoryRecords();
  await records.people.save(ADA);
  const part = { student: ADA.person, cohort: "pathways-2029", occurrence: "retake-cim-survey@2027" };
  await records.parts.claim([{ ...part, milestone: "retake-cim-survey", asks: "answer" }], "open", {
    ...{ plannedAt: AT, at: AT },
  });
  const signIn = { user: ADA.schoolId, student: ADA.person, startedAt: NOON, seenAt: NOON, formToken: "a-token" };
  await records.studentSignIns.start(keyOfSecret("secret"), signIn);
  const server = createServer(async (request, response) => {
    const way = { home: "/plan", provider: memoryProvider(), newSecret: randomUUID, signIns: records.studentSignIns };
    const reads = { ...records, sessions: () => records.sessions.all(), keys: async () => KEYS };
    const answer = answerPlan({ ...reads, ...way, program, siteUrl: url });
    const { statusCode, headers, cookies, body } = await answer(await eventOf(request, NOON), async (failure) =>
      console.error(failure),
    );
    const { "strict-transport-security": _, ...local } = headers;
    response.writeHead(statusCode, { ...local, "set-cookie": cookies }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const address = server.address();
  const url = `http://localhost:${typeof address === "object" ? address?.port : address}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { records, url, stop };
};

describe.skipIf(!hasChromium())("my plan in a browser", () => {
  let windows: Windows;
  let page: Page;
  let plan: Awaited<ReturnType<typeof servePlan>>;
  beforeAll(async () => {
    [windows, plan] = await Promise.all([launchWindows(), servePlan()]);
    page = await windows.shared();
    await page.context().addCookies([{ name: "plan-sign-in", value: "secret", url: plan.url }]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([windows?.close(), plan?.stop()]);
  });

  test("has one next thing, breaks no accessibility rule and does not scroll sideways, on a phone and in the dark", async () => {
    for (const colorScheme of ["light", "dark"] as const)
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.goto(`${plan.url}/plan`);
        expect(await page.locator("a.button.main").count()).toBe(1);
        expect([width, colorScheme, await accessibilityFaults(page)]).toEqual([width, colorScheme, []]);
        expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      }
  });

  test("takes a name and a message by its own forms, and says what it did not take", async () => {
    await page.goto(`${plan.url}/plan`);
    await page.fill("#own-name", "R0bin");
    await page.getByRole("button", { name: "Save" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Not saved: it holds digits");
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.fill("#own-name", "Robin");
    await page.getByRole("button", { name: "Save" }).click();
    expect(await page.locator("h1").textContent()).toBe("Robin’s plan");
    await page.selectOption("#subject", "item");
    await page.fill("#says", "I did it last week.");
    await page.getByRole("button", { name: "Tell the office" }).click();
    expect(await page.locator("section:has(#wrong)").textContent()).toContain("I did it last week.");
    expect(await plan.records.corrections.open()).toHaveLength(1);
  });
});
