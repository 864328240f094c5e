import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";
import { startFauxqs } from "fauxqs";
import * as z from "zod/mini";
import type { DeployedQueue, Deployment } from "../deployment.ts";
import { askJson, forward, unsigned } from "../gateway/forward.ts";

const Attribute = z.looseObject({ DataType: z.string(), StringValue: z.optional(z.string()) });
const Message = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  MD5OfBody: z.string(),
  Body: z.string(),
  Attributes: z.optional(z.record(z.string(), z.string())),
  MessageAttributes: z.optional(z.record(z.string(), Attribute)),
});
export type QueueMessage = z.infer<typeof Message>;
const Received = z.object({ Messages: z.optional(z.array(Message)) });

/** The emulator of SQS and S3, with the deployed queues and buckets in it, as an administrator handles it. */
export interface QueuesAndBuckets {
  readonly endpoint: string;
  send(queue: string, body: string): void;
  /** At most `most` (1 to 10) messages; they stay hidden until they are removed or released. */
  receive(queue: string, most: number): Promise<QueueMessage[]>;
  remove(queue: string, handles: readonly string[]): Promise<void>;
  /** Shows messages again at once, as if their visibility time-out had passed. */
  release(queue: string, handles: readonly string[]): Promise<void>;
  /** Ids and bodies of the messages that wait in a queue. */
  waiting(queue: string): { id: string; body: string }[];
  put(bucket: string, key: string, body: Uint8Array): Promise<{ etag: string }>;
  get(bucket: string, key: string): Promise<string | undefined>;
  read(bucket: string, key: string): Promise<Uint8Array | undefined>;
  /** Empties all queues and buckets. */
  clear(): void;
  stop(): Promise<void>;
}

type Emulator = Awaited<ReturnType<typeof startFauxqs>>;

const Connection = z.object({ socket: z.instanceof(Socket) });

const MOST_PER_CALL = 10;
// Real time must not matter: a message comes back when the pump releases it.
const HIDDEN_SECONDS = 43_200;
// The emulator takes no single body above 11 MiB.
const PART_BYTES = 8 * 1024 * 1024;

/** Starts the emulator on a free port and creates the queues, with their redrive policies, and the buckets. */
export const startQueues = async (
  deployed: Pick<Deployment, "region" | "queues" | "buckets">,
): Promise<QueuesAndBuckets> => {
  const emulator = await startFauxqs({ port: 0, logger: false, defaultRegion: deployed.region });
  const letGo = listenToThisMachineAlone(emulator.port);
  createQueues(emulator, deployed.queues);
  for (const { name } of deployed.buckets) emulator.createBucket(name);
  const endpoint = `http://127.0.0.1:${emulator.port}`;
  const sqs = (operation: string, queue: string, more: Record<string, unknown>) => {
    const body = { QueueUrl: `${endpoint}/local/${queue}`, ...more };
    return askJson(endpoint, { service: "sqs", region: deployed.region, target: `AmazonSQS.${operation}`, body });
  };
  const inBatches = async (operation: string, queue: string, handles: readonly string[], more: object) => {
    for (let start = 0; start < handles.length; start += MOST_PER_CALL) {
      const chunk = handles.slice(start, start + MOST_PER_CALL);
      await sqs(operation, queue, {
        Entries: chunk.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, ...more })),
      });
    }
  };
  const read = async (bucket: string, key: string): Promise<Buffer | undefined> => {
    const reply = await s3(endpoint, deployed.region, "GET", `/${bucket}/${key}`);
    return reply.status === 200 ? Buffer.from(reply.body) : undefined;
  };
  return {
    endpoint,
    send: (queue, body) => void emulator.sendMessage(queue, body),
    receive: async (queue, most) => {
      const MaxNumberOfMessages = Math.min(most, MOST_PER_CALL);
      const wanted = { MessageSystemAttributeNames: ["All"], MessageAttributeNames: ["All"] };
      const asked = { MaxNumberOfMessages, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 0, ...wanted };
      return Received.parse(await sqs("ReceiveMessage", queue, asked)).Messages ?? [];
    },
    remove: (queue, handles) => inBatches("DeleteMessageBatch", queue, handles, {}),
    release: (queue, handles) => inBatches("ChangeMessageVisibilityBatch", queue, handles, { VisibilityTimeout: 0 }),
    waiting: (queue) =>
      (emulator.inspectQueue(queue)?.messages.ready ?? []).map(({ messageId, body }) => ({ id: messageId, body })),
    put: (bucket, key, body) => putObject(endpoint, deployed.region, `/${bucket}/${key}`, body),
    get: async (bucket, key) => (await read(bucket, key))?.toString(),
    read,
    clear: () => emulator.reset(),
    stop: async () => {
      await emulator.stop();
      letGo();
    },
  };
};

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

/**
 * Ends every connection to a port that comes from elsewhere, before a byte of it is read: the emulator itself listens
 * on all interfaces, and asks nobody who they are. Answers what ends this.
 */
const listenToThisMachineAlone = (port: number): (() => void) => {
  const judge = (message: unknown): void => {
    const { socket } = Connection.parse(message);
    if (socket.localPort === port && !LOOPBACK.test(socket.remoteAddress ?? "")) socket.destroy();
  };
  subscribe("net.server.socket", judge);
  return () => void unsubscribe("net.server.socket", judge);
};

const createQueues = (emulator: Emulator, queues: readonly DeployedQueue[]): void => {
  const nameOf = (arn: string) => arn.slice(arn.lastIndexOf(":") + 1);
  const made = new Map<string, string>();
  // Dead-letter queues first: the emulator names them by ARNs of its own.
  for (const queue of queues.toSorted(
    (a, b) => Number(a.deadLetterArn !== undefined) - Number(b.deadLetterArn !== undefined),
  )) {
    const deadLetterTargetArn = queue.deadLetterArn && made.get(nameOf(queue.deadLetterArn));
    const attributes: Record<string, string> = { VisibilityTimeout: String(queue.visibilityTimeoutSeconds) };
    if (deadLetterTargetArn !== undefined) {
      attributes.RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: queue.maxReceiveCount });
    }
    made.set(queue.name, emulator.createQueue(queue.name, { attributes }).queueArn);
  }
};

const s3 = (endpoint: string, region: string, method: string, url: string, body: Buffer | string = "") =>
  forward(endpoint, { method, url, headers: { authorization: unsigned("s3", region) }, body });

const putObject = async (
  endpoint: string,
  region: string,
  path: string,
  bytes: Uint8Array,
): Promise<{ etag: string }> => {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (body.length > PART_BYTES) return putInParts(endpoint, region, path, body);
  const reply = await s3(endpoint, region, "PUT", path, body);
  if (reply.status !== 200) throw new Error(`S3 did not take ${path}: ${reply.body.toString()}`);
  return { etag: (reply.headers.etag ?? "").replaceAll('"', "") };
};

const putInParts = async (endpoint: string, region: string, path: string, body: Buffer): Promise<{ etag: string }> => {
  const begun = await s3(endpoint, region, "POST", `${path}?uploads`);
  const uploadId = /<UploadId>([^<]+)</.exec(begun.body.toString())?.[1];
  const parts: string[] = [];
  for (let start = 0; start < body.length; start += PART_BYTES) {
    const url = `${path}?partNumber=${parts.length + 1}&uploadId=${uploadId}`;
    const reply = await s3(endpoint, region, "PUT", url, body.subarray(start, start + PART_BYTES));
    parts.push(`<Part><PartNumber>${parts.length + 1}</PartNumber><ETag>${reply.headers.etag}</ETag></Part>`);
  }
  const xml = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
  const done = await s3(endpoint, region, "POST", `${path}?uploadId=${uploadId}`, xml);
  if (done.status !== 200) throw new Error(`S3 did not take ${path}: ${done.body.toString()}`);
  return { etag: /<ETag>(?:&quot;|")?([^<"&]+)/.exec(done.body.toString())?.[1] ?? "" };
};
