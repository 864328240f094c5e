import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SESv2Client, SESv2ServiceException, SendBulkEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Recipient } from "#adapters/ses/mailer.ts";
import { mailbox, type SesSettings, sesClient, sesMailer } from "#adapters/ses/ses-mailer.ts";

const settings: SesSettings = {
  sender: { name: "Harvard Medical School", address: "careers@school.example", replyTo: "office@school.example" },
  identityArn: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
  configurationSet: "matchward-mail",
  templatePrefix: "matchward-",
};

const recipient = (name: string): Recipient => ({
  to: `${name}@students.example`,
  values: { text: { firstName: name }, html: { firstName: name } },
  tags: { milestone: "retake-cim-survey", student: name },
});
const class50 = Array.from({ length: 50 }, (_, at) => recipient(`s${at}`));

/** An SES error as the SDK makes it of an HTTP answer. */
const refusal = (name: string, httpStatusCode: number) =>
  new SESv2ServiceException({
    name,
    $fault: "client",
    message: "about s7@students.example",
    $metadata: { httpStatusCode },
  });

describe("calling SES", () => {
  const mockSes = () => mockClient(SESv2Client);
  let ses: ReturnType<typeof mockSes>;
  const mailer = sesMailer(new SESv2Client({ region: "us-east-1" }), settings);
  const send = (recipients: Recipient[]) => mailer.send({ template: "retake", recipients });
  beforeEach(() => {
    ses = mockSes();
  });
  afterEach(() => ses.restore());

  const refuseCallsWith = (bad: (address: string) => boolean) =>
    ses.on(SendBulkEmailCommand).callsFake(({ BulkEmailEntries: entries }) => {
      const addresses: string[] = entries.map(
        (entry: { Destination: { ToAddresses: string[] } }) => entry.Destination.ToAddresses[0],
      );
      if (addresses.some(bad)) throw refusal("BadRequestException", 400);
      return { BulkEmailEntryResults: addresses.map((to) => ({ Status: "SUCCESS", MessageId: `id of ${to}` })) };
    });

  test("a recipient's own headers go with that recipient alone", async () => {
    ses.on(SendBulkEmailCommand).resolves({ BulkEmailEntryResults: [] });
    await send([{ ...recipient("ada"), headers: { "List-Unsubscribe": "<https://x.example/u/1>" } }, recipient("ben")]);
    const entries = ses.commandCalls(SendBulkEmailCommand)[0]?.args[0].input.BulkEmailEntries;
    expect(entries?.map(({ ReplacementHeaders }) => ReplacementHeaders)).toEqual([
      [{ Name: "List-Unsubscribe", Value: "<https://x.example/u/1>" }],
      undefined,
    ]);
  });

  test("one call carries stored template, values, tags and sender, and switches tracking off", async () => {
    ses.on(SendBulkEmailCommand).resolves({ BulkEmailEntryResults: [{ Status: "SUCCESS", MessageId: "m1" }] });
    expect(await send([recipient("ada")])).toEqual([{ kind: "sent", messageId: "m1" }]);
    expect(ses.commandCalls(SendBulkEmailCommand)[0]?.args[0].input).toEqual({
      FromEmailAddress: '"Harvard Medical School" <careers@school.example>',
      FromEmailAddressIdentityArn: settings.identityArn,
      ReplyToAddresses: ["office@school.example"],
      ConfigurationSetName: "matchward-mail",
      ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: "DISABLED", ClickTrackingEnabled: "DISABLED" } },
      DefaultContent: {
        Template: {
          TemplateName: "matchward-retake",
          TemplateData: "{}",
          Headers: [
            { Name: "Auto-Submitted", Value: "auto-generated" },
            { Name: "X-Auto-Response-Suppress", Value: "OOF, AutoReply" },
          ],
        },
      },
      BulkEmailEntries: [
        {
          Destination: { ToAddresses: ["ada@students.example"] },
          ReplacementTags: [
            { Name: "milestone", Value: "retake-cim-survey" },
            { Name: "student", Value: "ada" },
          ],
          ReplacementEmailContent: {
            ReplacementTemplate: { ReplacementTemplateData: '{"text":{"firstName":"ada"},"html":{"firstName":"ada"}}' },
          },
        },
      ],
    });
  });

  test("nobody to send to is no call", async () => {
    expect(await send([])).toEqual([]);
    expect(ses.calls()).toHaveLength(0);
  });

  test.each([
    ["SUCCESS", "sent"],
    ["MESSAGE_REJECTED", "rejected"],
    ["INVALID_PARAMETER", "rejected"],
    ["ACCOUNT_THROTTLED", "unsent"],
    ["ACCOUNT_DAILY_QUOTA_EXCEEDED", "unsent"],
    ["ACCOUNT_SENDING_PAUSED", "unsent"],
    ["ACCOUNT_SUSPENDED", "unsent"],
    ["CONFIGURATION_SET_NOT_FOUND", "unsent"],
    ["CONFIGURATION_SET_SENDING_PAUSED", "unsent"],
    ["FAILED", "unsent"],
    ["INVALID_SENDING_POOL_NAME", "unsent"],
    ["MAIL_FROM_DOMAIN_NOT_VERIFIED", "unsent"],
    ["TEMPLATE_NOT_FOUND", "unsent"],
    ["TRANSIENT_FAILURE", "unsent"],
  ] as const)("an entry with status %s is %s, and its neighbor is sent", async (Status, kind) => {
    const neighbor = { Status: "SUCCESS", MessageId: "m2" } as const;
    ses.on(SendBulkEmailCommand).resolves({ BulkEmailEntryResults: [{ Status, MessageId: "m1" }, neighbor] });
    const outcomes = await send([recipient("ada"), recipient("ben")]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind, "sent"]);
  });

  test("a status that nobody knows, or a missing entry, is ambiguous", async () => {
    // @ts-expect-error a status of a later version of SES
    ses.on(SendBulkEmailCommand).resolves({ BulkEmailEntryResults: [{ Status: "POSTPONED" }] });
    expect((await send([recipient("ada"), recipient("ben")])).map(({ kind }) => kind)).toEqual([
      "ambiguous",
      "ambiguous",
    ]);
  });

  test.each([
    [refusal("TooManyRequestsException", 429), "unsent"],
    [refusal("AccountSuspendedException", 400), "unsent"],
    [refusal("SendingPausedException", 400), "unsent"],
    [refusal("NotFoundException", 404), "unsent"],
    [refusal("AccessDeniedException", 403), "unsent"],
    [refusal("InternalServiceErrorException", 500), "ambiguous"],
    [refusal("ServiceUnavailable", 503), "ambiguous"],
    [refusal("RequestTimeout", 408), "ambiguous"],
    [Object.assign(new Error("reset"), { code: "ECONNRESET" }), "ambiguous"],
    [Object.assign(new Error("late"), { name: "TimeoutError" }), "ambiguous"],
    [Object.assign(new Error("refused"), { code: "ECONNREFUSED" }), "unsent"],
    [Object.assign(new Error("none"), { name: "CredentialsProviderError" }), "unsent"],
    [new TypeError("a bug"), "ambiguous"],
  ])("a call that ends in %s leaves everybody %s, with no address in the reason", async (error, kind) => {
    ses.on(SendBulkEmailCommand).rejects(error);
    const outcomes = await send([recipient("s7"), recipient("s8")]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind, kind]);
    expect(JSON.stringify(outcomes)).not.toContain("@");
    expect(ses.calls()).toHaveLength(1);
  });

  test("one address that spoils the whole call is found; the other 49 are sent, each once", async () => {
    refuseCallsWith((address) => address.startsWith("s31@"));
    const outcomes = await send(class50);
    expect(outcomes[31]).toEqual({ kind: "rejected", reason: "BadRequestException" });
    expect(outcomes.toSpliced(31, 1).map((outcome) => outcome.kind === "sent" && outcome.messageId)).toEqual(
      class50.toSpliced(31, 1).map(({ to }) => `id of ${to}`),
    );
    expect(ses.calls().length).toBeLessThanOrEqual(13);
  });

  test("where SES refuses everybody alone too, the setting is at fault and nobody is given up", async () => {
    refuseCallsWith(() => true);
    expect(new Set((await send(class50)).map(({ kind }) => kind))).toEqual(new Set(["unsent"]));
  });

  test("nobody is given up for a wrong setting either where SES throttles some of those who stand alone", async () => {
    let calls = 0;
    ses.on(SendBulkEmailCommand).callsFake(() => {
      calls += 1;
      throw calls > 5 ? refusal("TooManyRequestsException", 429) : refusal("MessageRejected", 400);
    });
    const outcomes = await send(class50.slice(0, 4));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["unsent"]));
    expect(new Set(outcomes.map((outcome) => "reason" in outcome && outcome.reason))).toEqual(
      new Set(["MessageRejected", "TooManyRequestsException"]),
    );
  });

  test("one recipient is not given up either where SES says that an address is not verified: in its sandbox calls hold one", async () => {
    const message = "Email address is not verified. The following identities failed the check: careers@school.example";
    ses.on(SendBulkEmailCommand).rejects(Object.assign(refusal("MessageRejected", 400), { message }));
    expect(await send([recipient("ada")])).toEqual([{ kind: "unsent", reason: "MessageRejected" }]);
  });

  test("one recipient refused alone is rejected", async () => {
    refuseCallsWith(() => true);
    expect(await send([recipient("ada")])).toEqual([{ kind: "rejected", reason: "BadRequestException" }]);
  });
});

describe("on a real connection", () => {
  let server: Server;
  let calls = 0;
  let answer: (response: ServerResponse) => void;
  const credentials = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "s", AWS_REGION: "us-east-1" };
  const saved = { ...process.env };

  beforeEach(async () => {
    calls = 0;
    server = createServer((request, response) => {
      calls += 1;
      request.resume().on("end", () => answer(response));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    Object.assign(process.env, credentials, { AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${port}` });
  });
  afterEach(async () => {
    process.env = { ...saved };
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const send = () => sesMailer(sesClient(300), settings).send({ template: "retake", recipients: [recipient("ada")] });

  test("an answer that never comes is ambiguous after the time-out, and asked for once", async () => {
    answer = () => undefined;
    expect(await send()).toEqual([{ kind: "ambiguous", reason: "TimeoutError ETIMEDOUT" }]);
    expect(calls).toBe(1);
  });

  test("a connection cut after SES had the request is ambiguous, and asked for once", async () => {
    answer = (response) => response.socket?.destroy();
    expect((await send())[0]?.kind).toBe("ambiguous");
    expect(calls).toBe(1);
  });

  test("half an answer is ambiguous", async () => {
    answer = (response) =>
      response.writeHead(200, { "content-length": "100" }).end('{"BulkEmailEntry', () => response.socket?.destroy());
    expect((await send())[0]?.kind).toBe("ambiguous");
  });

  test("a 5xx is ambiguous and a 429 unsent, each asked for once", async () => {
    answer = (response) => response.writeHead(503).end("{}");
    expect((await send())[0]?.kind).toBe("ambiguous");
    answer = (response) => response.writeHead(429, { "x-amzn-errortype": "TooManyRequestsException" }).end("{}");
    expect(await send()).toEqual([{ kind: "unsent", reason: "TooManyRequestsException" }]);
    expect(calls).toBe(2);
  });

  test("nobody listening means that nothing was sent", async () => {
    process.env.AWS_ENDPOINT_URL_SESV2 = "http://127.0.0.1:9";
    expect(await send()).toEqual([{ kind: "unsent", reason: "ECONNREFUSED" }]);
  });
});

describe("the sender's name", () => {
  const named = (name: string) => mailbox({ name, address: "a@b.example" });

  test("is quoted, so that commas and quotes in it end nothing", () => {
    expect(named('Harvard, "Medical" \\ School')).toBe('"Harvard, \\"Medical\\" \\\\ School" <a@b.example>');
  });

  test("cannot add a header", () => {
    expect(named("School\r\nBcc: x@y.example")).toBe('"School Bcc: x@y.example" <a@b.example>');
  });

  test("in another script becomes encoded words of at most 75 characters that hold it whole", () => {
    const name = "Escuela de Medicina Núñez 医学院 🩺".repeat(4);
    const words = named(name).replace(" <a@b.example>", "").split(" ");
    expect(words.every((word) => word.length <= 75)).toBe(true);
    const pieces = words.map((word) => /^=\?UTF-8\?B\?(.*)\?=$/.exec(word)?.[1] ?? "");
    expect(
      pieces.map((piece) => new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(piece, "base64"))).join(""),
    ).toBe(name);
  });
});
