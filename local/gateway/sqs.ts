import * as z from "zod/mini";
import type { DeployedQueue } from "../deployment.ts";
import { type AwsCall, type AwsService, jsonFault, targetOf } from "./call.ts";
import { forward, unsigned } from "./forward.ts";

/** IAM knows no action of its own for the batch forms. */
const ACTIONS: Record<string, string> = {
  SendMessage: "SendMessage",
  SendMessageBatch: "SendMessage",
  GetQueueAttributes: "GetQueueAttributes",
};
const OPERATIONS = new Set(Object.keys(ACTIONS));

const Body = z.looseObject({ QueueUrl: z.string() });

// SQS counts each 64 KB of payload as a request.
const CHUNK_BYTES = 64 * 1024;

export interface SqsParts {
  endpoint: string;
  region: string;
  queues: readonly DeployedQueue[];
  /** Told of every queue that a call put something on. */
  onSend(queue: string): void;
}

/** The name of a queue: the last part of its URL. */
export const queueNameOf = (url: string): string => url.slice(url.lastIndexOf("/") + 1);

/** SQS by the emulator. */
export const sqsService = ({ endpoint, region, queues, onSend }: SqsParts): AwsService => {
  const arnOf = (name: string) => queues.find((queue) => queue.name === name)?.arn ?? `arn:aws:sqs:${region}::${name}`;
  return {
    operationOf: (request) => targetOf(request, OPERATIONS),
    needs: (call) => [
      { action: `sqs:${ACTIONS[call.operation]}`, resource: arnOf(queueNameOf(bodyOf(call).QueueUrl)), context: {} },
    ],
    answer: async (call) => {
      const body = bodyOf(call);
      const name = queueNameOf(body.QueueUrl);
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `AmazonSQS.${call.operation}`,
        authorization: unsigned("sqs", region),
      };
      const sent = JSON.stringify({ ...body, QueueUrl: `${endpoint}/local/${name}` });
      const reply = await forward(endpoint, { method: "POST", url: "/", headers, body: sent });
      if (call.operation.startsWith("Send")) onSend(name);
      return { reply, units: Math.max(1, Math.ceil(call.body.length / CHUNK_BYTES)) };
    },
    refuse: (fault) => {
      const reply = jsonFault({ ...fault, code: `com.amazonaws.sqs#${fault.code}` }, "1.0");
      return { ...reply, headers: { ...reply.headers, "x-amzn-query-error": `${fault.code};Sender` } };
    },
    codes: {
      denied: "AccessDeniedException",
      throttled: { status: 400, code: "RequestThrottled", message: "Injected throttling." },
    },
  };
};

const bodyOf = (call: AwsCall) => Body.parse(JSON.parse(call.body.toString()));
