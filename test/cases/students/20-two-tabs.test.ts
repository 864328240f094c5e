import { describe, expect, test } from "vitest";
import { browse, openSite, survey, tokenFor } from "../../functions/site/browser.fixture.ts";

const token = tokenFor(survey);

describe("a link that is opened twice (https://github.com/dotnet/aspnetcore/issues/13632)", () => {
  test.each([
    ["first", 0],
    ["second", 1],
  ])("is answered in whichever tab: the %s", async (_, nth) => {
    const site = await openSite();
    // From a webmail no browser brings the page's strict cookie along, so that each tab gets it anew.
    const tabs = [await browse(site, token), await browse(site, token)];
    const cookies = tabs[1]?.cookies ?? [];
    const answered = await tabs[nth]?.send({ answer: "survey" }, { cookies });
    expect(answered?.statusCode).toBe(200);
    expect((await site.parts.get(survey, "ada"))?.task?.state).toBe("attested");
    const other = await tabs[1 - nth]?.send({ answer: "not-yet" }, { cookies });
    expect(other?.body).toContain("You have done this one.");
    expect((await site.parts.get(survey, "ada"))?.task).toMatchObject({
      state: "attested",
      evidence: { attested: { answer: "survey" } },
    });
  });

  test("keeps the answer chosen where no cookie comes back, and takes it at the second press", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    const asked = await send({ answer: "survey" }, { cookies: [] });
    expect(asked.body).toContain('value="survey" required checked');
    const nonce = /name="nonce" value="([^"]+)"/.exec(asked.body)?.[1] ?? "";
    expect((await send({ answer: "survey", nonce }, { cookies: [] })).body).toContain("Thank you");
  });
});
