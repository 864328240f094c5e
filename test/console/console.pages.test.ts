import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createConsole } from "../../local/console/create-console.ts";
import { startServer } from "../../local/http/server.ts";
import { accessibilityFaults } from "../browser/accessibility.ts";
import { hasChromium } from "../browser/chromium.ts";
import { launchWindows, type Windows } from "../browser/windows.ts";
import { program, student } from "../domain/calendar/program.fixture.ts";
import { consoleOfRosters } from "./console-of-rosters.ts";
import { consoleOfSession } from "./console-of-session.ts";
import { fakeSystem } from "./fake-system.ts";
import { officeInBrowser } from "./office-in-browser.ts";

const roster = ["S1", "S2", "S3"].map((schoolId) =>
  student({ schoolId, email: `${schoolId.toLowerCase()}@example.edu` }),
);
/** As whom each page is asked for. */
const OFFICE_PAGES = [
  "/as/dana/office",
  "/as/dana/office/students/ada",
  "/as/dana/office/progress",
  "/as/dana/office/progress/pathways-2029/retake-cim-survey%402027",
  "/as/dana/office/progress/pathways-2029/retake-cim-survey%402027/nudge",
  "/as/dana/office/progress/pathways-2029/retake-cim-survey%402027/settle?do=waive&all=open",
  "/as/dana/office/ahead?occurrence=retake-cim-survey%402027&wave=remind-1",
  "/as/lena/office/students/ada",
  "/as/lena/office/failures",
  "/as/nemo/office",
  "/as/stranger/office/unknown-here",
];
const system = fakeSystem(program, roster, "2027-03-31T16:00:00.000Z", 80);
const answer = createConsole(system, { program, lateJoiner: "" });
let server: Awaited<ReturnType<typeof startServer>>;
let windows: Windows;
let base: string;
/** The window that tests share. */
let window: Page;

const shown = async (path: string, colorScheme: "light" | "dark", width: number): Promise<Page> => {
  await window.emulateMedia({ colorScheme });
  await window.setViewportSize({ width, height: 844 });
  await window.goto(`${base}${path}`);
  return window;
};

/** A window of its own. */
const opened = async (path: string, colorScheme: "light" | "dark", width: number): Promise<Page> => {
  const page = await windows.opened({ colorScheme, viewport: { width, height: 844 } });
  await page.goto(`${base}${path}`);
  return page;
};

/** What is wrong with the page in the window as it stands. */
const faultsShown = async (): Promise<string[]> => {
  const fits = await window.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
  return [...(await accessibilityFaults(window)), ...(fits ? [] : ["it scrolls sideways"])];
};

describe.skipIf(!hasChromium())("the console in a browser", () => {
  beforeAll(async () => {
    server = await startServer(0, answer);
    base = `http://localhost:${server.port}`;
    windows = await launchWindows();
  });
  beforeEach(async () => {
    window = await windows.shared();
  });
  afterAll(async () => {
    await windows?.close();
    await server?.stop();
  });

  test("the clock runs by a click, and the page follows without being loaded again", async () => {
    const page = await opened("/", "light", 1280);
    await page.fill("#to-date", "2027-04-20");
    await page.click("text=Go");
    await page.waitForSelector("text=running to");
    await page.waitForSelector("text=Tuesday, April 20, 2027");
    await page.waitForSelector("text=0 of 3");
    expect(await page.locator("text=All 9 mails").count()).toBe(1);
    await page.context().close();
  });

  test("a refresh leaves the keyboard's focus where it was: in the menu, on a button, on one of many like it", async () => {
    const page = await opened("/", "light", 1280);
    const links = await page.locator("#ahead a").count();
    for (const at of ["nav a >> nth=2", "text=Next event", `#ahead a >> nth=${Math.min(1, links - 1)}`]) {
      await page.locator(at).focus();
      const before = await page.evaluate("document.activeElement?.outerHTML");
      const heard = page.waitForResponse((response) => response.url() === `${base}/`);
      await page.request.post(`${base}/clock/class`, { headers: { origin: base }, form: { answers: "no" } });
      await heard;
      await page.waitForTimeout(900);
      expect(await page.evaluate("document.activeElement?.outerHTML")).toBe(before);
    }
    await page.context().close();
  });

  test("a mail's link opens in a window of its own, and its script does not run", async () => {
    const id = encodeURIComponent(system.mails()[0]?.messageId ?? "");
    const page = await opened(`/mails/${id}`, "light", 1280);
    await page.context().route("http://localhost:3000/**", (route) => route.fulfill({ body: "A student's page" }));
    page.on("dialog", () => expect.unreachable("a mail's script ran"));
    const [popup] = await Promise.all([
      page.context().waitForEvent("page"),
      page.frameLocator("iframe").locator("a").click(),
    ]);
    await popup.waitForSelector("text=A student's page");
    await page.context().close();
  });

  test("the opened mail's row is in view of the list beside it", async () => {
    const id = encodeURIComponent(system.mails()[0]?.messageId ?? "");
    const page = await shown(`/mails/${id}`, "light", 1280);
    const row = page.locator("[aria-current=true]");
    const [list, box] = [await page.locator("#mail-list").boundingBox(), await row.boundingBox()];
    expect(box?.y).toBeGreaterThanOrEqual(list?.y ?? Number.NaN);
    expect((box?.y ?? Number.NaN) + (box?.height ?? 0)).toBeLessThanOrEqual((list?.y ?? 0) + (list?.height ?? 0));
  });

  test("a month of the calendar prints on one page, its weeks across", async () => {
    const page = await shown("/calendar?month=2027-04", "light", 1280);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(printed).toMatch(/MediaBox\s*\[0 0 792 612\]/);
  });

  test("the bill's rows keep whole words on a phone", async () => {
    const page = await shown("/bill", "light", 320);
    const name = await page.locator("tbody th", { hasText: "DynamoDB writes" }).boundingBox();
    expect(name?.height).toBeLessThan(80);
  });

  test("an unknown mail is decided from the keyboard, on a phone too", async () => {
    for (const id of ["S1", "S2"]) system.meet(id, { state: "ambiguous" });
    const page = await shown("/failures", "light", 320);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
    await page.locator("#unknown li button", { hasText: "Leave" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=What will happen");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
    await page.locator("button", { hasText: "Leave" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=left as it may be");
    for (const id of ["S1", "S2"]) system.meet(id, { state: "sent" });
  });

  test("a paused mailing is resumed from the keyboard, after a question, on a phone too", async () => {
    await system.pauseItself({ occurrence: "retake-cim-survey@2027", wave: "open" }, "5 of 100 mails bounced");
    const page = await shown("/failures", "light", 320);
    const problems = async () => {
      const fits = await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");
      return [...(await accessibilityFaults(page)), ...(fits ? [] : ["it scrolls sideways"])];
    };
    expect(await problems()).toEqual([]);
    await page.locator("#paused a", { hasText: "Resume" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=What will happen");
    expect(await problems()).toEqual([]);
    await page.locator("button", { hasText: "Resume" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("text=From here on,");
    expect(await problems()).toEqual([]);
    expect(await system.pausedMailings()).toEqual([]);
  });

  test("Back and Reload show again what an order came to, and send nothing again", async () => {
    const run = { occurrence: "retake-cim-survey@2027", wave: "remind-1" };
    const page = await opened(`/runs?${new URLSearchParams({ ...run, decision: "pause" })}`, "light", 1280);
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.postData() ?? ""));
    const heading = () => page.locator("h1").textContent();
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    await press("Pause");
    expect(await heading()).toBe("Paused");
    await page.goto(`${base}/runs?${new URLSearchParams(run)}`);
    await press("Resume");
    expect(await heading()).toBe("Resumed");
    await press("Pause it again");
    expect(await heading()).toBe("Paused");
    expect(sent).toHaveLength(3);
    await page.reload();
    expect(await heading()).toBe("Paused");
    await page.goBack();
    expect(await heading()).toBe("Resumed");
    await page.goBack();
    expect(await heading()).toBe("Resume this mailing?");
    await page.goForward();
    expect(await heading()).toBe("Resumed");
    expect(sent).toHaveLength(3);
    expect(await accessibilityFaults(page)).toEqual([]);
    const paused = (await system.pausedMailings())[0]?.paused.at ?? "";
    await system.records.mailings.resume(run, { since: paused, at: system.now() });
    await page.context().close();
  });

  test("the rejected rows of an uploaded roster are downloaded as the file that the import left", async () => {
    const rejectedCsv = 'student_id,first_name,reason,line\nS9,"O\u2019Neil, Zoë","track ""x"" is not known",2\n';
    const { uploadRoster } = system;
    system.uploadRoster = async () => ({ summary: '{"students":2}', rejectedCsv, warningsCsv: "" });
    const page = await opened("/", "light", 1280);
    await page.setInputFiles("#roster", { name: "roster.csv", mimeType: "text/csv", buffer: Buffer.from("a\n1\n") });
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    const rejected = page.locator("section", { has: page.getByRole("heading", { name: "Rejected rows" }) });
    const [download] = await Promise.all([page.waitForEvent("download"), rejected.locator("a[download]").click()]);
    expect(download.suggestedFilename()).toBe("rejected.csv");
    expect(readFileSync(await download.path(), "utf8")).toBe(rejectedCsv);
    system.uploadRoster = uploadRoster;
    await page.context().close();
  });

  test.each([
    ["/", "light", 320],
    ["/", "dark", 1280],
    ["/mails", "light", 320],
    ["/students", "dark", 320],
    ["/bill", "light", 1280],
    ["/bill", "dark", 320],
    ["/failures", "dark", 320],
    ["/calendar?month=2027-04", "dark", 1280],
    ["/calendar?month=2027-04&view=list", "light", 320],
    ["/calendar?month=2027-04&phase=pce", "light", 320],
    ["/calendar?month=2027-04&owner=nobody", "dark", 320],
  ] as const)(
    "%s in %s at %i pixels breaks no accessibility rule and does not scroll sideways",
    async (path, scheme, width) => {
      const page = await shown(path, scheme, width);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
    },
  );

  test("rosters and held students break no accessibility rule and do not scroll sideways, on a phone and in the dark", async () => {
    const school = await consoleOfRosters();
    const rosters = await startServer(0, school.answer);
    const look = async (path: string, scheme: "light" | "dark", width: number) => {
      await window.emulateMedia({ colorScheme: scheme });
      await window.setViewportSize({ width, height: 844 });
      await window.goto(`http://localhost:${rosters.port}${path}`);
      return (await faultsShown()).map((fault) => `${path} in ${scheme} at ${width}: ${fault}`);
    };
    const faults = [...(await look("/imports", "light", 320))];
    const pages = await school.inEachState();
    for (const [nth, path] of pages.entries())
      faults.push(...(await look(path, nth % 2 === 0 ? "light" : "dark", nth % 3 === 0 ? 1280 : 320)));
    await rosters.stop();
    expect(pages.length).toBe(8);
    expect(faults).toEqual([]);
  });

  test("a session of sixty, its mails, its doors to upload and what they answer break no accessibility rule either", async () => {
    const school = await startServer(0, await consoleOfSession(60));
    const faults: string[] = [];
    const look = async (name: string) => {
      for (const fault of await faultsShown()) faults.push(`${name}: ${fault}`);
    };
    const upload = async (door: string) => {
      await window.setInputFiles(door, { name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a\n1\n") });
      await window.locator(`${door} ~ button`).click();
      await window.waitForSelector("text=Rejected rows");
    };
    await window.emulateMedia({ colorScheme: "dark" });
    await window.setViewportSize({ width: 320, height: 844 });
    await window.goto(`http://localhost:${school.port}/calendar/rtr1`);
    await look("the session");
    await upload("#list-file");
    await look("who came");
    await window.emulateMedia({ colorScheme: "light" });
    await window.goto(`http://localhost:${school.port}/calendar/rtr1/mails?wave=open&state=sent`);
    const names = window.locator(".names >> nth=0 >> li >> nth=0");
    expect(await names.isVisible()).toBe(false);
    await look("its mails");
    await window.emulateMedia({ media: "print" });
    expect(await names.isVisible()).toBe(true);
    await window.emulateMedia({ media: "screen" });
    await window.goto(`http://localhost:${school.port}/calendar?month=2027-01`);
    await look("the calendar with its door");
    await upload("#sessions-file");
    await look("what came of sessions");
    await school.stop();
    expect(faults).toEqual([]);
  });

  test("the pages of a deployed office break no accessibility rule, for staff, an advisor and who is not let in", async () => {
    const office = await startServer(0, await officeInBrowser());
    const faults: string[] = [];
    for (const [nth, path] of OFFICE_PAGES.entries()) {
      const [colorScheme, width] = nth % 2 === 0 ? (["light", 320] as const) : (["dark", 1280] as const);
      await window.emulateMedia({ colorScheme });
      await window.setViewportSize({ width, height: 844 });
      await window.goto(`http://localhost:${office.port}${path}`);
      for (const fault of await faultsShown()) faults.push(`${path} in ${colorScheme} at ${width}: ${fault}`);
    }
    await office.stop();
    expect(faults).toEqual([]);
  });
});
