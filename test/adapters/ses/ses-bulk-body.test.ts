import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { text } from "node:stream/consumers";
import {
  GetAccountCommand,
  SESv2Client,
  SendBulkEmailCommand,
  type SendBulkEmailCommandInput,
} from "@aws-sdk/client-sesv2";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeBulkBodies } from "#adapters/ses/ses-bulk-body.ts";
import { anyCharacter } from "../../any-character.ts";

const texts = fc.string({ unit: anyCharacter, maxLength: 60 });
const pairs = fc.array(fc.record({ Name: texts, Value: texts }), { maxLength: 3 });
const inputs: fc.Arbitrary<SendBulkEmailCommandInput> = fc.record({
  FromEmailAddress: texts,
  ReplyToAddresses: fc.array(texts, { maxLength: 2 }),
  ConfigurationSetName: fc.constant("mail"),
  ConfigurationOverrides: fc.constant({ Tracking: { OpenTrackingEnabled: "DISABLED" as const } }),
  DefaultContent: fc.record({ Template: fc.record({ TemplateName: texts, TemplateData: texts }) }),
  BulkEmailEntries: fc.array(
    fc.record({
      Destination: fc.record({ ToAddresses: fc.array(texts, { maxLength: 2 }) }),
      ReplacementTags: pairs,
      ReplacementHeaders: fc.option(pairs, { nil: undefined }),
      ReplacementEmailContent: fc.record({ ReplacementTemplate: fc.record({ ReplacementTemplateData: texts }) }),
    }),
    { maxLength: 3 },
  ),
});

const hmac = (key: string | Buffer, said: string): Buffer => createHmac("sha256", key).update(said).digest();
const sha256 = (said: string): string => createHash("sha256").update(said).digest("hex");

/** True where a request is signed with the secret `s` over the body that arrived (Signature Version 4). */
const isSigned = ({ method, url, headers }: IncomingMessage, body: string): boolean => {
  const [, scope = "", names = "", signature] =
    /Credential=a\/(\S+), SignedHeaders=(\S+), Signature=(\w+)/.exec(headers.authorization ?? "") ?? [];
  const lines = names.split(";").map((name) => `${name}:${headers[name]}`);
  const request = [method, url, "", ...lines, "", names, sha256(body)].join("\n");
  const said = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, sha256(request)].join("\n");
  const key = scope.split("/").reduce<string | Buffer>(hmac, "AWS4s");
  return hmac(key, said).toString("hex") === signature;
};

describe("the body of a bulk call", () => {
  let server: Server;
  let bodies: string[] = [];
  let signed: boolean[] = [];
  let plain: SESv2Client;
  let lean: SESv2Client;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = await text(request);
      bodies.push(body);
      signed.push(isSigned(request, body));
      response.writeHead(200, { "content-type": "application/json" }).end('{"SendingEnabled":true}');
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const credentials = { accessKeyId: "a", secretAccessKey: "s" };
    const port = typeof address === "object" ? address?.port : undefined;
    const settings = { region: "us-east-1", credentials, endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 };
    [plain, lean] = [new SESv2Client(settings), new SESv2Client({ ...settings, cacheMiddleware: true })];
    writeBulkBodies(lean);
  });
  afterAll(async () => {
    for (const client of [plain, lean]) client.destroy();
    await new Promise((done) => server.close(done));
  });

  /** What arrives of one call each by the SDK as it comes and by ours. */
  const arriving = async (input: SendBulkEmailCommandInput): Promise<unknown[]> => {
    bodies = [];
    for (const client of [plain, lean]) await client.send(new SendBulkEmailCommand(input));
    return bodies.map((body): unknown => JSON.parse(body));
  };

  test("says what the SDK's own would, whatever text is in it", async () => {
    const alike = async (input: SendBulkEmailCommandInput) => {
      const [theirs, ours] = await arriving(input);
      expect(ours).toEqual(theirs);
    };
    await fc.assert(fc.asyncProperty(inputs, alike), { numRuns: 60 });
    await alike({
      DefaultContent: {},
      BulkEmailEntries: [{ Destination: { ToAddresses: ["\ud800 \udfff é💌\u0000"] } }],
    });
  });

  test("is what the signature was made over", async () => {
    signed = [];
    await arriving({ DefaultContent: {}, BulkEmailEntries: [{ Destination: { ToAddresses: ["zoë@x.example"] } }] });
    expect(signed).toEqual([true, true]);
  });

  test("is each call's own, also where many are under way at once", async () => {
    bodies = [];
    const addresses = Array.from({ length: 20 }, (_, nth) => `s${nth}@students.example`);
    const call = (to: string) =>
      new SendBulkEmailCommand({ DefaultContent: {}, BulkEmailEntries: [{ Destination: { ToAddresses: [to] } }] });
    await Promise.all(addresses.map((to) => lean.send(call(to))));
    const reached = bodies.map((body) => /s\d+@students\.example/.exec(body)?.[0]);
    expect(reached.toSorted()).toEqual(addresses.toSorted());
  });

  test("is the only thing that changes: another call of the client goes as ever", async () => {
    bodies = [];
    expect((await lean.send(new GetAccountCommand())).SendingEnabled).toBe(true);
    expect(bodies).toEqual([""]);
  });
});
