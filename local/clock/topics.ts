import { randomUUID } from "node:crypto";
import { nameIn, type Rig } from "./rig.ts";

/** SNS: hands what is published to the queues that are subscribed. */
export interface Topics {
  publish(topicArn: string, message: string): void;
}

/** Makes the deployed topics. */
export const createTopics = (run: Rig): Topics => ({
  publish: (topicArn, message) => {
    run.ledger.count("sns:Publish", 1);
    const topic = run.deployment.topics.find(({ arn }) => arn === topicArn);
    for (const { queueArn, raw } of topic?.subscriptions ?? []) {
      run.queues.send(nameIn(queueArn), raw ? message : envelope(run, topicArn, message));
      run.ledger.count("sqs:SendMessage", 1);
    }
  },
});

/** What SNS puts around a message, without the signature, which nobody reads in a queue that only SNS may send to. */
const envelope = ({ now }: Rig, TopicArn: string, Message: string): string =>
  JSON.stringify({ Type: "Notification", MessageId: randomUUID(), TopicArn, Message, Timestamp: now() });
