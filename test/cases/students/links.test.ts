import { describe, expect, test } from "vitest";
import { browse, openSite, type Site, survey, tokenFor } from "../../functions/site/browser.fixture.ts";

const path = `/s/${tokenFor(survey)}`;
const statusIn = async ({ parts }: Site): Promise<string | undefined> => (await parts.get(survey, "ada"))?.task?.state;

describe("a mail scanner", () => {
  test("that opens the link, follows what it finds and posts the empty form completes nothing (https://github.com/outline/outline/issues/9227, https://github.com/nextauthjs/next-auth/issues/1840)", async () => {
    const site = await openSite();
    const page = await site.ask({ path });
    expect(page.headers).not.toHaveProperty("location");
    const nonce = /name="nonce" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const bodies = ["", `nonce=${nonce}`, "answer=survey", `nonce=${nonce}&answer=survey`];
    for (const body of bodies) await site.ask({ path, method: "POST", headers, body });
    await site.ask({ path: `${path}?follow=true` });
    expect(await statusIn(site)).toBe("due");
  });

  test("leaves the link as good as new: five openings, and the student's answer counts (https://github.com/emdash-cms/emdash/issues/3298, https://github.com/supabase/auth/issues/1214, https://github.com/TryGhost/Ghost/issues/12347)", async () => {
    const site = await openSite();
    for (const method of ["GET", "HEAD", "GET", "HEAD", "GET"]) {
      expect((await site.ask({ path, method })).statusCode).toBe(200);
    }
    expect(await statusIn(site)).toBe("due");
    const { send } = await browse(site, tokenFor(survey));
    expect((await send({ answer: "survey" })).statusCode).toBe(200);
    expect(await statusIn(site)).toBe("attested");
  });
});
