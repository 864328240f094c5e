import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasChromium } from "./chromium.ts";
import { launchWindows, type Windows } from "./windows.ts";

describe.skipIf(!hasChromium())("the windows of a file's tests", () => {
  let windows: Windows;
  beforeAll(async () => {
    windows = await launchWindows();
  });
  afterAll(() => windows?.close());

  test("the shared one comes back without the tabs and the cookies of an earlier test", async () => {
    const page = await windows.shared();
    await page.context().addCookies([{ name: "left", value: "behind", url: "http://localhost" }]);
    await page.context().newPage();
    const again = await windows.shared();
    expect(again).toBe(page);
    expect(again.context().pages()).toEqual([again]);
    expect(await again.context().cookies()).toEqual([]);
  });

  test("another browser takes the place of one that is gone, for the shared window and for one of its own", async () => {
    for (const ready of [() => windows.shared(), () => windows.opened()]) {
      await (await windows.shared()).context().browser()?.close();
      const page = await ready();
      await page.goto("data:text/html,<title>Here</title>");
      expect(await page.title()).toBe("Here");
    }
  });
});
