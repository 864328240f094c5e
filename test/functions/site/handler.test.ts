import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { GroupOfItem, groupItem } from "#adapters/parts/part-group-item.ts";
import { dueTask } from "../../domain/parts/tasks.fixture.ts";
import { type StandInForAws, startAws } from "../aws.fixture.ts";
import { coldStart } from "../lambda.fixture.ts";
import { logOf } from "../log.fixture.ts";
import { morning, site, survey, tokenFor } from "./browser.fixture.ts";

const Answer = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()),
  body: z.string(),
});

const part = {
  occurrence: survey,
  milestone: "retake-cim-survey",
  student: "ada",
  cohort: "pathways-2029",
  task: dueTask(),
  revision: 0,
  mails: {},
};
const stored = marshall(
  groupItem("hms", { occurrence: survey, group: "ada", version: 1, members: { ada: part }, news: [], writes: [] }),
);
/** The item as it goes over the wire, where bytes are base64. */
const Item = { ...stored, members: { B: Buffer.from(stored.members?.B ?? []).toString("base64") } };
const Written = z.object({ Item: z.looseObject({ members: z.object({ B: z.string() }) }) });

const requestOf = (method: string, path: string, more: object = {}) => ({
  version: "2.0",
  routeKey: `${method} /s/{token}`,
  rawPath: path,
  rawQueryString: "",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  requestContext: { http: { method, path, protocol: "HTTP/1.1" }, timeEpoch: Date.parse(morning) },
  isBase64Encoded: false,
  ...more,
});

describe("the deployed function", () => {
  let handler: (event: unknown) => Promise<unknown>;
  const ask = async (...request: Parameters<typeof requestOf>) => Answer.parse(await handler(requestOf(...request)));
  let aws: StandInForAws;
  const written = (nth: number): unknown => {
    const { members, ...rest } = Written.parse(aws.callsOf("PutItem").at(nth)?.input).Item;
    const put: object = { ...rest, members: { B: Buffer.from(members.B, "base64") } };
    return JSON.parse(JSON.stringify(GroupOfItem.parse(unmarshall({ ...put }))));
  };
  beforeAll(async () => {
    aws = await startAws();
    const told = { RECORDS_TABLE: "records", LINK_KEY_SECRET: "link-key", SITE_URL: site };
    process.env.AWS_LAMBDA_INITIALIZATION_TYPE = "on-demand";
    const lambda = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "s", AWS_ENDPOINT_URL: aws.url };
    Object.assign(process.env, { ...lambda, ...told });
    handler = await coldStart("site");
  });
  afterAll(() => {
    aws?.stop();
    delete process.env.AWS_ENDPOINT_URL;
    delete process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
  });
  beforeEach(() => {
    aws.forget();
    const SecretString = JSON.stringify({ kid: "k1", key: "a".repeat(64) });
    aws.on("GetSecretValue", () => ({ body: { SecretString } }));
    aws.on("GetItem", () => ({ body: { Item } }));
    aws.on("PutItem", () => ({ body: {} }));
  });

  test("shows the page, marks it as opened at the request's own time, and is the same in each tab", async () => {
    const [one, two] = [await ask("GET", `/s/${tokenFor(survey)}`), await ask("GET", `/s/${tokenFor(survey)}`)];
    expect(one.statusCode).toBe(200);
    expect(one.body).toContain("Which have you finished?");
    expect(two).toEqual(one);
    expect(written(0)).toMatchObject({ occurrence: survey, members: { ada: { openedAt: morning } } });
  });

  test("records an answer that comes with the page's cookie", async () => {
    const path = `/s/${tokenFor(survey)}`;
    const { body, cookies } = await ask("GET", path);
    const nonce = /name="nonce" value="([^"]+)"/.exec(body)?.[1];
    const cookie = cookies.map((text) => text.split(";")[0]);
    const thanks = await ask("POST", path, { cookies: cookie, body: `nonce=${nonce}&answer=survey` });
    expect(thanks.body).toContain("Thank you");
    expect(written(-1)).toMatchObject({ members: { ada: { task: { state: "attested" } } } });
  });

  test("a stranger's token costs no call to the table", async () => {
    expect((await ask("GET", "/s/v1.k1.YQ.YQ")).statusCode).toBe(404);
    expect(aws.asked.filter(({ operation }) => operation !== "GetSecretValue")).toEqual([]);
  });

  test("leads the office’s address with a slash at its end on to the office, and nothing like it", async () => {
    const led = await ask("GET", "/office/");
    expect([led.statusCode, led.headers.location]).toEqual([303, "/office"]);
    for (const path of ["/office//", "//office/", "/office/%2f", "/offices/"])
      expect([path, (await ask("GET", path)).statusCode]).toEqual([path, 404]);
    expect(aws.asked).toEqual([]);
  });

  test("an event that is not its own is refused, and told with the first call as a cold start", async () => {
    const fresh = await coldStart("site");
    const logged = await logOf(async () => {
      await expect(fresh({ rawPath: "/s/ada@example.edu" })).rejects.toThrow("The event does not have its form");
    });
    expect(JSON.parse(logged)).toMatchObject({
      message: "failed",
      cold_start: true,
      failure: { name: "MalformedEvent" },
    });
    expect(logged).not.toContain("ada@");
  });

  test("a fault is a friendly page for the student, and a log line without the link", async () => {
    aws.on("GetItem", () => ({ status: 400, body: { __type: "x#AccessDeniedException", message: "table away" } }));
    const logged = await logOf(async () => {
      const answer = await ask("GET", `/s/${tokenFor(survey)}`);
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain("table away");
    });
    expect(JSON.parse(logged)).toMatchObject({
      ...{
        level: "ERROR",
        message: "failed",
        service: "matchward",
        cold_start: false,
        function_request_id: "request-1",
      },
      failure: { name: "AccessDeniedException", message: "table away" },
    });
    expect(logged).not.toContain(tokenFor(survey));
  });
});
