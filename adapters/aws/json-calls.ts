import * as z from "zod/mini";
import { backOff } from "../backoff.ts";
import { parsedJson } from "../parsed-json.ts";
import type { AwsAccess, SignedService } from "./access.ts";
import { type Answer, keptAlivePost, type Post } from "./post.ts";
import { signedHeaders } from "./signature.ts";

/** A service that speaks one of AWS's JSON protocols. */
export interface JsonService {
  name: SignedService;
  /** What stands before an operation's name, e.g. `DynamoDB_20120810`. */
  target: string;
  version: "1.0" | "1.1";
}

/** Asks a service for an operation, with its input as JSON text; answers the output as JSON text. */
export type JsonCall = (operation: string, input: string) => Promise<string>;

/**
 * A call that a service refused. `name` is AWS's code for why, e.g. `ThrottlingException`, as the AWS SDK's errors have
 * it.
 */
export class RefusedCall extends Error {
  override readonly name: string;
  /** What the service answered; may hold items, so it is not for a log. */
  readonly answer: string;
  constructor(code: string, message: string, answer: string) {
    super(message);
    this.name = code;
    this.answer = answer;
  }
}

/** As often as the AWS SDK tries a call of DynamoDB. */
const MOST_TRIES = 4;

/** Codes by which AWS asks to slow down; the same that the AWS SDK tries again. */
const SLOW_DOWN_CODES = [
  "Throttl(ing|ed)(Exception)?",
  "RequestThrottled(Exception)?",
  "TooManyRequestsException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "LimitExceededException",
  "TransactionInProgressException",
  "PriorRequestNotComplete",
  "BandwidthLimitExceeded",
  "SlowDown",
  "EC2ThrottledException",
  "RequestTimeout(Exception)?",
];
const SLOW_DOWN = new RegExp(`^(${SLOW_DOWN_CODES.join("|")})$`);

/** A difference of clocks for which AWS refuses a signature. */
const SKEW_MS = 300_000;

const Fault = z.object({
  __type: z.nullish(z.string()),
  message: z.nullish(z.string()),
  Message: z.nullish(z.string()),
});

const faultOf = ({ status, text }: Answer): RefusedCall => {
  const read = Fault.safeParse(parsedJson(text));
  const { __type, message, Message } = read.success ? read.data : {};
  // E.g. `com.amazonaws.dynamodb.v20120810#ThrottlingException`; some services add a colon and an address.
  const code = __type?.split("#").at(-1)?.split(":")[0] || `Http${status}`;
  return new RefusedCall(code, message ?? Message ?? `AWS answered ${status}`, text);
};

const mayPass = (status: number, { name }: RefusedCall): boolean =>
  status >= 500 || status === 429 || SLOW_DOWN.test(name);

/**
 * Asks a service by requests that are signed here. What may pass is tried again as the AWS SDK does it: where no answer
 * came, where AWS failed or asks to slow down, and where it says that our clock is wrong, by its clock then. So a call
 * may be done twice: it has to be one that changes nothing the second time.
 * @throws RefusedCall where AWS says no, or an error of the network, after four tries where those can help.
 */
export const jsonCalls = (service: JsonService, access: AwsAccess, post: Post = keptAlivePost()): JsonCall => {
  const url = new URL(access.endpoint);
  let behind = 0;
  const send = (operation: string, body: string): Promise<Answer> => {
    const headers = {
      "content-type": `application/x-amz-json-${service.version}`,
      "x-amz-target": `${service.target}.${operation}`,
    };
    const at = new Date(Date.parse(access.now()) + behind).toISOString();
    const where = { method: "POST", host: url.host, path: url.pathname, region: access.region } as const;
    const signed = signedHeaders({ ...where, service: service.name, headers, body, at }, access.credentials);
    return post(url, { ...signed, "content-length": String(Buffer.byteLength(body)), "user-agent": "matchward" }, body);
  };
  /** True where AWS's clock is another, which the next try goes by. */
  const learnsTime = ({ headers }: Answer): boolean => {
    const difference = Date.parse(headers.date ?? "") - Date.parse(access.now());
    if (!(Math.abs(difference - behind) > SKEW_MS)) return false;
    behind = difference;
    return true;
  };
  return async (operation, input) => {
    for (let tries = 1; ; tries += 1) {
      const answer = await send(operation, input).catch((error: unknown) => ({ error }));
      if ("status" in answer && answer.status === 200) return answer.text;
      const failure = "error" in answer ? answer.error : faultOf(answer);
      const again = "error" in answer || mayPass(answer.status, faultOf(answer)) || learnsTime(answer);
      if (!again || tries === MOST_TRIES) throw failure;
      await backOff(tries);
    }
  };
};
