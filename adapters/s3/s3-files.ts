import * as z from "zod/mini";
import { backOff } from "../backoff.ts";
import type { Files } from "./files.ts";
import { type Credentials, encodedPath, signedHeaders, type Unsigned } from "./s3-signature.ts";

/** Where S3 is and who asks. `now` answers the time of the request, which S3 compares with its own clock. */
export interface S3Access {
  /** E.g. `https://s3.us-east-1.amazonaws.com`, without a slash at the end. */
  endpoint: string;
  region: string;
  credentials: Credentials;
  now: () => string;
}

const MOST_TRIES = 4;

/** S3 did not do it: `status` is its answer, 0 where there was none. */
class FileFailure extends Error {
  override readonly name = "FileFailure";
  readonly status: number;
  constructor(status: number) {
    super(status === 0 ? "S3 could not be reached" : `S3 answered ${status}`);
    this.status = status;
  }
}

/**
 * Files in S3, by two signed requests. S3's own client would make the one function that uses it larger than the limit
 * of all others together. Throttled and failed requests are tried again, up to four times in all.
 * @throws FileFailure where S3 refuses or keeps failing.
 */
export const s3Files = (access: S3Access): Files => ({
  read: async (bucket, key) => {
    const answer = await ask(access, { method: "GET", path: pathOf(bucket, key), headers: {}, body: "" });
    return answer && new Uint8Array(await answer.arrayBuffer());
  },
  write: async (bucket, key, { text, contentType }) => {
    const headers = { "content-type": contentType };
    const answer = await ask(access, { method: "PUT", path: pathOf(bucket, key), headers, body: text });
    if (answer === undefined) throw new FileFailure(404);
    await answer.arrayBuffer();
  },
});

const pathOf = (bucket: string, key: string): string => `/${encodedPath(bucket)}/${encodedPath(key)}`;

/** Answers undefined for a file that is not there. */
const ask = async (
  access: S3Access,
  request: Pick<Unsigned, "method" | "path" | "headers" | "body">,
): Promise<Response | undefined> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await once(access, request);
    if (answer?.ok) return answer;
    await answer?.arrayBuffer();
    if (answer?.status === 404) return undefined;
    const isPassing = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (!isPassing || tries === MOST_TRIES) throw new FileFailure(answer?.status ?? 0);
    await backOff(tries);
  }
};

const once = async (
  { endpoint, region, credentials, now }: S3Access,
  request: Pick<Unsigned, "method" | "path" | "headers" | "body">,
): Promise<Response | undefined> => {
  const { host } = new URL(endpoint);
  const { host: _, ...headers } = signedHeaders({ ...request, host, region, at: now() }, credentials);
  const body = request.method === "PUT" ? { body: request.body } : {};
  try {
    return await fetch(`${endpoint}${request.path}`, { method: request.method, headers, ...body });
  } catch {
    return undefined;
  }
};

const LambdaVariables = z.object({
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.optional(z.string()),
  AWS_ENDPOINT_URL: z.optional(z.string()),
  AWS_ENDPOINT_URL_S3: z.optional(z.string()),
});

/**
 * S3 as a Lambda reaches it: region and credentials from the variables that Lambda sets, the endpoint by the variables
 * that the AWS SDKs share, else S3's own.
 * @throws a zod error naming what is missing.
 */
export const lambdaS3Access = (variables: Readonly<Record<string, string | undefined>> = process.env): S3Access => {
  const told = LambdaVariables.parse(variables);
  const endpoint = told.AWS_ENDPOINT_URL_S3 || told.AWS_ENDPOINT_URL || `https://s3.${told.AWS_REGION}.amazonaws.com`;
  return {
    endpoint: endpoint.replace(/\/+$/, ""),
    region: told.AWS_REGION,
    credentials: {
      accessKeyId: told.AWS_ACCESS_KEY_ID,
      secretAccessKey: told.AWS_SECRET_ACCESS_KEY,
      sessionToken: told.AWS_SESSION_TOKEN,
    },
    now: () => new Date().toISOString(),
  };
};
