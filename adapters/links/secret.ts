import * as z from "zod/mini";
import { type AwsAccess, lambdaAccess } from "../aws/access.ts";
import { jsonCalls } from "../aws/json-calls.ts";
import type { Post } from "../aws/post.ts";

const Value = z.object({ SecretString: z.optional(z.string()) });

/**
 * Answers how to read a secret's text from Secrets Manager as it is now, by a request that is signed here.
 * @param secretId name or ARN of the secret
 */
export const secretText = (
  secretId: string,
  access: AwsAccess = lambdaAccess("secretsmanager"),
  post?: Post,
): (() => Promise<string>) => {
  const call = jsonCalls({ name: "secretsmanager", target: "secretsmanager", version: "1.1" }, access, post);
  return async () => {
    const { SecretString = "" } = Value.parse(
      JSON.parse(await call("GetSecretValue", JSON.stringify({ SecretId: secretId }))),
    );
    return SecretString;
  };
};
