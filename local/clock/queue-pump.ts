import type { DeployedFunction, DeployedMapping, DeployedQueue } from "../deployment.ts";
import type { QueueMessage } from "../emulators/queues.ts";
import { matchesPattern } from "../template/pattern/matches-pattern.ts";
import { nameIn, type Rig, ungranted } from "./rig.ts";
import { reportedFailures } from "./stream-batches.ts";

const READING = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

interface QueueMapping {
  mapping: DeployedMapping;
  target: DeployedFunction;
  queue: DeployedQueue;
}

/** Hands the messages of a queue to the function that is mapped to it. */
export interface QueuePump {
  queue: string;
  /**
   * Hands on all that is visible, also what fails and comes back, until the queue is empty; answers whether it was not.
   */
  run(): Promise<boolean>;
}

/**
 * A pump for every queue that feeds a function; one whose function may not read it is noted as a failure and left out.
 */
export const createQueuePumps = (run: Rig): QueuePump[] =>
  run.deployment.mappings.flatMap((mapping) => {
    const queue = run.deployment.queues.find(({ arn }) => arn === mapping.sourceArn);
    const target = run.deployment.functions.find(({ arn }) => arn === mapping.functionArn);
    if (queue === undefined || target === undefined) return [];
    const missing = ungranted(target.statements, READING, queue.arn);
    if (missing === undefined) return [createQueuePump(run, { mapping, target, queue })];
    run.ledger.fail(target.name, `its role lacks ${missing} on ${queue.arn}, so it gets no messages`);
    return [];
  });

const createQueuePump = (run: Rig, parts: QueueMapping): QueuePump => ({
  queue: parts.queue.name,
  run: async () => {
    let any = false;
    let failed = false;
    for (let batch = await receive(run, parts); batch.length > 0; batch = await receive(run, parts)) {
      any = true;
      failed = (await hand(run, parts, batch)) || failed;
    }
    if (failed) noteDeadLetters(run, parts);
    return any;
  },
});

const receive = async (run: Rig, { mapping, queue }: QueueMapping): Promise<QueueMessage[]> => {
  const batch: QueueMessage[] = [];
  while (batch.length < mapping.batchSize) {
    const more = await run.queues.receive(queue.name, mapping.batchSize - batch.length);
    run.ledger.count("sqs:ReceiveMessage", 1);
    if (more.length === 0) break;
    batch.push(...more);
  }
  return batch;
};

/** Answers whether any message failed; those come back at once, until the queue's redrive policy takes them away. */
const hand = async (run: Rig, { mapping, target, queue }: QueueMapping, batch: QueueMessage[]): Promise<boolean> => {
  const records = batch.map((message) => recordOf(run, queue, message));
  const wanted = records.filter(
    (record) => mapping.filters.length === 0 || mapping.filters.some((pattern) => matchesPattern(pattern, record)),
  );
  const outcome = wanted.length === 0 ? undefined : await run.fleet.invoke(target.arn, { Records: wanted });
  const reported = outcome === undefined ? [] : reportedFailures(outcome, mapping.reportsItemFailures);
  const known = reported?.every((id) => wanted.some(({ messageId }) => messageId === id));
  const failed = known && reported !== undefined ? reported : wanted.map(({ messageId }) => messageId);
  const handles = (fails: boolean) =>
    batch.filter(({ MessageId }) => failed.includes(MessageId) === fails).map(({ ReceiptHandle }) => ReceiptHandle);
  await run.queues.remove(queue.name, handles(false));
  await run.queues.release(queue.name, handles(true));
  run.ledger.count("sqs:DeleteMessage", Math.ceil(handles(false).length / 10), Math.ceil(handles(false).length / 10));
  return failed.length > 0;
};

const recordOf = (run: Rig, queue: DeployedQueue, message: QueueMessage) => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: {
    ...message.Attributes,
    SentTimestamp: String(Date.parse(run.now())),
    ApproximateFirstReceiveTimestamp: String(Date.parse(run.now())),
  },
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { DataType, StringValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: "aws:sqs",
  eventSourceARN: queue.arn,
  awsRegion: run.deployment.region,
});

const noteDeadLetters = (run: Rig, { queue, target }: QueueMapping): void => {
  if (queue.deadLetterArn === undefined) return;
  const deadLetters = nameIn(queue.deadLetterArn);
  const count = run.queues.waiting(deadLetters).length;
  if (count === 0) return;
  run.ledger.fail(target.name, `messages failed again and again; ${deadLetters} now holds ${count}`);
};
