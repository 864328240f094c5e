import { SendBulkEmailCommand } from "@aws-sdk/client-sesv2";
import { describe, expect, test } from "vitest";
import type { Recipient } from "#adapters/ses/mailer.ts";
import type { Trouble } from "#adapters/ses/memory-ses.ts";
import { type Ses, type SesSettings, sesMailer } from "#adapters/ses/ses-mailer.ts";

/** A mail that SES took. */
export interface Reached {
  to: string;
  messageId: string;
  tags: Record<string, string>;
}

/** SES as a client reaches it, and what a test makes go wrong there. */
export interface SesBench {
  client: Ses;
  /** Everything that was taken, in order, whatever the caller was told. */
  reached(): Reached[];
  /** What goes wrong with the next call. */
  trouble(next: Trouble): void;
  /** From now on an entry to this address is rejected by itself. */
  reject(address: string): void;
}

export const SETTINGS: SesSettings = {
  sender: { name: "School", address: "careers@school.example", replyTo: "office@school.example" },
  identityArn: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
  configurationSet: "matchward",
  templatePrefix: "",
};

/** A recipient of the template `retake`, which is about their first name. */
export const recipientNamed = (name: string, change: Partial<Recipient> = {}): Recipient => ({
  to: `${name}@students.example`,
  values: { text: { firstName: name }, html: { firstName: name } },
  tags: { student: name },
  ...change,
});

const class3 = ["ada", "ben", "cleo"].map((name) => recipientNamed(name));
const many = (count: number) => Array.from({ length: count }, (_, nth) => recipientNamed(`s${nth}`));
const addressesOf = (mails: readonly { to: string }[]) => mails.map(({ to }) => to);

/** A call to those recipients, as the mailer never makes it by itself. */
const callTo = (recipients: readonly Recipient[]): SendBulkEmailCommand =>
  new SendBulkEmailCommand({
    FromEmailAddress: SETTINGS.sender.address,
    FromEmailAddressIdentityArn: SETTINGS.identityArn,
    ConfigurationSetName: SETTINGS.configurationSet,
    DefaultContent: { Template: { TemplateName: "retake", TemplateData: "{}" } },
    BulkEmailEntries: recipients.map(({ to, values, tags }) => ({
      Destination: { ToAddresses: [to] },
      ReplacementTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
      ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(values) } },
    })),
  });

const callsContract = (open: () => SesBench): void => {
  test.each([
    ["more than fifty recipients", many(51)],
    ["no recipient", []],
    ["an address without a domain", [...class3, recipientNamed("dora", { to: "dora" })]],
    ["an address that is not ASCII", [...class3, recipientNamed("dora", { to: "grüße@students.example" })]],
    ["a tag outside SES's alphabet", [...class3, recipientNamed("dora", { tags: { at: "09:00" } })]],
  ])("a call with %s is refused as a whole, by a name and a status", async (_, recipients) => {
    const ses = open();
    const refused = { name: "BadRequestException", $metadata: expect.objectContaining({ httpStatusCode: 400 }) };
    await expect(ses.client.send(callTo(recipients))).rejects.toMatchObject(refused);
    expect(ses.reached()).toEqual([]);
  });

  test("fifty recipients are taken in one call, each under an id of its own", async () => {
    const ses = open();
    const { BulkEmailEntryResults: results = [] } = await ses.client.send(callTo(many(50)));
    expect(results.map(({ Status }) => Status)).toEqual(Array(50).fill("SUCCESS"));
    expect(results.map(({ MessageId }) => MessageId)).toEqual(ses.reached().map(({ messageId }) => messageId));
    expect(new Set(results.map(({ MessageId }) => MessageId)).size).toBe(50);
  });

  test("a throttled call says so by its name and status", async () => {
    const ses = open();
    ses.trouble("throttled");
    await expect(ses.client.send(callTo(class3))).rejects.toMatchObject({
      name: "TooManyRequestsException",
      $metadata: expect.objectContaining({ httpStatusCode: 429 }),
    });
  });

  test("the same mail to the same recipient is taken twice: SES knows of no mail that it was sent before", async () => {
    const ses = open();
    await ses.client.send(callTo(class3));
    await ses.client.send(callTo(class3));
    expect(addressesOf(ses.reached())).toEqual(addressesOf([...class3, ...class3]));
  });
};

const mailerContract = (open: () => SesBench): void => {
  const opened = () => {
    const ses = open();
    const mailer = sesMailer(ses.client, SETTINGS);
    return { ses, send: (recipients: readonly Recipient[]) => mailer.send({ template: "retake", recipients }) };
  };
  const kindsOf = (outcomes: readonly { kind: string }[]) => outcomes.map(({ kind }) => kind);

  test("answers an outcome for each recipient, in their order, and the tags go with the mail", async () => {
    const { ses, send } = opened();
    const outcomes = await send(class3);
    expect(outcomes).toEqual(ses.reached().map(({ messageId }) => ({ kind: "sent", messageId })));
    expect(ses.reached()).toMatchObject(class3.map(({ to, tags }) => ({ to, tags })));
  });

  test("sends to nobody where there is nobody", async () => {
    const { ses, send } = opened();
    ses.trouble("throttled");
    expect(await send([])).toEqual([]);
    expect(kindsOf(await send(class3))).toEqual(["unsent", "unsent", "unsent"]);
  });

  test("an entry that is rejected by itself leaves its neighbors alone", async () => {
    const { ses, send } = opened();
    ses.reject("ben@students.example");
    const outcomes = await send(class3);
    expect(kindsOf(outcomes)).toEqual(["sent", "rejected", "sent"]);
    expect(outcomes[1]).toEqual({ kind: "rejected", reason: "MESSAGE_REJECTED" });
    expect(addressesOf(ses.reached())).toEqual(["ada@students.example", "cleo@students.example"]);
  });

  test("an address that cannot be read is rejected, and the other 49 get their mail once", async () => {
    const { ses, send } = opened();
    const recipients = many(50).with(31, recipientNamed("s31", { to: "s31" }));
    const outcomes = await send(recipients);
    expect(outcomes[31]).toEqual({ kind: "rejected", reason: "BadRequestException" });
    expect(kindsOf(outcomes.toSpliced(31, 1))).toEqual(Array(49).fill("sent"));
    expect(addressesOf(ses.reached()).toSorted()).toEqual(addressesOf(recipients.toSpliced(31, 1)).toSorted());
  });

  test("says after a throttled call that nothing was sent, and sends at the next", async () => {
    const { ses, send } = opened();
    ses.trouble("throttled");
    expect(await send(class3)).toEqual(class3.map(() => ({ kind: "unsent", reason: "TooManyRequestsException" })));
    expect(ses.reached()).toEqual([]);
    expect(kindsOf(await send(class3))).toEqual(["sent", "sent", "sent"]);
  });

  test.each([
    ["answer lost after taking", 3],
    ["answer lost before taking", 0],
  ] as const)("cannot tell after an %s, though %i mails went out, and does not ask again", async (trouble, reached) => {
    const { ses, send } = opened();
    ses.trouble(trouble);
    expect(kindsOf(await send(class3))).toEqual(["ambiguous", "ambiguous", "ambiguous"]);
    expect(ses.reached()).toHaveLength(reached);
  });
};

/** What SES does with calls, and with that what the mailer makes of its answers. */
export const sesContract = (open: () => SesBench): void => {
  describe("as it is called", () => callsContract(open));
  describe("as the mailer tells of it", () => mailerContract(open));
};
