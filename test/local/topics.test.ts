import { describe, expect, test } from "vitest";
import { createTopics } from "../../local/clock/topics.ts";
import { createLedger } from "../../local/gateway/ledger.ts";
import { aDeployment, aQueue, arn } from "./tiny-deployment.ts";

const NOW = "2027-04-01T13:00:00.000Z";
const [plain, wrapped] = [aQueue("plain"), aQueue("wrapped")];
const deployment = aDeployment({
  queues: [plain, wrapped],
  topics: [
    {
      name: "feedback",
      arn: arn("sns", "feedback"),
      subscriptions: [
        { queueArn: plain.arn, raw: true, deadLetterArn: undefined },
        { queueArn: wrapped.arn, raw: false, deadLetterArn: undefined },
      ],
    },
  ],
});

const published = (topicArn: string) => {
  const sent: { queue: string; body: string }[] = [];
  const ledger = createLedger(() => NOW);
  const nothing = async () => {};
  createTopics({
    deployment,
    now: () => NOW,
    ledger,
    fleet: { invoke: async () => ({ ok: true, value: undefined, milliseconds: 0 }) },
    queues: {
      send: (queue, body) => void sent.push({ queue, body }),
      receive: async () => [],
      remove: nothing,
      release: nothing,
      waiting: () => [],
    },
  }).publish(topicArn, '{"eventType":"Send"}');
  return { sent, calls: ledger.calls() };
};

describe("a topic", () => {
  test("hands the message alone to who asks for it, and in its envelope to who does not", () => {
    const { sent } = published(arn("sns", "feedback"));
    expect(sent.map(({ queue }) => queue)).toEqual(["plain", "wrapped"]);
    expect(sent[0]?.body).toBe('{"eventType":"Send"}');
    expect(JSON.parse(sent[1]?.body ?? "")).toMatchObject({
      Type: "Notification",
      TopicArn: arn("sns", "feedback"),
      Message: '{"eventType":"Send"}',
      Timestamp: NOW,
    });
  });

  test("counts what AWS charges: the publish, and each message put on a queue", () => {
    expect(published(arn("sns", "feedback")).calls).toEqual({
      "sns:Publish": { calls: 1, units: 1 },
      "sqs:SendMessage": { calls: 2, units: 2 },
    });
    expect(published(arn("sns", "other")).sent).toEqual([]);
  });
});
