import { createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signLink } from "#adapters/links/link-token.ts";
import { Program } from "#domain/calendar/program.ts";
import { nonceOf } from "#pages/kit/nonce.ts";
import { attestedTask } from "../../domain/parts/tasks.fixture.ts";
import {
  accessCode,
  browse,
  keys,
  meeting,
  morning,
  openSite,
  program,
  type Site,
  survey,
  tokenFor,
} from "./browser.fixture.ts";

const token = tokenFor(survey);
const BY_LIST = { source: "list", by: "the publisher", at: morning } as const;
const WAIVED = { by: "the registrar", at: morning, reason: "on another rotation" };
const partIn = ({ parts }: Site) => parts.get(survey, "ada");
const statusIn = async (site: Site) => (await partIn(site))?.task?.state;

/** Choices that nobody may ask for. */
const refuse = () => Promise.reject(new Error("the choices were asked for"));
const refusingChoices = { of: refuse, decline: refuse, save: refuse };

test("a link of one year opens and settles the task of that year, and leaves the next year's alone", async () => {
  const site = await openSite();
  const next = "retake-cim-survey@2028";
  const part = { occurrence: next, milestone: "retake-cim-survey", student: "ada", cohort: "pathways-2030" };
  const mail = { plannedAt: "2028-04-03T13:00:00.000Z", at: "2028-04-03T13:00:04.000Z" };
  await site.parts.claim([{ ...part, asks: "answer" }], "open", mail);
  const at = "2028-04-04T14:00:00.000Z";
  await (await browse(site, tokenFor(next), at)).send({ answer: "survey" });
  expect((await site.parts.get(next, "ada"))?.task?.state).toBe("attested");
  expect(await statusIn(site)).toBe("due");
  const unknown = tokenFor("retake-cim-survey@2031", { expiresAt: "2032-01-01T00:00:00.000Z" });
  expect((await browse(site, unknown, at)).page.statusCode).toBe(404);
});

test.each(["/", "/s/", "/u", "/s/a/b/c", "/wp-login.php", "/favicon.ico"])(
  "an address that is no page's gets the school's page, and asks for neither key nor record: %s",
  async (path) => {
    const refuseKeys = () => Promise.reject(new Error("a key was asked for"));
    const site = await openSite({ keys: refuseKeys });
    for (const method of ["GET", "POST"]) {
      const page = await site.ask({ method, path });
      expect(page.statusCode).toBe(404);
      expect(page.body).toContain("This link does not work.");
    }
    expect((await site.ask({ method: "PUT", path })).statusCode).toBe(405);
  },
);

describe("looking", () => {
  test("GET shows what is asked, the way there and the question, and changes only the opened mark", async () => {
    const site = await openSite();
    const before = await partIn(site);
    const { page } = await browse(site, token);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("<h1>Careers in Medicine survey, second time</h1>");
    expect(page.body).toContain('href="https://example.org"');
    expect(page.body).toContain("Which have you finished?");
    expect(page.body).toContain("Friday, April 30");
    expect(await partIn(site)).toEqual({ ...before, openedAt: morning });
  });

  test("the first opening stays, however often a scanner looks", async () => {
    const site = await openSite();
    for (const at of [morning, "2027-04-02T14:00:00.000Z", "2027-04-03T14:00:00.000Z"]) await browse(site, token, at);
    expect((await partIn(site))?.openedAt).toBe(morning);
  });

  test("a page that was opened before costs no further write", async () => {
    const { needs } = await openSite();
    let writes = 0;
    const markOpened: typeof needs.parts.markOpened = (...opening) => {
      writes += 1;
      return needs.parts.markOpened(...opening);
    };
    const site = await openSite({ parts: { ...needs.parts, markOpened } });
    for (const at of [morning, "2027-04-02T14:00:00.000Z", "2027-04-03T14:00:00.000Z"]) await browse(site, token, at);
    expect(writes).toBe(1);
  });

  test("HEAD answers like GET, without the page", async () => {
    const site = await openSite();
    const head = await site.ask({ method: "HEAD", path: `/s/${token}` });
    const page = await site.ask({ path: `/s/${token}` });
    expect(head).toEqual({ ...page, body: "", cookies: head.cookies });
    expect(await statusIn(site)).toBe("due");
  });

  test("five scanners' GETs and HEADs leave the link good for the student", async () => {
    const site = await openSite();
    for (const method of ["GET", "HEAD", "GET", "GET", "HEAD"]) await site.ask({ method, path: `/s/${token}` });
    const { send } = await browse(site, token);
    expect((await send({ answer: "survey" })).body).toContain("Thank you");
  });

  test("the form's cookie is for this host and link alone, and unreadable to scripts", async () => {
    const site = await openSite();
    const { page } = await browse(site, token);
    expect(page.cookies).toEqual([
      expect.stringMatching(
        /^__Host-page-[\w-]{12}=[\w-]{22}; Path=\/; Max-Age=86400; Secure; HttpOnly; SameSite=Strict$/,
      ),
    ]);
    const other = await browse(site, tokenFor(accessCode));
    expect(other.cookies[0]?.split("=")[0]).not.toBe(page.cookies[0]?.split("=")[0]);
  });

  test("a page that is loaded again, with the cookie or without, brings the same form", async () => {
    const site = await openSite();
    const { cookies, nonce } = await browse(site, token);
    for (const change of [{ cookies }, {}]) {
      const again = await site.ask({ path: `/s/${token}`, ...change });
      expect(again.body).toContain(`name="nonce" value="${nonce}"`);
      expect(again.cookies[0]?.split(";")[0]).toBe(cookies[0]);
    }
  });

  test("a page shows no student's key outside the link itself", async () => {
    const site = await openSite();
    const { page } = await browse(site, token);
    expect(page.body.replaceAll(token, "")).not.toMatch(/\bada\b/);
  });
});

describe("confirming", () => {
  test("an answered question completes the task, thanks, and says when it was recorded", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    const thanks = await send({ answer: "survey" });
    expect(thanks.statusCode).toBe(200);
    expect(thanks.body).toContain("Thank you");
    expect(thanks.body).toContain("Thursday, April 1, 2027 at 10:00\u00a0AM\u00a0EDT");
    expect(await partIn(site)).toMatchObject({
      task: attestedTask(morning, "ada"),
      revision: 1,
    });
  });

  test("a task that was asked only after its mail went out is completed all the same", async () => {
    const site = await openSite();
    const part = { occurrence: survey, milestone: "retake-cim-survey", student: "bo", cohort: "pathways-2029" };
    await site.parts.claim([{ ...part, asks: undefined }], "open", { plannedAt: morning, at: morning });
    const { send } = await browse(site, tokenFor(survey, { student: "bo" }));
    expect((await send({ answer: "survey" })).body).toContain("Thank you");
    expect(await site.parts.get(survey, "bo")).toMatchObject({ task: { state: "attested" }, revision: 1 });
    await send({}, { undo: true });
    expect(await site.parts.get(survey, "bo")).toMatchObject({ task: { state: "due" }, revision: 2 });
  });

  test("the same POST again gets the same page and records nothing new", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    const [first, second] = [await send({ answer: "survey" }), await send({ answer: "survey" })];
    expect(second).toEqual(first);
    expect(await partIn(site)).toMatchObject({ task: { at: morning }, revision: 1 });
  });

  test.each([
    ["a list showed", (site: Site) => site.parts.verify({ occurrence: survey, student: "ada" }, BY_LIST)],
    ["the office waived", (site: Site) => site.parts.waive({ occurrence: survey, student: "ada" }, WAIVED)],
  ])(
    "a task that %s is done for its student, whose clicks change nothing, and who is offered no undo",
    async (_, settle) => {
      const site = await openSite();
      const { send } = await browse(site, token);
      await settle(site);
      const before = await partIn(site);
      for (const reply of [await send({ answer: "survey" }), await send({}, { undo: true })]) {
        expect(reply.statusCode).toBe(200);
        expect(reply.body).toContain("nothing left to do");
        expect(reply.body).not.toContain("/undo");
      }
      expect(await partIn(site)).toEqual(before);
    },
  );

  test("a link opened again after completion shows that it is done", async () => {
    const site = await openSite();
    await (await browse(site, token)).send({ answer: "survey" });
    const { page } = await browse(site, token, "2027-04-05T14:00:00.000Z");
    expect(page.body).toContain("You have done this one.");
    expect(page.body).toContain("Thursday, April 1, 2027 at 10:00\u00a0AM\u00a0EDT");
    expect(page.body).not.toContain('type="radio"');
  });

  test("a body in base64 counts as well", async () => {
    const site = await openSite();
    const { send, nonce } = await browse(site, token);
    const body = Buffer.from(`nonce=${nonce}&answer=survey`).toString("base64");
    await send({}, { body, isBase64Encoded: true });
    expect(await statusIn(site)).toBe("attested");
  });

  test("after closing it can still be confirmed, until the link expires", async () => {
    const site = await openSite();
    const { page, send } = await browse(site, token, "2027-05-20T14:00:00.000Z");
    expect(page.body).toContain("This closed on Friday, April 30.");
    await send({ answer: "survey" });
    expect(await statusIn(site)).toBe("attested");
  });

  test("an answer that completes nothing keeps the task due and says when the next mail comes", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    const page = await send({ answer: "not-yet" });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("We will remind you on Thursday, April 8, unless you chose to get no reminders.");
    expect(page.body).toContain("It stays open until Friday, April 30.");
    expect(await statusIn(site)).toBe("due");
  });

  test("not yet, after the last call, promises no further mail", async () => {
    const site = await openSite();
    const { send } = await browse(site, token, "2027-04-29T14:00:00.000Z");
    expect((await send({ answer: "not-yet" })).body).toContain("No more reminders of it will come.");
  });

  test("not yet, on the morning of a reminder before it goes out, tells of that one", async () => {
    const site = await openSite();
    const { send } = await browse(site, token, "2027-04-08T12:00:00.000Z");
    expect((await send({ answer: "not-yet" })).body).toContain(
      "We will remind you on Thursday, April 8, unless you chose to get no reminders.",
    );
  });

  test("no page promises a reminder to who may have declined them, and none reads the choices for it", async () => {
    const site = await openSite({ choices: refusingChoices });
    const { send } = await browse(site, token);
    const pages = [await send({ answer: "not-yet" }), await send({ answer: "survey" }), await send({}, { undo: true })];
    expect(pages.map(({ body }) => body.includes(", unless you chose to get no reminders."))).toEqual([
      true,
      false,
      true,
    ]);
    for (const { body } of pages) expect(body).not.toMatch(/We will remind you on \w+, \w+ \d+\./);
    expect(site.failures).toEqual([]);
  });

  test("not yet, from an old tab after completion, takes nothing back", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    await send({ answer: "survey" });
    expect((await send({ answer: "not-yet" })).body).toContain("You have done this one.");
    expect(await statusIn(site)).toBe("attested");
  });
});

describe("answers in part", () => {
  const asksTwo = Program.parse({
    ...program,
    milestones: program.milestones.map((milestone) =>
      milestone.ask?.type === "answer"
        ? {
            ...milestone,
            ask: {
              ...milestone.ask,
              answers: [
                { id: "both", label: "Both", completes: true },
                { id: "one", label: "The survey", completes: false, isPart: true },
                { id: "other", label: "The assessment", completes: false, isPart: true },
                { id: "not-yet", label: "Not yet", completes: false },
              ],
            },
          }
        : milestone,
    ),
  });
  const later = "2027-04-03T14:00:00.000Z";

  test("are stored with their instant, shown when one comes back, and leave the task due", async () => {
    const site = await openSite();
    const noted = await (await browse(site, token)).send({ answer: "not-yet" });
    expect(noted.body).toContain("Noted.");
    expect(await partIn(site)).toMatchObject({ task: { state: "due", answers: { "not-yet": morning } }, revision: 1 });
    const { page } = await browse(site, token, later);
    expect(page.body).toContain("Your answer so far");
    expect(page.body).toContain("Thursday, April 1, 2027 at 10:00\u00a0AM\u00a0EDT");
    expect(page.body).toContain('type="radio"');
  });

  test("given again are recorded once, with the first instant", async () => {
    const site = await openSite();
    await (await browse(site, token)).send({ answer: "not-yet" });
    await (await browse(site, token, later)).send({ answer: "not-yet" });
    expect(await partIn(site)).toMatchObject({ task: { answers: { "not-yet": morning } }, revision: 1 });
  });

  test("that stand already are written no more, and one of which more is asked is", async () => {
    const site = await openSite({ program: asksTwo });
    for (const answer of ["not-yet", "one"]) await (await browse(site, token)).send({ answer });
    const written: string[] = [];
    const progress: Site["parts"]["progress"] = (occurrence, student, answer) => {
      written.push(answer.id);
      return site.parts.progress(occurrence, student, answer);
    };
    const watched = await openSite({ program: asksTwo, parts: { ...site.parts, progress } });
    for (const answer of ["not-yet", "one"]) await (await browse(watched, token)).send({ answer });
    expect(written).toEqual(["one"]);
  });

  test("to a part that is gone meanwhile get the page of a link that is not known", async () => {
    const gone = async () => undefined;
    const { parts } = await openSite();
    const site = await openSite({ parts: { ...parts, progress: gone, complete: gone } });
    for (const answer of ["not-yet", "survey"])
      expect((await (await browse(site, token)).send({ answer })).statusCode).toBe(404);
  });

  test("that belong together complete the task one after the other, in whichever order", async () => {
    for (const [first, last] of [
      ["one", "other"],
      ["other", "one"],
    ] as const) {
      const site = await openSite({ program: asksTwo });
      await (await browse(site, token)).send({ answer: first });
      expect(await statusIn(site)).toBe("due");
      await (await browse(site, token)).send({ answer: first });
      expect(await statusIn(site)).toBe("due");
      const thanks = await (await browse(site, token, later)).send({ answer: last });
      expect(thanks.body).toContain("Thank you");
      expect(await partIn(site)).toMatchObject({
        task: {
          state: "attested",
          answers: { [first]: morning, [last]: later },
          evidence: { attested: { answer: last, at: later } },
        },
        revision: 2,
      });
    }
  });

  test("that say nothing of a part complete nothing together with one", async () => {
    const site = await openSite({ program: asksTwo });
    for (const answer of ["one", "not-yet"]) await (await browse(site, token)).send({ answer });
    expect(await statusIn(site)).toBe("due");
  });

  test("are taken back one by one: the one that the page names, once", async () => {
    const site = await openSite({ program: asksTwo });
    for (const answer of ["one", "other"]) await (await browse(site, token)).send({ answer });
    const { send } = await browse(site, token);
    for (const _ of ["once", "again"]) await send({ answer: "other" }, { undo: true });
    expect(await partIn(site)).toMatchObject({ task: { state: "due", answers: { one: morning } }, revision: 3 });
    for (const _ of ["once", "again"]) await send({ answer: "one" }, { undo: true });
    expect(await partIn(site)).toMatchObject({ task: { state: "due" }, revision: 4 });
    expect((await partIn(site))?.task).not.toHaveProperty("answers");
  });

  test("an undo from an old tab leaves what was completed since as it is", async () => {
    const site = await openSite({ program: asksTwo });
    const { send } = await browse(site, token);
    await send({ answer: "one" });
    await send({ answer: "both" });
    expect((await send({ answer: "one" }, { undo: true })).body).toContain("You have done this one.");
    expect(await statusIn(site)).toBe("attested");
  });
});

describe("what completes nothing", () => {
  test.each([
    ["no answer", {}],
    ["an empty answer", { answer: "" }],
    ["an answer that is not on the page", { answer: "everything" }],
  ])("%s: the form comes back with its mistake tied to the question", async (_, form) => {
    const site = await openSite();
    const page = await (await browse(site, token)).send(form);
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(
      '<p class="wrong" id="mistake" role="alert">Choose one of the answers, then confirm.</p>',
    );
    expect(page.body).toMatch(/<fieldset[^>]*aria-describedby="mistake"[^>]*aria-invalid="true"/);
    expect(await statusIn(site)).toBe("due");
  });

  const againBody = `answer=survey&nonce=${nonceOf(token, "again")}`;
  const withoutAll = { cookies: [], headers: { origin: undefined, "sec-fetch-site": undefined } };
  test.each([
    ["a blind POST of an empty form", { ...withoutAll, body: "" }],
    ["a blind POST without any body", { ...withoutAll, body: undefined }],
    ["a guessed answer without cookie or nonce", { ...withoutAll, body: "answer=survey" }],
    ["an answer without the nonce field", { body: "answer=survey" }],
    ["a nonce that is another's", { body: `answer=survey&nonce=${"x".repeat(22)}` }],
    ["an empty nonce in both places", { cookies: ["__Host-page-=", "nonce="], body: "answer=survey&nonce=" }],
    ["a nonce that asks again, from another site", { body: againBody, headers: { "sec-fetch-site": "cross-site" } }],
    ["a form from another site", { headers: { "sec-fetch-site": "cross-site" } }],
    ["a form from a sister site", { headers: { "sec-fetch-site": "same-site" } }],
    ["another origin", { headers: { origin: "https://evil.example" } }],
    ["our origin at the start of another", { headers: { origin: "https://careers.school.example.evil.example" } }],
    ["JSON instead of a form", { headers: { "content-type": "application/json" } }],
  ])("%s: 403, the form again, nothing recorded", async (_, change) => {
    const site = await openSite();
    const page = await (await browse(site, token)).send({ answer: "survey" }, change);
    expect(page.statusCode).toBe(403);
    expect(page.body).toContain("Nothing was recorded yet");
    expect(await statusIn(site)).toBe("due");
  });

  test("without cookies an answer stays chosen, is asked for once more, and then counts", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    const asked = await send({ answer: "survey" }, { cookies: [] });
    expect(asked.statusCode).toBe(403);
    expect(asked.body).toContain("Nothing was recorded yet");
    expect(asked.body).toMatch(/value="survey" required checked autofocus>/);
    expect(await statusIn(site)).toBe("due");
    const nonce = /name="nonce" value="([^"]+)"/.exec(asked.body)?.[1] ?? "";
    const thanks = await send({ answer: "survey", nonce }, { cookies: [] });
    expect(thanks.body).toContain("Thank you");
    expect(await statusIn(site)).toBe("attested");
  });

  test("a press on the button alone, however often and without cookies, chooses nothing", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    let page = await send({}, { cookies: [] });
    for (const _ of [1, 2, 3]) {
      expect(page.body).not.toContain("required checked");
      const nonce = /name="nonce" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
      page = await send({ nonce }, { cookies: [] });
    }
    expect(await statusIn(site)).toBe("due");
  });

  test("what another site's page chose does not stay chosen", async () => {
    const site = await openSite();
    const page = await (await browse(site, token)).send(
      { answer: "survey" },
      { headers: { "sec-fetch-site": "cross-site" } },
    );
    expect(page.body).not.toContain("required checked");
  });

  test("a form of megabytes is not read", async () => {
    const site = await openSite();
    const page = await (await browse(site, token)).send({ answer: "survey", more: "x".repeat(5_000_000) });
    expect(page.statusCode).toBe(403);
  });

  test("a browser that says no origin, or writes it as null under our referrer policy, is let in", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    await send({ answer: "survey" }, { headers: { origin: "null" } });
    expect(await statusIn(site)).toBe("attested");
    await send({}, { undo: true, headers: { origin: undefined, "sec-fetch-site": undefined } });
    expect(await statusIn(site)).toBe("due");
  });
});

describe("taking it back", () => {
  test("undo makes the task due again, once, and the link can be answered afresh", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    await send({ answer: "survey" });
    const [first, second] = [await send({}, { undo: true }), await send({}, { undo: true })];
    expect(first.body).toContain("Taken back.");
    expect(second).toEqual(first);
    expect(await partIn(site)).toMatchObject({ task: { state: "due" }, revision: 2 });
    await send({ answer: "survey" });
    expect(await partIn(site)).toMatchObject({ task: { state: "attested" }, revision: 3 });
  });

  test.each([
    ["without the cookie", { cookies: [] }],
    ["from another site", { headers: { "sec-fetch-site": "cross-site" } }],
    ["without the nonce", { body: "" }],
  ])("undo %s changes nothing", async (_, change) => {
    const site = await openSite();
    const { send } = await browse(site, token);
    await send({ answer: "survey" });
    expect((await send({}, { undo: true, ...change })).statusCode).toBe(403);
    expect(await statusIn(site)).toBe("attested");
  });
});

describe("the access code", () => {
  const link = tokenFor(accessCode, { expiresAt: "2027-12-01T00:00:00.000Z" });

  test("is not on the page that the link opens, only behind its button", async () => {
    const site = await openSite();
    const { page, send } = await browse(site, link);
    expect(page.body).toContain("Reveal it now");
    expect(page.body).not.toContain("4827");
    const shown = await send({});
    expect(shown.body).toContain("CIM-4827-&lt;QX&gt;");
    // The link ends 90 days after the milestone.
    expect(shown.body).toMatch(/come back to this page until \w+, November \d+\./);
    expect(shown.headers["cache-control"]).toBe("no-store");
  });

  test("is not shown to a POST without the page's cookie", async () => {
    const site = await openSite();
    const page = await (await browse(site, link)).send({}, { cookies: [] });
    expect(page.statusCode).toBe(403);
    expect(page.body).not.toContain("4827");
  });

  test("that is missing is told as the school's fault, with whom to write to", async () => {
    const site = await openSite({ codes: { get: async () => undefined } });
    const page = await (await browse(site, link)).send({});
    expect(page.body).toContain("We have no code for you yet.");
    expect(page.body).toContain("mailto:advising@example.edu");
  });
});

describe("a milestone that asks nothing", () => {
  const link = tokenFor(meeting, { expiresAt: "2028-12-01T00:00:00.000Z" });

  test("has a page that says so and when it is", async () => {
    const { page } = await browse(await openSite(), link);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("nothing to confirm");
    expect(page.body).toContain("Saturday, January 15");
    expect(page.body).not.toContain("<form");
  });

  test("takes no POST", async () => {
    const { send } = await browse(await openSite(), link);
    const answer = await send({ answer: "survey" });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, "GET, HEAD"]);
  });
});

describe("links that open nothing", () => {
  const stranger = { current: { kid: "k1", key: createSecretKey("b".repeat(64), "utf8") } };
  const forged = signLink(stranger, {
    program: "hms",
    student: "ada",
    occurrence: survey,
    expiresAt: "2027-07-29T13:00:00.000Z",
  });

  const foreign = tokenFor(survey, { program: "hms-exchange" });

  test.each([
    ["cut", token.slice(0, -5), 404, "This link does not work."],
    ["another program's", foreign, 404, "This link does not work."],
    ["forged", forged, 404, "This link does not work."],
    ["empty", "", 404, "This link does not work."],
    ["not decodable", "%E0%A4%A", 404, "This link does not work."],
    ["expired", tokenFor(survey, { expiresAt: "2027-03-01T00:00:00.000Z" }), 410, "This link has expired."],
    ["of a student without this part", tokenFor(survey, { student: "ben" }), 404, "We do not know this page any more."],
    ["of a milestone that is gone", tokenFor("old-survey@2027"), 404, "We do not know this page any more."],
  ])("a link that is %s gets a friendly page, to look at and to answer", async (_, bad, status, words) => {
    const site = await openSite();
    for (const method of ["GET", "POST"]) {
      const page = await site.ask({ method, path: `/s/${bad}` });
      expect(page.statusCode).toBe(status);
      expect(page.body).toContain(words);
      expect(page.body).not.toMatch(/Error|stack|\bat \//);
      expect(page.cookies).toEqual([]);
    }
  });

  test.each(["PUT", "DELETE", "OPTIONS", "PATCH"])("%s is not allowed", async (method) => {
    const answer = await (await openSite()).ask({ method, path: `/s/${token}` });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  });

  test("a look at the undo address shows the page, and undoes nothing", async () => {
    const site = await openSite();
    await (await browse(site, token)).send({ answer: "survey" });
    const looked = await site.ask({ path: `/s/${token}/undo` });
    expect(looked.statusCode).toBe(200);
    expect(looked.body).toContain("You have done this one.");
    expect(await statusIn(site)).toBe("attested");
  });

  test("where the records are away, the page says sorry with 500 and nothing of why", async () => {
    const away = () => Promise.reject(new Error("records-table is away"));
    const site = await openSite();
    const broken = await openSite({ parts: { ...site.parts, get: away } });
    const page = await broken.ask({ path: `/s/${token}` });
    expect(page.statusCode).toBe(500);
    expect(page.body).toContain("Something went wrong on our side.");
    expect(page.body).not.toContain("away");
    expect(broken.failures).toEqual(["Error: records-table is away"]);
  });
});

test("a link of a key that came after the start opens its page; one of a key that nobody has does not", async () => {
  const newer = { current: { kid: "k2", key: createSecretKey("c".repeat(64), "utf8") }, previous: keys.current };
  const site = await openSite({ keys: async (missedAt) => (missedAt === undefined ? keys : newer) });
  const link = { program: "hms", student: "ada", occurrence: survey, expiresAt: "2027-07-29T13:00:00.000Z" };
  const unheardOf = { current: { ...newer.current, kid: "k9" } };
  expect((await site.ask({ path: `/s/${signLink(newer, link)}` })).statusCode).toBe(200);
  expect((await site.ask({ path: `/s/${signLink(unheardOf, link)}` })).statusCode).toBe(404);
});

describe("where the table has troubles", () => {
  test("the page is shown although its first opening cannot be recorded, and the log is told", async () => {
    const { needs } = await openSite();
    const markOpened = () => Promise.reject(new Error("no write"));
    const site = await openSite({ parts: { ...needs.parts, markOpened } });
    const page = await site.ask({ path: `/s/${token}` });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("Which have you finished?");
    expect(site.failures).toEqual(["Error: no write"]);
  });

  test("one link that is answered and taken back on and on ends with a wait, and not its neighbors' time", async () => {
    const site = await openSite();
    const { send } = await browse(site, token);
    const statuses: number[] = [];
    for (let nth = 0; nth < 15; nth += 1) {
      statuses.push((await send({ answer: "survey" })).statusCode);
      statuses.push((await send({}, { undo: true })).statusCode);
    }
    expect(statuses).toEqual([...Array(20).fill(200), ...Array(10).fill(429)]);
    expect(await partIn(site)).toMatchObject({ revision: 20 });
    const { send: later } = await browse(site, token, "2027-04-01T14:01:00.000Z");
    expect((await later({ answer: "survey" })).statusCode).toBe(200);
  });
});

describe("every answer", () => {
  test("shows the school's logo where it has one, and loads from its host and from nowhere else", async () => {
    const logo = { url: "https://www.school.example/logo.png?a=1&b=2", alt: 'The "School"' };
    const site = await openSite({ program: { ...program, school: { ...program.school, logo } } });
    const { page, send } = await browse(site, token);
    for (const { body, headers } of [page, await send({ answer: "survey" }), await site.ask({ path: "/s/nothing" })]) {
      expect(headers["content-security-policy"]).toContain("; img-src https://www.school.example; form-action");
      expect(body).toContain('<img src="https://www.school.example/logo.png?a=1&amp;b=2" alt="The &quot;School&quot;"');
      expect(body).not.toContain(`<strong>${program.school.name}</strong>`);
    }
  });

  test("carries the same strict headers, whether page, mistake or fault", async () => {
    const site = await openSite();
    const { page, send } = await browse(site, token);
    const broken = await openSite({ keys: () => Promise.reject(new Error("no secret")) });
    const answers = [
      page,
      await send({}),
      await send({ answer: "survey" }),
      await site.ask({ path: "/s/nothing" }),
      await site.ask({ method: "PUT", path: `/s/${token}` }),
      await broken.ask({ path: `/s/${token}` }),
    ];
    expect(new Set(answers.map(({ statusCode }) => statusCode)).size).toBe(5);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
        ),
        "strict-transport-security": "max-age=63072000; includeSubDomains; preload",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cache-control": "no-store",
        "x-robots-tag": "noindex, nofollow",
      });
    }
  });

  test("holds no script and nothing from another host", async () => {
    const { page } = await browse(await openSite(), token);
    expect(page.body).not.toMatch(/<script|<img|<link|\son\w+=|src=|style="/i);
  });
});
