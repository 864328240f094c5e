import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { Deployment } from "../deployment.ts";
import { type AwsCall, AwsFaultError, type AwsService, jsonFault, targetOf } from "./call.ts";

type Secret = Deployment["secrets"][number];

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const Template = z.record(z.string(), z.unknown());
const Body = z.looseObject({ SecretId: z.string() });

/** Characters drawn from the secret's own name: no secret at all, but the same at every run, so that runs agree. */
const drawn = (seed: string, length: number): string => {
  let text = "";
  for (let round = 0; text.length < length; round += 1) {
    const bytes = createHash("sha256").update(`${seed}/${round}`).digest();
    text += Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
  }
  return text.slice(0, length);
};

/** The text that a deployed secret holds here; a generated one is worked out from its name. */
export const secretText = ({ name, generate, value }: Secret): string => {
  if (generate === undefined) return value ?? "";
  return JSON.stringify({
    ...Template.parse(JSON.parse(generate.template)),
    [generate.key]: drawn(name, generate.length),
  });
};

/** Secrets Manager's `GetSecretValue` for the deployed secrets. */
export const secretsService = (secrets: readonly Secret[]): AwsService => {
  const secretOf = (call: AwsCall): Secret | undefined => {
    const { SecretId } = Body.parse(JSON.parse(call.body.toString()));
    return secrets.find(({ name, arn }) => SecretId === name || SecretId === arn);
  };
  return {
    operationOf: (request) => targetOf(request, new Set(["GetSecretValue"])),
    needs: (call) => {
      const secret = secretOf(call);
      return secret === undefined
        ? []
        : [{ action: "secretsmanager:GetSecretValue", resource: secret.arn, context: {} }];
    },
    answer: async (call) => {
      const secret = secretOf(call);
      const message = "Secrets Manager can't find the specified secret.";
      if (secret === undefined) throw new AwsFaultError({ status: 400, code: "ResourceNotFoundException", message });
      const { arn: ARN, name: Name } = secret;
      const body = JSON.stringify({ ARN, Name, SecretString: secretText(secret), VersionStages: ["AWSCURRENT"] });
      return { reply: { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body }, units: 1 };
    },
    refuse: (fault) => jsonFault(fault, "1.1"),
    codes: {
      denied: "AccessDeniedException",
      throttled: { status: 400, code: "ThrottlingException", message: "Injected throttling." },
    },
  };
};
