import { SESv2Client, SESv2ServiceException, SendBulkEmailCommand } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, describe, expect, test } from "vitest";
import { type MemoryMailer, memoryMailer, type Trouble } from "#adapters/doubles/memory-mailer.ts";
import type { Recipient } from "#adapters/mailer.ts";
import { sesMailer } from "#adapters/ses-mailer.ts";

type Bench = Pick<MemoryMailer, "send" | "trouble" | "reject"> & { reached: () => string[] };

const doubled = (): Bench => {
  const mailer = memoryMailer();
  return { ...mailer, reached: () => mailer.taken.map(({ to }) => to) };
};

const ses = mockClient(SESv2Client);
afterEach(() => ses.reset());

const settings = {
  sender: { name: "School", address: "careers@school.example", replyTo: "office@school.example" },
  identityArn: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
  configurationSet: "matchward",
  templatePrefix: "",
};

const throwing = (trouble: Trouble): never => {
  if (trouble !== "throttled") throw Object.assign(new Error("late"), { name: "TimeoutError" });
  const $metadata = { httpStatusCode: 429 };
  throw new SESv2ServiceException({ name: "TooManyRequestsException", $fault: "client", $metadata });
};

/** SES as it answers on the wire, behind the real mailer. */
const overSes = (): Bench => {
  const reached: string[] = [];
  const troubles: Trouble[] = [];
  const refused = new Set<string>();
  ses.on(SendBulkEmailCommand).callsFake(({ BulkEmailEntries: entries }) => {
    const trouble = troubles.shift();
    if (trouble === "throttled" || trouble === "answer lost before taking") throwing(trouble);
    const results = entries.map(
      ({
        Destination: {
          ToAddresses: [to],
        },
      }: {
        Destination: { ToAddresses: string[] };
      }) => {
        if (to === undefined || refused.has(to)) return { Status: "MESSAGE_REJECTED" };
        return { Status: "SUCCESS", MessageId: `message-${reached.push(to)}` };
      },
    );
    if (trouble !== undefined) throwing(trouble);
    return { BulkEmailEntryResults: results };
  });
  return {
    ...sesMailer(new SESv2Client({ region: "us-east-1" }), settings),
    trouble: (...next) => void troubles.push(...next),
    reject: (address) => void refused.add(address),
    reached: () => reached,
  };
};

const class3: Recipient[] = ["ada", "ben", "cleo"].map((name) => ({
  to: `${name}@students.example`,
  values: { text: { firstName: name }, html: { firstName: name } },
  tags: { student: name },
}));

describe.each([
  ["the mailer in memory", doubled],
  ["the mailer at SES", overSes],
])("%s", (_, bench) => {
  const send = (mailer: Bench) => mailer.send({ template: "retake", recipients: class3 });

  test("answers an outcome for each recipient, in their order", async () => {
    const mailer = bench();
    expect(await send(mailer)).toEqual([
      { kind: "sent", messageId: "message-1" },
      { kind: "sent", messageId: "message-2" },
      { kind: "sent", messageId: "message-3" },
    ]);
    expect(mailer.reached()).toEqual(class3.map(({ to }) => to));
  });

  test("sends to nobody where there is nobody", async () => {
    const mailer = bench();
    mailer.trouble("throttled");
    expect(await mailer.send({ template: "retake", recipients: [] })).toEqual([]);
    expect((await send(mailer)).map(({ kind }) => kind)).toEqual(["unsent", "unsent", "unsent"]);
  });

  test("rejects one address and sends to its neighbors", async () => {
    const mailer = bench();
    mailer.reject("ben@students.example");
    const outcomes = await send(mailer);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["sent", "rejected", "sent"]);
    expect(outcomes[1]).toEqual({ kind: "rejected", reason: "MESSAGE_REJECTED" });
  });

  test("says after a throttled call that nothing was sent, and sends at the next", async () => {
    const mailer = bench();
    mailer.trouble("throttled");
    expect(await send(mailer)).toEqual(class3.map(() => ({ kind: "unsent", reason: "TooManyRequestsException" })));
    expect(mailer.reached()).toEqual([]);
    expect((await send(mailer)).map(({ kind }) => kind)).toEqual(["sent", "sent", "sent"]);
  });

  test.each([
    ["answer lost after taking", 3],
    ["answer lost before taking", 0],
  ] as const)("cannot tell after an %s, though %i mails went out, and does not ask again", async (trouble, reached) => {
    const mailer = bench();
    mailer.trouble(trouble);
    expect(await send(mailer)).toEqual(class3.map(() => ({ kind: "ambiguous", reason: "TimeoutError" })));
    expect(mailer.reached()).toHaveLength(reached);
  });
});
