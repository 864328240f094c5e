import { expect, test } from "vitest";
import { onStage } from "../../../cli/stage/on-stage.ts";

const silent = { out: { write: () => true }, err: { write: () => true } };

const failing = (thrown: Error): Promise<void> =>
  onStage({ stage: "prod", program: "program/hms" }, silent, () => Promise.reject(thrown));

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

test.each([
  [new Error("Region is missing"), "Name the region of the stage by --region, or by AWS_REGION."],
  [named("CredentialsProviderError", "Could not load credentials from any providers"), "Sign in to AWS first"],
  [named("ExpiredTokenException", "The security token included in the request is expired"), "Sign in to AWS first"],
  [named("ResourceNotFoundException", "Requested resource not found"), "Is the stage deployed"],
])("says what to do where AWS says: %s", async (thrown, mend) => {
  await expect(failing(thrown)).rejects.toThrow(`could not be read or written: ${thrown.message}\n${mend}`);
});

test("any other reason stands alone", async () => {
  await expect(failing(new Error("throttled"))).rejects.toThrow(/: throttled$/);
});
