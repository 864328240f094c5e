import { type AwsAccess, lambdaAccess } from "../aws/access.ts";
import { signedHeaders, type Unsigned } from "../aws/signature.ts";
import { backOff } from "../backoff.ts";
import { encodedPath } from "./encoded-path.ts";
import type { Files } from "./files.ts";

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
 * Files in S3, by signed requests. S3's own client would make the one function that uses it larger than the limit
 * of all others together. Throttled and failed requests are tried again, up to four times in all.
 * @throws FileFailure where S3 refuses or keeps failing.
 */
export const s3Files = (access: AwsAccess = lambdaAccess("s3")): Files => ({
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
  copy: async (bucket, { from, to }) => {
    const headers = { "x-amz-copy-source": pathOf(bucket, from) };
    const answer = await ask(access, { method: "PUT", path: pathOf(bucket, to), headers, body: "" });
    // S3 answers 200 first, and may say in the body that the copy failed all the same.
    if (answer !== undefined && (await answer.text()).includes("<Error>")) throw new FileFailure(500);
    return answer !== undefined;
  },
});

const pathOf = (bucket: string, key: string): string => `/${encodedPath(bucket)}/${encodedPath(key)}`;

/** Answers undefined for a file that is not there. */
const ask = async (
  access: AwsAccess,
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

// What a view shows alone: its buffer may hold other bytes as well.
const bodyOf = (body: string | Uint8Array): string | ArrayBuffer =>
  typeof body === "string" ? body : Uint8Array.from(body).buffer;

const once = async (
  { endpoint, region, credentials, now }: AwsAccess,
  request: Pick<Unsigned, "method" | "path" | "headers" | "body">,
): Promise<Response | undefined> => {
  const { host } = new URL(endpoint);
  const { host: _, ...headers } = signedHeaders({ ...request, service: "s3", host, region, at: now() }, credentials);
  const body = request.method === "PUT" ? { body: bodyOf(request.body) } : {};
  try {
    return await fetch(`${endpoint}${request.path}`, { method: request.method, headers, ...body });
  } catch {
    return undefined;
  }
};
