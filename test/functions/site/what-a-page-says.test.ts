import { describe, expect, test } from "vitest";
import { Program } from "#domain/calendar/program.ts";
import { nonceOf } from "#pages/kit/nonce.ts";
import { browse, morning, openSite, program, type Site, survey, tokenFor } from "./browser.fixture.ts";

const token = tokenFor(survey);
const LATER = "2027-04-05T14:00:00.000Z";
const [RECORDED, DONE] = ["<h1>Thank you, that is recorded.</h1>", "<h1>You have done this one.</h1>"];
const asksTwo = Program.parse({
  ...program,
  milestones: program.milestones.map((milestone) => {
    if (milestone.ask?.type !== "answer") return milestone;
    const part = { completes: false, isPart: true };
    const answers = [
      { id: "both", label: "Both", completes: true },
      { id: "one", label: "The survey", ...part },
      { id: "other", label: "The assessment", ...part },
    ];
    return { ...milestone, ask: { ...milestone.ask, answers } };
  }),
});
const countingWrites = async (writes: string[]): Promise<Site> => {
  const { parts } = await openSite();
  const told = <Told extends unknown[], Answer>(name: string, write: (...of: Told) => Promise<Answer>) => {
    return async (...of: Told): Promise<Answer> => {
      writes.push(name);
      return write(...of);
    };
  };
  const [reopen, retract] = [told("reopen", parts.reopen), told("retract", parts.retract)];
  return openSite({ parts: { ...parts, reopen, retract } });
};

describe("a form", () => {
  test("comes back to the page's own address, with the nonce of a first page", async () => {
    const { page, send } = await browse(await openSite(), token);
    for (const body of [page.body, (await send({})).body]) {
      expect(body).toContain(`action="/s/${token}"`);
      expect(body).toContain(`name="nonce" value="${nonceOf(token, "first")}"`);
    }
  });

  test("from another site's page or without a cookie gets the page of what is done where it is done", async () => {
    const { send } = await browse(await openSite(), token);
    await send({ answer: "survey" });
    for (const change of [{ headers: { "sec-fetch-site": "cross-site" } }, { cookies: [] }]) {
      const refused = await send({ answer: "survey" }, change);
      expect([refused.statusCode, refused.body.includes(DONE)]).toEqual([403, true]);
    }
  });

  test("is asked for anew with another nonce only where a browser brings no cookie back", async () => {
    const { send } = await browse(await openSite(), token);
    const [unsure, foreign] = [
      await send({ answer: "survey" }, { cookies: [] }),
      await send({ answer: "survey" }, { headers: { "sec-fetch-site": "cross-site" } }),
    ];
    expect(unsure.body).toContain(`value="${nonceOf(token, "again")}"`);
    expect(foreign.body).toContain(`value="${nonceOf(token, "first")}"`);
  });
});

describe("the page after an answer", () => {
  test("thanks its student for what they completed, and is no page of what was done already", async () => {
    const { send } = await browse(await openSite(), token);
    for (const _ of ["once", "again"]) {
      const { body } = await send({ answer: "survey" });
      expect([body.includes(RECORDED), body.includes(DONE)]).toEqual([true, false]);
    }
  });

  test("thanks for the last of several answers that complete the task together, and not for an earlier one", async () => {
    const site = await openSite({ program: asksTwo });
    const { send } = await browse(site, token);
    await send({ answer: "one" });
    expect((await send({ answer: "other" })).body).toContain(RECORDED);
    expect((await send({ answer: "one" })).body).toContain(DONE);
  });

  test("says what stands in part, each with its instant", async () => {
    const { send } = await browse(await openSite({ program: asksTwo }), token);
    const { body } = await send({ answer: "one" });
    expect(body).toContain("Noted. The rest stays on your list.");
    expect(body).toContain("The survey");
    expect(body).toContain("Thursday, April 1, 2027 at 10:00\u00a0AM\u00a0EDT");
  });

  test("says when the task was done by other evidence, where its student did not answer", async () => {
    const site = await openSite();
    await site.parts.verify({ occurrence: survey, student: "ada" }, { source: "list", by: "the list", at: morning });
    const { page } = await browse(site, token, LATER);
    expect(page.body).toContain("Thursday, April 1, 2027 at 10:00\u00a0AM\u00a0EDT");
    expect(page.body).not.toContain("Your answer");
  });

  test("says when its student answered, where a list showed it later", async () => {
    const site = await openSite();
    await (await browse(site, token)).send({ answer: "survey" });
    await site.parts.verify({ occurrence: survey, student: "ada" }, { source: "list", by: "the list", at: LATER });
    const { page } = await browse(site, token, LATER);
    expect(page.body).toContain("Thursday, April 1, 2027 at 10:00\u00a0AM\u00a0EDT");
    expect(page.body).not.toContain("April 5");
  });
});

describe("an undo of what nobody answered", () => {
  test("says that it is taken back, and writes nothing", async () => {
    const writes: string[] = [];
    const { send } = await browse(await countingWrites(writes), token);
    for (const form of [{}, { answer: "survey" }, { answer: "of another page" }])
      expect((await send(form, { undo: true })).body).toContain("<h1>Taken back.</h1>");
    expect(writes).toEqual([]);
  });

  test("of another part's answer leaves those that stand", async () => {
    const site = await openSite({ program: asksTwo });
    const { send } = await browse(site, token);
    await send({ answer: "one" });
    await send({ answer: "other part" }, { undo: true });
    await send({}, { undo: true });
    expect((await site.parts.get(survey, "ada"))?.task?.answers).toEqual({ one: morning });
  });
});
