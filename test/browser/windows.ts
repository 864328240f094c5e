import type { BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";

/** Milliseconds in which a window must be ready: a hundred times what it takes. Chromium left one hanging for good. */
const READY = 15_000;

/** What the browser answers; undefined where it does not answer in time, or that the window is gone. */
const inTime = async <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, READY, undefined);
  });
  try {
    return await Promise.race([answer.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
};

/** A window without what an earlier visit left in it: other tabs, and cookies. */
const emptied = async (page: Page): Promise<Page> => {
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await page.context().clearCookies();
  return page;
};

/** The windows of one file's tests. Where the browser stands still between two tests, another takes its place. */
export const launchWindows = async () => {
  let browser = await launchChromium();
  const open = async (options: BrowserContextOptions) => (await browser.newContext(options)).newPage();
  let shared = await open({});
  const anew = async (): Promise<Page> => {
    console.warn("Chromium stood still: another one is started");
    void inTime(browser.close());
    browser = await launchChromium();
    shared = await open({});
    return shared;
  };
  return {
    /** The window that tests share, since to open one takes longer than most of what they do in it. */
    shared: async (): Promise<Page> => (await inTime(emptied(shared))) ?? (await anew()),
    /** A window of its own. Close its context. */
    opened: async (options: BrowserContextOptions = {}): Promise<Page> => {
      const page = await inTime(open(options));
      if (page !== undefined) return page;
      await anew();
      return open(options);
    },
    close: async (): Promise<void> => void (await inTime(browser.close())),
  };
};

export type Windows = Awaited<ReturnType<typeof launchWindows>>;
