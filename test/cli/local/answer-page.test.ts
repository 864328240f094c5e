import { describe, expect, test } from "vitest";
import { SystemFailed } from "../../../cli/faults.ts";
import { answerPage } from "../../../cli/local/answer-page.ts";
import type { System } from "../../../local/system.ts";

const LINK = "http://localhost:3000/s/token";

/** Pages that take an answer as the deployed ones do: only with the nonce of the page, in cookie and form. */
const pagesWith = (answers: string[]) => {
  const taken: string[] = [];
  const page = `<form method="post"><input type="hidden" name="nonce" value="n1">${answers
    .map((id) => `<input id="a-${id}" type="radio" name="answer" value="${id}">`)
    .join("")}<input type="text" name="comment"></form>`;
  const request: System["request"] = async (asked) => {
    if (asked.method === "GET")
      return new Response(page, { headers: { "set-cookie": "__Host-nonce=n1; Path=/; Secure; HttpOnly" } });
    const form = new URLSearchParams(await asked.text());
    const isReal = asked.headers.get("cookie") === "__Host-nonce=n1" && form.get("nonce") === "n1";
    const isOwn = asked.headers.get("origin") === "http://localhost:3000";
    if (!isReal || !isOwn || form.size !== 2) return new Response("", { status: 403 });
    taken.push(form.get("answer") ?? "");
    return new Response("Thank you");
  };
  return { request, taken };
};

describe("answering a page", () => {
  test("opens it, chooses the answer and sends the form with the page's cookie", async () => {
    const pages = pagesWith(["survey", "not-yet"]);
    await answerPage(pages, LINK, "survey");
    expect(pages.taken).toEqual(["survey"]);
  });

  test("fails where the page does not offer that answer, without sending anything", async () => {
    const pages = pagesWith(["not-yet"]);
    await expect(answerPage(pages, LINK, "survey")).rejects.toThrow(SystemFailed);
    expect(pages.taken).toEqual([]);
  });

  test("fails where the page is not there, or does not take it", async () => {
    await expect(
      answerPage({ request: async () => new Response("", { status: 404 }) }, LINK, "survey"),
    ).rejects.toThrow(/404/);
    const { request } = pagesWith(["survey"]);
    const forgetful: System["request"] = async (asked) =>
      request(asked.method === "GET" ? asked : new Request(LINK, { method: "POST", body: "" }));
    await expect(answerPage({ request: forgetful }, LINK, "survey")).rejects.toThrow(/403/);
  });
});
