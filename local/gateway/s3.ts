import type { AwsCall, AwsFault, AwsReply, AwsRequest, AwsService, Need } from "./call.ts";
import { forward } from "./forward.ts";

/** An object that a call stored. */
export interface StoredObject {
  bucket: string;
  key: string;
  size: number;
  etag: string;
}

interface Address {
  bucket: string;
  key: string;
  query: URLSearchParams;
}

/** Bucket, key and query of a path-style request, e.g. `/bucket/a/b.csv?x-id=GetObject`. */
const addressOf = (url: string): Address => {
  const { pathname, searchParams } = new URL(url, "http://s3");
  const [, bucket = "", ...key] = pathname.split("/");
  return { bucket, key: key.map(decodeURIComponent).join("/"), query: searchParams };
};

/** Sub-resources such as `?acl` or `?uploadId`, which are other operations on the same path. */
const isPlain = ({ query }: Address): boolean =>
  [...query.keys()].every((name) =>
    ["x-id", "list-type", "prefix", "max-keys", "delimiter", "start-after"].includes(name),
  );

const OBJECT_OPERATIONS: Record<string, string> = {
  GET: "GetObject",
  HEAD: "HeadObject",
  PUT: "PutObject",
  DELETE: "DeleteObject",
};

const operationOf = (request: AwsRequest): string | undefined => {
  const address = addressOf(request.url);
  if (!isPlain(address)) return undefined;
  if (request.headers["x-amz-copy-source"] !== undefined) return request.method === "PUT" ? "CopyObject" : undefined;
  if (address.key !== "") return OBJECT_OPERATIONS[request.method];
  return request.method === "GET" && address.query.get("list-type") === "2" ? "ListObjectsV2" : undefined;
};

const XML = `<?xml version="1.0" encoding="UTF-8"?>`;

const copiedFrom = ({ headers }: AwsCall): string => String(headers["x-amz-copy-source"]);

/** A copy as a read and a write: what is stored is told like any other. */
const copy = async (endpoint: string, call: AwsCall, onStored: (stored: StoredObject) => void): Promise<AwsReply> => {
  const { "x-amz-copy-source": _, ...headers } = call.headers;
  const found = await forward(endpoint, { method: "GET", url: copiedFrom(call), headers, body: "" });
  if (found.status !== 200) return found;
  const stored = await forward(endpoint, { method: "PUT", url: call.url, headers, body: Buffer.from(found.body) });
  const { bucket, key } = addressOf(call.url);
  const etag = String(stored.headers.etag ?? "");
  if (stored.status === 200)
    onStored({ bucket, key, size: Buffer.byteLength(found.body), etag: etag.replaceAll('"', "") });
  return { ...stored, body: `${XML}<CopyObjectResult><ETag>${etag}</ETag></CopyObjectResult>` };
};

/** IAM has no action of its own for HEAD: reading an object is one permission. */
const needs = (call: AwsCall): Need[] => {
  const { bucket, key, query } = addressOf(call.url);
  if (call.operation === "ListObjectsV2") {
    const context = { "s3:prefix": [query.get("prefix") ?? ""] };
    return [{ action: "s3:ListBucket", resource: `arn:aws:s3:::${bucket}`, context }];
  }
  if (call.operation === "CopyObject") {
    const from = addressOf(copiedFrom(call));
    return [
      { action: "s3:GetObject", resource: `arn:aws:s3:::${from.bucket}/${from.key}`, context: {} },
      { action: "s3:PutObject", resource: `arn:aws:s3:::${bucket}/${key}`, context: {} },
    ];
  }
  const action = call.operation === "HeadObject" ? "GetObject" : call.operation;
  return [{ action: `s3:${action}`, resource: `arn:aws:s3:::${bucket}/${key}`, context: {} }];
};

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const refuse = ({ status, code, message }: AwsFault): AwsReply => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `${XML}<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`,
});

/** Who may not list a bucket learns of no file whether it is there. */
const HIDDEN: AwsFault = { status: 403, code: "AccessDenied", message: "The file is not there, or not for this role." };

/** S3 by the emulator; `onStored` is told of every object that a function put. */
export const s3Service = (endpoint: string, onStored: (stored: StoredObject) => void): AwsService => ({
  operationOf,
  needs,
  answer: async (call, may) => {
    if (call.operation === "CopyObject") return { reply: await copy(endpoint, call, onStored), units: 1 };
    const reply = await forward(endpoint, call);
    const list = { action: "s3:ListBucket", resource: `arn:aws:s3:::${addressOf(call.url).bucket}`, context: {} };
    if (reply.status === 404 && call.operation !== "ListObjectsV2" && !may(list))
      return { reply: refuse(HIDDEN), units: 1 };
    if (call.operation === "PutObject" && reply.status === 200) {
      const { bucket, key } = addressOf(call.url);
      const size = Number(call.headers["x-amz-decoded-content-length"] ?? call.body.length);
      onStored({ bucket, key, size, etag: (reply.headers.etag ?? "").replaceAll('"', "") });
    }
    return { reply, units: 1 };
  },
  refuse,
  codes: { denied: "AccessDenied", throttled: { status: 503, code: "SlowDown", message: "Injected throttling." } },
});
