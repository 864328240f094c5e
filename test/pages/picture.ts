import { spawn } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Browser } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { indexedPng } from "./indexed-png.ts";

/**
 * `npm run picture`: takes the picture of README anew, of the sample in the middle of its year. With an address, of a
 * local run that stands there already: `npm run picture http://localhost:3000`.
 */

/** A year of the sample, from its beginning to the middle of the April survey. */
const [FROM, TO] = ["2026-08-01", "2027-04-13"];
const FILE = "docs/office.png";
const VIEW = { width: 1200, height: 900 };
const STANDS = "the clock is paused";

/** Starts the local run; answers its address once it is there, and how to end it. */
const started = async () => {
  const child = spawn(process.execPath, ["cli/matchward.ts", "start", "--port", "0", "--at", FROM], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGINT");
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (url !== undefined) return { url, stop };
  }
  throw new Error("The local run ended before it was there");
};

/** Lets the clock run to that day's noon, without a page that would be kept up to date meanwhile. */
const runTo = async (url: string, date: string): Promise<void> => {
  await fetch(`${url}/clock/date`, { method: "POST", body: new URLSearchParams({ date }), redirect: "manual" });
  while (!(await (await fetch(`${url}/bill`)).text()).includes(STANDS))
    await new Promise((resolve) => setTimeout(resolve, 1000));
};

/** Takes the picture of a director's day that README shows, at twice the density. */
const take = async (browser: Browser, url: string): Promise<void> => {
  const page = await browser.newPage({ viewport: VIEW, deviceScaleFactor: 2, colorScheme: "light" });
  await page.goto(`${url}/office`);
  await page.getByRole("button", { name: "director" }).click();
  await page.waitForLoadState("networkidle", { timeout: 5000 }).catch(() => undefined);
  const png = await page.screenshot({ animations: "disabled" });
  writeFileSync(FILE, await indexedPng(await browser.newPage(), png));
};

const [standing] = process.argv.slice(2);
const run = standing === undefined ? await started() : { url: standing, stop: async () => undefined };
const browser = await launchChromium();
try {
  if (standing === undefined) await runTo(run.url, TO);
  await take(browser, run.url);
  console.log(`${FILE}: ${statSync(FILE).size} bytes`);
} finally {
  await browser.close();
  await run.stop();
}
