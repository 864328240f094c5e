import awsLite from "@aws-lite/client";

/** The secret by aws-lite's plain client, which has no plugin for Secrets Manager. */
export const secretText = (SecretId: string): (() => Promise<string>) => {
  const made = awsLite({ endpoint: process.env.AWS_ENDPOINT_URL, retries: 3 });
  return async () => {
    const { payload } = await (await made)({
      service: "secretsmanager",
      headers: { "x-amz-target": "secretsmanager.GetSecretValue", "content-type": "application/x-amz-json-1.1" },
      payload: { SecretId },
    });
    return payload.SecretString;
  };
};
