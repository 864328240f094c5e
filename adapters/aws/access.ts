import * as z from "zod/mini";
import type { Credentials } from "./signature.ts";

/** Where a service is and who asks. `now` answers the time of the request, which AWS compares with its own clock. */
export interface AwsAccess {
  /** E.g. `https://dynamodb.us-east-1.amazonaws.com`, without a slash at the end. */
  endpoint: string;
  region: string;
  credentials: Credentials;
  now: () => string;
}

/**
 * The services that are asked by requests signed here, with the end of the variable that names an endpoint of their
 * own.
 */
const ENDPOINT_VARIABLE = { dynamodb: "DYNAMODB", secretsmanager: "SECRETS_MANAGER", s3: "S3" } as const;

export type SignedService = keyof typeof ENDPOINT_VARIABLE;

const LambdaVariables = z.object({
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.optional(z.string()),
});

/**
 * A service as a Lambda reaches it: region and credentials from the variables that Lambda sets, the endpoint by the
 * variables that the AWS SDKs share (`AWS_ENDPOINT_URL_DYNAMODB` before `AWS_ENDPOINT_URL`), else the service's own.
 * @throws a zod error naming what is missing.
 */
export const lambdaAccess = (
  service: SignedService,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): AwsAccess => {
  const told = LambdaVariables.parse(variables);
  return {
    endpoint: endpointOf(service, told.AWS_REGION, variables),
    region: told.AWS_REGION,
    credentials: {
      accessKeyId: told.AWS_ACCESS_KEY_ID,
      secretAccessKey: told.AWS_SECRET_ACCESS_KEY,
      sessionToken: told.AWS_SESSION_TOKEN,
    },
    now: () => new Date().toISOString(),
  };
};

/** Where a service answers: by the variables that the AWS SDKs share, else its own address in that region. */
export const endpointOf = (
  service: SignedService,
  region: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): string => {
  const named = variables[`AWS_ENDPOINT_URL_${ENDPOINT_VARIABLE[service]}`] || variables.AWS_ENDPOINT_URL;
  return (named || `https://${service}.${region}.amazonaws.com`).replace(/\/+$/, "");
};
