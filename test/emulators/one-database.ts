import type { TestProject } from "vitest/node";
import { type DynamodbLocal, startDynamodbLocal } from "../../local/emulators/dynamodb-local.ts";
import { served } from "./shared-by-files.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL that answers where DynamoDB Local listens, and starts it when it is asked first. */
    database: string;
  }
}

/** Lets all test files share one DynamoDB Local, whose start takes seconds. Answers how to end it. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  let started: Promise<DynamodbLocal> | undefined;
  const { url, close } = await served(async () => {
    started ??= startDynamodbLocal();
    return (await started).endpoint;
  });
  provide("database", url);
  return async () => {
    close();
    await started?.then(
      ({ stop }) => stop(),
      () => {},
    );
  };
};
