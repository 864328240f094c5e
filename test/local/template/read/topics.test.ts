import { describe, expect, test } from "vitest";
import { allow, arnOf, deployed, type Resources } from "../assembly.ts";

const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const ses = { Principal: { Service: "ses.amazonaws.com" } };
const publish = {
  ...allow("sns:Publish", { Ref: "Feedback" }),
  ...ses,
  Condition: {
    StringEquals: { "AWS:SourceArn": "arn:aws:ses:us-east-1:111122223333:configuration-set/mail" },
  },
};
const encrypt = {
  ...allow(["kms:Decrypt", "kms:GenerateDataKey"], "*"),
  ...ses,
  Condition: {
    StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:us-east-1:111122223333:feedback" },
  },
};
const send = {
  ...allow("sqs:SendMessage", arnOf("News")),
  Principal: { Service: "sns.amazonaws.com" },
  Condition: { ArnEquals: { "aws:SourceArn": { Ref: "Feedback" } } },
};

interface Grants {
  topic: object;
  key: object;
  queue: object;
}

/** A configuration set that tells an encrypted topic, which feeds a queue; with any of the three grants changed. */
const told = (change: Partial<Grants> = {}, more: Resources = {}): Resources => {
  const grants: Grants = { topic: publish, key: encrypt, queue: send, ...change };
  return {
    Key: { Type: "AWS::KMS::Key", Properties: { KeyPolicy: policy(grants.key) } },
    Feedback: {
      Type: "AWS::SNS::Topic",
      Properties: { TopicName: "feedback", KmsMasterKeyId: arnOf("Key"), DisplayName: "what became of mails" },
    },
    MayPublish: {
      Type: "AWS::SNS::TopicPolicy",
      Properties: { Topics: [{ Ref: "Feedback" }], PolicyDocument: policy(grants.topic) },
    },
    News: { Type: "AWS::SQS::Queue" },
    MaySend: {
      Type: "AWS::SQS::QueuePolicy",
      Properties: { Queues: [{ Ref: "News" }], PolicyDocument: policy(grants.queue) },
    },
    Subscribed: {
      Type: "AWS::SNS::Subscription",
      Properties: { TopicArn: { Ref: "Feedback" }, Protocol: "sqs", Endpoint: arnOf("News"), RawMessageDelivery: true },
    },
    Set: { Type: "AWS::SES::ConfigurationSet", Properties: { Name: "mail" } },
    Told: {
      Type: "AWS::SES::ConfigurationSetEventDestination",
      Properties: {
        ConfigurationSetName: { Ref: "Set" },
        EventDestination: { MatchingEventTypes: ["send"], SnsDestination: { TopicARN: { Ref: "Feedback" } } },
      },
    },
    ...more,
  };
};

const TOPIC = "arn:aws:sns:us-east-1:111122223333:feedback";

describe("topics", () => {
  test("come with the queues that they feed, and the sets that tell them", () => {
    const made = deployed(told());
    const queueArn = "arn:aws:sqs:us-east-1:111122223333:App-News";
    expect(made.topics).toEqual([
      { name: "feedback", arn: TOPIC, subscriptions: [{ queueArn, raw: true, deadLetterArn: undefined }] },
    ]);
    expect(made.configurationSets[0]).toMatchObject({
      eventBusDestinations: [],
      topicDestinations: [{ arn: TOPIC, types: ["send"] }],
    });
  });

  test("tell people by AWS alone", () => {
    const Properties = { TopicArn: { Ref: "Feedback" }, Protocol: "email", Endpoint: "engineers@example.edu" };
    const made = deployed(told({}, { Subscribed: { Type: "AWS::SNS::Subscription", Properties } }));
    expect(made.topics[0]?.subscriptions).toEqual([]);
  });

  const others = { ...publish, Condition: { StringEquals: { "aws:SourceArn": "arn:aws:ses:us-east-1:1:other" } } };
  const elsewhere = { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:us-east-1:1:other" } };
  test.each<[string, Resources]>([
    ["App/Told.EventDestination.SnsDestination: no policy of the topic", told({ topic: others })],
    [
      "App/Told.EventDestination.SnsDestination: the policy of the topic's key lets ses.amazonaws.com not kms:GenerateDataKey",
      told({ key: { ...encrypt, Condition: elsewhere } }),
    ],
    ["App/Subscribed.Endpoint: no policy of the queue", told({ queue: { ...send, Effect: "Deny" } })],
    [
      "App/Subscribed.Protocol",
      told(
        {},
        {
          Subscribed: {
            Type: "AWS::SNS::Subscription",
            Properties: { TopicArn: { Ref: "Feedback" }, Protocol: "https", Endpoint: "https://example.edu" },
          },
        },
      ),
    ],
    [
      "App/Subscribed.FilterPolicy: this property is not understood",
      told(
        {},
        {
          Subscribed: {
            Type: "AWS::SNS::Subscription",
            Properties: { TopicArn: { Ref: "Feedback" }, Protocol: "sqs", Endpoint: arnOf("News"), FilterPolicy: {} },
          },
        },
      ),
    ],
    [
      "App/Told.EventDestination: should be either a bus or a topic",
      told(
        {},
        {
          Told: {
            Type: "AWS::SES::ConfigurationSetEventDestination",
            Properties: { ConfigurationSetName: { Ref: "Set" }, EventDestination: { MatchingEventTypes: ["send"] } },
          },
        },
      ),
    ],
  ])("%s", (what, resources) => {
    expect(() => deployed(resources)).toThrow(what);
  });
});
