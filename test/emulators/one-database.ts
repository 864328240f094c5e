import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { type DynamodbLocal, startDynamodbLocal } from "../../local/emulators/dynamodb-local.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL that answers where DynamoDB Local listens, and starts it when it is asked first. */
    database: string;
  }
}

/** Lets all test files of a project share one DynamoDB Local, whose start takes seconds. Answers how to end it. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  let started: Promise<DynamodbLocal> | undefined;
  const server = createServer((_, response) => {
    started ??= startDynamodbLocal();
    started.then(
      ({ endpoint }) => response.end(endpoint),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  provide("database", `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`);
  return async () => {
    server.close();
    server.closeAllConnections();
    await started?.then(
      ({ stop }) => stop(),
      () => {},
    );
  };
};
