import type { IncomingHttpHeaders } from "node:http";
import type { DeployedFunction } from "../deployment.ts";

/** One request of a function to an AWS service, as it came in over HTTP. */
export interface AwsRequest {
  method: string;
  /** Path and query as asked for. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request whose caller and operation are known. */
export interface AwsCall extends AwsRequest {
  caller: Pick<DeployedFunction, "name" | "statements" | "roleArn">;
  operation: string;
}

/** One thing that IAM must allow before a call may happen. */
export interface Need {
  action: string;
  resource: string;
  /** Condition keys of the request and their values. */
  context: Record<string, string[]>;
}

export interface AwsReply {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

/** How an error is to look: `code` in AWS's words; each service has its own form for it. */
export interface AwsFault {
  status: number;
  code: string;
  message: string;
}

/** A service behind the gateway. */
export interface AwsService {
  /** The operation that a request asks for, in AWS's words; undefined where the service is not known to have it. */
  operationOf(request: AwsRequest): string | undefined;
  /** What IAM must allow for this call. */
  needs(call: AwsCall): Need[];
  /**
   * Does it; `units` are what AWS charges by: capacity units, recipients, 64 KB chunks. `may` answers what the caller's
   * role allows beside the call, where an answer depends on it.
   */
  answer(call: AwsCall, may: (need: Need) => boolean): Promise<{ reply: AwsReply; units: number }>;
  /** An error in the service's own form. */
  refuse(fault: AwsFault): AwsReply;
  /** The codes under which this service denies a call and asks to slow down. */
  codes: { denied: string; throttled: AwsFault };
}

/** A fault that the gateway throws back, to be answered in the service's own form. */
export class AwsFaultError extends Error {
  readonly fault: AwsFault;
  constructor(fault: AwsFault) {
    super(fault.message);
    this.name = fault.code;
    this.fault = fault;
  }
}

/** An error of AWS's JSON protocols. */
export const jsonFault = (fault: AwsFault, version: "1.0" | "1.1"): AwsReply => ({
  status: fault.status,
  headers: { "content-type": `application/x-amz-json-${version}` },
  body: JSON.stringify({ __type: fault.code, message: fault.message, Message: fault.message }),
});

/**
 * The operation named by the `X-Amz-Target` header, e.g. `AmazonSQS.SendMessage` → `SendMessage`, if it is one of
 * `known`.
 */
export const targetOf = (request: AwsRequest, known: ReadonlySet<string>): string | undefined => {
  const target = request.headers["x-amz-target"];
  const operation = typeof target === "string" ? target.slice(target.indexOf(".") + 1) : undefined;
  return operation !== undefined && known.has(operation) ? operation : undefined;
};
