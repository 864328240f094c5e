import { createHash, createHmac } from "node:crypto";

/** Whose request it is; Lambda gives every function its own. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

/** A request to AWS as it is signed. `path` is already percent-encoded; `at` is an ISO 8601 UTC instant. */
export interface Unsigned {
  method: "GET" | "PUT" | "POST";
  host: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
  region: string;
  /** As in its host's name, e.g. `dynamodb`. */
  service: string;
  at: string;
}

const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/**
 * The headers of a request to AWS, signed by Signature Version 4 with a signed payload.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const signedHeaders = (request: Unsigned, credentials: Credentials): Record<string, string> => {
  const { method, host, path, body, region, service, at } = request;
  const stamp = at.replace(/\.\d+/, "").replace(/[-:]/g, "");
  const payload = sha256(body);
  const headers: Record<string, string> = {
    ...request.headers,
    host,
    "x-amz-content-sha256": payload,
    "x-amz-date": stamp,
  };
  if (credentials.sessionToken) headers["x-amz-security-token"] = credentials.sessionToken;
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const canonical = [method, path, "", canonicalHeaders, names.join(";"), payload].join("\n");
  const scope = [stamp.slice(0, 8), region, service, "aws4_request"];
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${credentials.secretAccessKey}`);
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope.join("/"), sha256(canonical)].join("\n");
  const signature = hmac(key, toSign).toString("hex");
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope.join("/")}, ` +
    `SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...headers, authorization };
};
