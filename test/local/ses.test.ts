import { describe, expect, test } from "vitest";
import { SesFeedback } from "#events/mail/ses-feedback.ts";
import { createSes, type SesEvent } from "../../local/emulators/ses.ts";
import { toldOf } from "../../local/emulators/ses-events.ts";
import { sesService } from "../../local/gateway/ses.ts";
import { ACCOUNT, aFunction, arn, REGION } from "./tiny-deployment.ts";

const NOW = "2027-04-01T13:00:00.000Z";
const set = {
  name: "mail",
  arn: arn("ses", "configuration-set/mail"),
  eventBusDestinations: [{ arn: arn("events", "event-bus/default"), types: ["send", "renderingFailure"] }],
  topicDestinations: [{ arn: arn("sns", "feedback"), types: ["delivery"] }],
};
const deployed = {
  emailTemplates: [
    { name: "hello", subject: "Hi {{text.name}}", html: "<p>{{html.name}}</p>", text: "Hi {{text.name}} & co" },
  ],
  configurationSets: [set],
  emailIdentities: [{ name: "example.edu", arn: arn("ses", "identity/example.edu") }],
};
const values = (name: string) => JSON.stringify({ text: { name }, html: { name } });
const entry = (to: string, data = values("Ada")) => ({
  Destination: { ToAddresses: [to] },
  ReplacementTags: [{ Name: "wave", Value: "open" }],
  ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: data } },
});
const request = (overrides: object = {}) => ({
  FromEmailAddress: "Advising <advising@example.edu>",
  ConfigurationSetName: "mail",
  DefaultContent: { Template: { TemplateName: "hello" } },
  BulkEmailEntries: [entry("ada@example.edu")],
  ...overrides,
});
const emulator = () => {
  const events: SesEvent[] = [];
  return { events, ses: createSes(deployed, { now: () => NOW, onEvent: (event) => events.push(event) }) };
};

describe("the SES emulator", () => {
  test("delivers a mail rendered as SES would, without escaping", () => {
    const { ses, events } = emulator();
    const results = ses.sendBulk(request({ BulkEmailEntries: [entry("ada@example.edu", values("Ada & <b>Co</b>"))] }));
    expect(results).toEqual([{ Status: "SUCCESS", MessageId: "local-00000001" }]);
    expect(ses.mails()[0]).toMatchObject({
      sentAt: NOW,
      to: "ada@example.edu",
      subject: "Hi Ada & <b>Co</b>",
      html: "<p>Ada & <b>Co</b></p>",
      template: "hello",
      tags: { wave: "open" },
    });
    expect(events.map(({ type }) => type)).toEqual(["SEND", "DELIVERY"]);
  });

  test("takes no more in 24 hours than the account's quota, and tells the account how many those were", () => {
    let now = NOW;
    const limits = { ratePerSecond: 1, dailyQuota: 2 };
    const ses = createSes(deployed, { now: () => now, onEvent: () => {}, limits });
    const three = request({
      BulkEmailEntries: [entry("a@example.edu"), entry("b@example.edu"), entry("c@example.edu")],
    });
    const [taken, refused] = ["SUCCESS", "ACCOUNT_DAILY_QUOTA_EXCEEDED"];
    expect(ses.sendBulk(three).map(({ Status }) => Status)).toEqual([taken, taken, refused]);
    expect(ses.account.sentLast24Hours()).toBe(2);
    now = "2027-04-02T13:00:00.000Z";
    expect(ses.account.sentLast24Hours()).toBe(0);
    expect(ses.sendBulk(request())[0]?.Status).toBe(taken);
  });

  test("takes a mail whose value is missing, and then does not deliver it", () => {
    const { ses, events } = emulator();
    const results = ses.sendBulk(request({ BulkEmailEntries: [entry("ada@example.edu", '{"text":{"name":"Ada"}}')] }));
    expect(results[0]?.Status).toBe("SUCCESS");
    expect(ses.mails()).toEqual([]);
    expect(events.at(-1)?.type).toBe("RENDERING_FAILURE");
  });

  test.each([
    ["more than 50 destinations", { BulkEmailEntries: Array(51).fill(entry("a@example.edu")) }, "BadRequestException"],
    ["no destination", { BulkEmailEntries: [] }, "BadRequestException"],
    ["a sender that is not verified", { FromEmailAddress: "a@elsewhere.edu" }, "MessageRejected"],
    ["an unknown configuration set", { ConfigurationSetName: "other" }, "NotFoundException"],
    ["an unknown template", { DefaultContent: { Template: { TemplateName: "other" } } }, "NotFoundException"],
    [
      "an address without a domain",
      { BulkEmailEntries: [entry("a@example.edu"), entry("nobody")] },
      "BadRequestException",
    ],
    ["a tag outside SES's alphabet", { DefaultEmailTags: [{ Name: "at", Value: "09:00" }] }, "BadRequestException"],
  ])("refuses %s as a whole", (_, overrides, code) => {
    const { ses } = emulator();
    expect(() => ses.sendBulk(request(overrides))).toThrow(expect.objectContaining({ name: code }));
    expect(ses.mails()).toEqual([]);
  });

  test("tells a configuration set's destinations what they asked for, and nothing else", () => {
    const { ses, events } = emulator();
    ses.sendBulk(request());
    const told = events.map((event) => toldOf([set], event, NOW));
    const put = told.flatMap((one) => one.events);
    expect(put.map(({ detailType }) => detailType)).toEqual(["Email Sent"]);
    expect(put[0]?.detail).toMatchObject({ eventType: "Send", mail: { tags: { wave: ["open"] } } });
    const [published, ...rest] = told.flatMap((one) => one.messages);
    expect(rest).toEqual([]);
    expect(published?.topicArn).toBe(arn("sns", "feedback"));
    expect(JSON.parse(published?.message ?? "")).toMatchObject({
      eventType: "Delivery",
      mail: { messageId: "local-00000001", tags: { wave: ["open"], "ses:configuration-set": ["mail"] } },
    });
  });

  test.each([
    ["bounce@simulator.amazonses.com", ["SEND", "BOUNCE"]],
    ["bounce+ada@simulator.amazonses.com", ["SEND", "BOUNCE"]],
    ["suppressionlist@simulator.amazonses.com", ["SEND", "BOUNCE"]],
    ["complaint+ada@simulator.amazonses.com", ["SEND", "DELIVERY", "COMPLAINT"]],
    ["success@simulator.amazonses.com", ["SEND", "DELIVERY"]],
    ["bounce@example.edu", ["SEND", "DELIVERY"]],
  ])("lets a mail to %s fare as SES's mailbox simulator does", (to, types) => {
    const { ses, events } = emulator();
    expect(ses.sendBulk(request({ BulkEmailEntries: [entry(to)] }))[0]?.Status).toBe("SUCCESS");
    expect(events.map(({ type }) => type)).toEqual(types);
  });

  test("tells of bounces and complaints in a form that is understood", () => {
    const { ses, events } = emulator();
    const names = ["bounce", "suppressionlist", "complaint"];
    ses.sendBulk(request({ BulkEmailEntries: names.map((name) => entry(`${name}@simulator.amazonses.com`)) }));
    const all = {
      ...set,
      eventBusDestinations: [{ ...set.eventBusDestinations[0], arn: "bus", types: ["bounce", "complaint"] }],
    };
    const details = events
      .flatMap((event) => toldOf([all], event, NOW).events)
      .map(
        ({ source, detailType, detail }) =>
          SesFeedback.parse({ source, "detail-type": detailType, time: NOW, detail }).detail,
      );
    expect(details).toMatchObject([
      { eventType: "Bounce", bounce: { bounceType: "Permanent", bounceSubType: "General" } },
      { eventType: "Bounce", bounce: { bounceType: "Permanent", bounceSubType: "OnAccountSuppressionList" } },
      { eventType: "Complaint", complaint: { complaintFeedbackType: "abuse" } },
    ]);
  });

  test("forgets everything when cleared", () => {
    const { ses } = emulator();
    ses.sendBulk(request());
    ses.clear();
    expect(ses.mails()).toEqual([]);
    expect(ses.sendBulk(request())[0]?.MessageId).toBe("local-00000001");
  });
});

describe("the gateway to SES", () => {
  test("checks a bulk send by both its names, of which that of version 1 alone tells the sender's address", () => {
    const { ses } = emulator();
    const service = sesService({ ...deployed, region: REGION, accountId: ACCOUNT }, ses);
    const needs = service.needs({
      caller: aFunction("send-mail"),
      operation: "SendBulkEmail",
      method: "POST",
      url: "/v2/email/outbound-bulk-emails",
      headers: {},
      body: Buffer.from(JSON.stringify(request())),
    });
    const told = { "ses:FromAddress": ["advising@example.edu"] };
    const resources = ["identity/example.edu", "template/hello", "configuration-set/mail"];
    expect(needs).toEqual(
      resources.flatMap((name) => [
        { action: "ses:SendBulkEmail", resource: arn("ses", name), context: {} },
        { action: "ses:SendBulkTemplatedEmail", resource: arn("ses", name), context: told },
      ]),
    );
  });
});

describe("a single mail", () => {
  const single = (more: object = {}) => ({
    FromEmailAddress: "Advising <advising@example.edu>",
    ReplyToAddresses: ["office@example.edu"],
    ConfigurationSetName: "mail",
    EmailTags: [{ Name: "to", Value: "office" }],
    Destination: { ToAddresses: ["office@example.edu"] },
    Content: {
      Simple: {
        Subject: { Data: "Wait" },
        Body: { Html: { Data: "<p>Wait</p>" }, Text: { Data: "Wait" } },
        Headers: [{ Name: "Auto-Submitted", Value: "auto-generated" }],
      },
    },
    ...more,
  });

  test("is taken as it is, and told of as any other", () => {
    const { ses, events } = emulator();
    expect(ses.sendSingle(single())).toEqual({ MessageId: "local-00000001" });
    expect(ses.mails()[0]).toMatchObject({
      to: "office@example.edu",
      subject: "Wait",
      tags: { to: "office" },
      headers: { "Reply-To": "office@example.edu", "Auto-Submitted": "auto-generated" },
    });
    expect(events.map(({ type }) => type)).toEqual(["SEND", "DELIVERY"]);
  });

  test("is refused of a foreign sender, by a set that is not there, and to what is no address", () => {
    const { ses } = emulator();
    expect(() => ses.sendSingle(single({ FromEmailAddress: "a@evil.example" }))).toThrow("not verified");
    expect(() => ses.sendSingle(single({ ConfigurationSetName: "none" }))).toThrow("does not exist");
    expect(() => ses.sendSingle(single({ Destination: { ToAddresses: ["nobody"] } }))).toThrow("@domain");
  });

  test("needs leave to write to that very recipient", () => {
    const { ses } = emulator();
    const service = sesService({ ...deployed, region: REGION, accountId: ACCOUNT }, ses);
    const body = Buffer.from(JSON.stringify(single()));
    const call = {
      method: "POST",
      url: "/v2/email/outbound-emails",
      operation: "SendEmail",
      headers: {},
      body,
      caller: aFunction("tell-office"),
    };
    const needs = service.needs(call);
    expect(needs.map(({ action }) => action)).toEqual(["ses:SendEmail", "ses:SendEmail"]);
    expect(needs[0]?.context).toMatchObject({ "ses:Recipients": ["office@example.edu"] });
  });
});
