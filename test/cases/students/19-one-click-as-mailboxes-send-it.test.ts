import { expect, test } from "vitest";
import { signChoiceLink } from "#adapters/links/choice-token.ts";
import { keys, morning, openSite } from "../../functions/site/browser.fixture.ts";

const expiresAt = "2030-01-01T00:00:00.000Z";
const path = `/u/${signChoiceLink(keys, { program: "hms", student: "ada", kind: "calendar", expiresAt })}`;
const ONE_CLICK = "List-Unsubscribe=One-Click";

test.each([
  ["Application/X-WWW-Form-Urlencoded", ONE_CLICK],
  ["text/plain", ONE_CLICK],
  ["application/x-www-form-urlencoded", `${ONE_CLICK}\r\n`],
  ["application/json", "{}"],
  [undefined, undefined],
])(
  "one click as %s with %j declines its kind (https://github.com/Notifuse/notifuse/issues/362)",
  async (type, body) => {
    const site = await openSite();
    const encoded = body === undefined ? {} : { body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
    for (const sent of [{ body }, encoded]) {
      const answer = await site.ask({ method: "POST", path, headers: { "content-type": type }, at: morning, ...sent });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain("You will get no more of these.");
    }
    expect(await site.choices.of("ada")).toEqual(["calendar"]);
  },
);

test.each(["GET", "HEAD"])("a %s of the same link declines nothing", async (method) => {
  const site = await openSite();
  expect((await site.ask({ method, path, at: morning })).statusCode).toBe(200);
  expect(await site.choices.of("ada")).toEqual([]);
});
