import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian puts it; `MATCHWARD_CHROMIUM` names another. */
const EXECUTABLE = process.env.MATCHWARD_CHROMIUM ?? "/usr/bin/chromium";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
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
      `${line}\n# BROWSER TESTS SKIPPED: no Chromium at ${EXECUTABLE}.\n# Install it (Debian: apt-get install chromium) or set MATCHWARD_CHROMIUM.\n${line}`,
    );
  }
  return found;
};

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGUMENTS });
