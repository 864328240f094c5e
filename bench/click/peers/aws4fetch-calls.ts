import { AwsClient } from "aws4fetch";
import type { AwsAccess } from "../../../adapters/aws/access.ts";
import type { JsonCall, JsonService } from "../../../adapters/aws/json-calls.ts";

export class RefusedCall extends Error {
  override readonly name: string;
  readonly answer: string;
  constructor(code: string, answer: string) {
    super(code);
    this.name = code;
    this.answer = answer;
  }
}

/** The same calls as ours, signed and sent by aws4fetch: Web Crypto and `fetch`. */
export const jsonCalls = (service: JsonService, { endpoint, region, credentials }: AwsAccess): JsonCall => {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const session = sessionToken === undefined ? {} : { sessionToken };
  const aws = new AwsClient({ accessKeyId, secretAccessKey, ...session, region, service: service.name, retries: 3 });
  return async (operation, body) => {
    const headers = {
      "content-type": `application/x-amz-json-${service.version}`,
      "x-amz-target": `${service.target}.${operation}`,
    };
    const response = await aws.fetch(`${endpoint}/`, { method: "POST", headers, body });
    const text = await response.text();
    if (response.status === 200) return text;
    const type: string = JSON.parse(text).__type ?? `Http${response.status}`;
    throw new RefusedCall(type.slice(type.indexOf("#") + 1), text);
  };
};
