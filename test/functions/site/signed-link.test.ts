import { createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { readLink, signLink } from "#adapters/links/link-token.ts";
import { pathTo, readRequest } from "../../../functions/site/request.ts";
import { HttpRequest } from "../../../functions/web/http-request.ts";
import { signedLink } from "../../../functions/web/signed-link.ts";
import { keys, morning, program, survey } from "./browser.fixture.ts";

const link = { program: "hms", student: "ada", occurrence: survey, expiresAt: "2027-12-01T00:00:00.000Z" };
const newer = { current: { kid: "k2", key: createSecretKey("b".repeat(64), "utf8") }, previous: keys.current };
const stranger = { current: { kid: "k3", key: createSecretKey("c".repeat(64), "utf8") } };

const requestOf = (path: string) =>
  readRequest(
    HttpRequest.parse({
      rawPath: path,
      headers: {},
      requestContext: { http: { method: "GET" }, timeEpoch: Date.parse(morning) },
    }),
  );

/** What a link opens, and when keys were asked for because one was missed. */
const read = async (token: string) => {
  const asked: (string | undefined)[] = [];
  const source = async (missedAt?: string) => {
    asked.push(missedAt);
    return missedAt === undefined ? keys : newer;
  };
  return { link: await signedLink({ keys: source, program }, requestOf(`/s/${token}`), readLink), asked };
};

test("keys are asked for once where a link can be judged by them", async () => {
  for (const token of [signLink(keys, link), signLink(keys, { ...link, expiresAt: "2027-01-01T00:00:00.000Z" }), "cut"])
    expect((await read(token)).asked).toEqual([undefined]);
});

test("keys are asked for once more, with the instant, where a link is of a key that is not among them", async () => {
  expect(await read(signLink(newer, link))).toMatchObject({ link: { ok: true }, asked: [undefined, morning] });
  expect(await read(signLink(stranger, link))).toMatchObject({ link: { ok: false }, asked: [undefined, morning] });
});

test("a link of another program is none of ours", async () => {
  const { link: elsewhere } = await read(signLink(keys, { ...link, program: "elsewhere" }));
  expect(elsewhere).toEqual({ ok: false, reason: "malformed" });
});

test("a request without cookies has none", () => {
  expect(requestOf("/s/token").cookies).toEqual([]);
});

test("a page's path stands below the site's, which may end in a slash", () => {
  expect(pathTo("https://careers.school.example/", "survey", "t")).toBe("/s/t");
  expect(pathTo("https://api.example/prod/", "survey", "t")).toBe("/prod/s/t");
  expect(pathTo("https://api.example/a/b", "survey", "t")).toBe("/a/b/s/t");
});
