import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signGuestLink } from "#adapters/links/guest-token.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { hearOrApologize } from "../../functions/hear-guests/hear-guests.ts";
import { accessibilityFaults } from "../browser/accessibility.ts";
import { hasChromium } from "../browser/chromium.ts";
import { launchWindows, type Windows } from "../browser/windows.ts";
import { program as plain } from "../domain/calendar/program.fixture.ts";
import { stored } from "../functions/class.fixture.ts";
import { KEYS } from "../worlds/ground/wiring.ts";
import { eventOf } from "./served-site.ts";

const BEFORE = "2027-01-06T15:00:00.000Z";
const DURING = "2027-01-20T22:40:00.000Z";

const program: Program = {
  ...plain,
  series: [
    {
      ...{ id: "hst-dinners", title: "HST dinners", covers: [], attached: [], rhythm: { timesPerYear: 2 } },
      ...{ audience: { tracks: ["pathways"] }, guests: { most: 1, dietary: true } },
    },
  ],
};

const dinner: KnownSession = {
  ...{ id: "dinner-2027", item: "hst-dinners", title: "Winter dinner", rsvp: "required", status: "planned" },
  ...{ startsAt: "2027-01-20T22:30:00.000Z", endsAt: "2027-01-21T00:00:00.000Z", capacity: 2 },
  ...{ place: "Waterhouse Room", link: "https://meet.example.edu/dinner", speakers: "Three residents" },
  ...{ sequence: 0, revisedAt: BEFORE, givenAt: BEFORE, history: [] },
};

/** The page of a dinner with two seats on localhost, for three students; `clock.now` is when requests come. */
const serveDinner = async () => {
  const [records, clock] = [memoryRecords(), { now: BEFORE }];
  for (const nth of [1, 2, 3]) await records.people.save(stored(nth));
  await records.sessions.save(dinner, undefined);
  const server = createServer(async (request, response) => {
    const needs = { program, ...records, people: records.people, keys: async () => KEYS, siteUrl };
    const event = await eventOf(request, clock.now);
    const answer = await hearOrApologize(needs, event, async (failure) => console.error(failure));
    const { "strict-transport-security": _, ...local } = answer.headers;
    response.writeHead(answer.statusCode, { ...local, "set-cookie": answer.cookies }).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const address = server.address();
  const siteUrl = `http://localhost:${typeof address === "object" ? address?.port : address}`;
  const linkOf = (nth: number): string => {
    const names = { program: "hms", student: `key-${nth}`, session: dinner.id };
    return `${siteUrl}/g/${signGuestLink(KEYS, { ...names, expiresAt: "2027-04-20T13:00:00.000Z" })}`;
  };
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { linkOf, records, clock, stop };
};

describe.skipIf(!hasChromium())("a guest's page in a real browser", () => {
  let windows: Windows;
  let served: Awaited<ReturnType<typeof serveDinner>>;
  beforeAll(async () => {
    [windows, served] = await Promise.all([launchWindows(), serveDinner()]);
  });
  afterAll(async () => {
    await windows?.close();
    await served?.stop();
  });

  const open = async (nth: number, width = 360): Promise<Page> => {
    const page = await windows.opened({ javaScriptEnabled: false, viewport: { width, height: 740 } });
    await page.goto(served.linkOf(nth));
    return page;
  };
  const says = async (page: Page, heading: string) =>
    expect(await page.getByRole("heading", { name: heading }).count()).toBe(1);

  test("gives a seat, a place on the wait list, and the seat that becomes free; then takes the room's code", async () => {
    const [first, second] = [await open(1), await open(2)];
    await first.getByLabel("How many guests do you bring?").selectOption("1");
    await first.getByLabel("What do you and your guests not eat?").fill("no nuts");
    await first.getByRole("button", { name: "Yes, I will come" }).click();
    expect(first.url()).toBe(served.linkOf(1));
    await says(first, "You have a seat, and 1 guest with you.");
    await second.reload();
    await second.getByRole("button", { name: "Put me on the wait list" }).click();
    await says(second, "You are number 1 on the wait list.");
    await first.getByRole("button", { name: "I cannot come after all" }).click();
    await says(first, "You said that you are not coming.");
    await second.reload();
    await says(second, "You have a seat.");
    await served.records.guestLists.openRoom(dinner.id, "K7Q2");
    served.clock.now = DURING;
    await second.reload();
    await second.getByLabel("Type the code that the room shows.").fill("k7q2");
    await second.getByRole("button", { name: "I am here" }).click();
    await says(second, "You were there. Thank you for coming.");
    served.clock.now = BEFORE;
    await Promise.all([first, second].map((page) => page.context().close()));
  });

  test("has no fault of accessibility, and nothing wider than a small phone", async () => {
    const page = await windows.opened({ viewport: { width: 320, height: 740 } });
    await page.goto(served.linkOf(3));
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    await page.context().close();
  });
});
