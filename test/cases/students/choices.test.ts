import { describe, expect, test } from "vitest";
import { signChoiceLink } from "#adapters/links/choice-token.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { keys, messageTo, queuedAt, schoolWith, studentNamed } from "../../functions/send-mail/april.fixture.ts";
import { openSite } from "../../functions/site/browser.fixture.ts";

const ada = studentNamed("ada");
const nudge = messageTo([ada], { wave: "remind-1", plannedAt: "2027-04-08T13:00:00.000Z" });
const ONE_CLICK = {
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: "List-Unsubscribe=One-Click",
};

/** What a mailbox knows of a mail: where its header says that one click declines it. */
const clickIn = (headers: Record<string, string> | undefined): string =>
  /^<https:\/\/careers\.school\.example(\/u\/[^>]+)>$/.exec(headers?.["List-Unsubscribe"] ?? "")?.[1] ?? "";

describe("declining mail", () => {
  test("what only looks at the link declines nothing; the POST of RFC 8058 does (https://github.com/usesend/useSend/issues/412)", async () => {
    const site = await openSite();
    const school = await schoolWith([ada]);
    await sendMail(school, nudge, "2027-04-08T13:00:04.000Z");
    const path = clickIn(school.mailer.taken[0]?.headers);
    for (const method of ["GET", "HEAD", "GET"]) await site.ask({ method, path });
    expect(await site.choices.of("ada")).toEqual([]);
    expect((await site.ask({ path, ...ONE_CLICK })).statusCode).toBe(200);
    expect(await site.choices.of("ada")).toEqual(["nudges"]);
  });

  test("a scanner that sends the page's form, without what makes it ours, declines nothing (https://github.com/0xdps/emailflare/issues/190)", async () => {
    const site = await openSite();
    const link = { program: "hms", student: "ada", kind: "nudges", expiresAt: "2027-07-29T13:00:00.000Z" } as const;
    const page = await site.ask({ path: `/u/${signChoiceLink(keys, link)}` });
    const path = /action="([^"]+)"/.exec(page.body)?.[1] ?? "";
    expect((await site.ask({ ...ONE_CLICK, path, body: "" })).statusCode).toBe(403);
    expect(await site.choices.of("ada")).toEqual([]);
  });

  test("what was declined is one kind: every other mail still comes (https://github.com/SparkDevNetwork/Rock/issues/7034)", async () => {
    const school = await schoolWith([ada]);
    await school.choices.decline("ada", "nudges", queuedAt);
    await sendMail(school, messageTo([ada]), queuedAt);
    await sendMail(school, nudge, "2027-04-08T13:00:04.000Z");
    expect(school.mailer.taken.map(({ tags }) => tags.wave)).toEqual(["open"]);
  });
});
