import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian puts Chromium without its windows, which takes a quarter less time, and the whole of it. */
const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** The first that is there; `MATCHWARD_CHROMIUM` names another. */
const EXECUTABLE = process.env.MATCHWARD_CHROMIUM ?? PLACES.find((path) => existsSync(path)) ?? "/usr/bin/chromium";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  // One process for all pages, and none for drawing: what the tests look at is the same, a fifth sooner.
  "--in-process-gpu",
  "--disable-site-isolation-trials",
  "--renderer-process-limit=1",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The address bar's proposals are a page in a process of its own, one for each window: a third of all the work.
  "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
];

/** True where a browser is there to test with; says loudly where it is not, so that no green run hides it. */
export const hasChromium = (): boolean => {
  const found = existsSync(EXECUTABLE);
  if (!found) {
    const line = "#".repeat(78);
    console.warn(
      `${line}\n# BROWSER TESTS SKIPPED: no Chromium at ${EXECUTABLE}.\n# Install it (Debian: apt-get install chromium-headless-shell, or chromium) or set MATCHWARD_CHROMIUM.\n${line}`,
    );
  }
  return found;
};

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGUMENTS });
