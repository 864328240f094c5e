import { Agent, request } from "node:http";
import type { AwsReply } from "./call.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 32 });

// Headers of one connection, or set anew by whoever sends the body on.
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "host", "expect"]);

const passedOn = (headers: NodeJS.Dict<string | string[]>): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name)) kept[name] = Array.isArray(value) ? value.join(",") : value;
  }
  return kept;
};

/** How long an emulator may take for one answer, in milliseconds; a full table scan takes far less. */
const PATIENCE = 30_000;

interface ForwardedRequest {
  method: string;
  url: string;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer | string;
}

/** An emulator closed an idle connection just as it was taken up again: it never saw the request. */
class StaleConnection extends Error {
  override readonly name = "StaleConnection";
}

const sendOnce = (endpoint: string, sent: ForwardedRequest): Promise<AwsReply> =>
  new Promise((resolve, reject) => {
    const headers = { ...passedOn(sent.headers), "content-length": String(Buffer.byteLength(sent.body)) };
    const options = { method: sent.method, headers, agent, timeout: PATIENCE };
    const asked = request(new URL(sent.url, endpoint), options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 500,
          headers: passedOn(response.headers),
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on("timeout", () => asked.destroy(new Error(`The emulator at ${endpoint} did not answer in 30 seconds.`)));
    asked.on("error", (error: NodeJS.ErrnoException) =>
      reject(asked.reusedSocket && error.code === "ECONNRESET" ? new StaleConnection() : error),
    );
    asked.end(sent.body);
  });

/**
 * Sends a request to an emulator over a kept-alive connection and answers what it said.
 * Throws where the emulator cannot be reached or does not answer.
 */
export const forward = async (endpoint: string, sent: ForwardedRequest): Promise<AwsReply> => {
  try {
    return await sendOnce(endpoint, sent);
  } catch (error) {
    if (error instanceof StaleConnection) return forward(endpoint, sent);
    throw error;
  }
};

/** Signed by nobody: the emulators only look at the form and the region of it. */
export const unsigned = (service: string, region: string, keyId = "local"): string =>
  `AWS4-HMAC-SHA256 Credential=${keyId}/20200101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`;

/**
 * Asks an emulator that speaks one of AWS's JSON protocols, as the administrator who may do everything.
 * @throws an Error with the emulator's answer where that is no 200.
 */
export const askJson = async (
  endpoint: string,
  ask: { service: string; region: string; keyId?: string; target: string; body: unknown },
): Promise<unknown> => {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": ask.target,
    authorization: unsigned(ask.service, ask.region, ask.keyId),
  };
  const reply = await forward(endpoint, { method: "POST", url: "/", headers, body: JSON.stringify(ask.body) });
  if (reply.status !== 200) throw new Error(`${ask.target} failed: ${reply.body.toString()}`);
  return JSON.parse(reply.body.toString());
};
