import { createServer } from "node:http";
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({ region: "us-east-1" });

const ask = (operation: string | undefined, body: string): Promise<object> => {
  const input = JSON.parse(body);
  if (operation === "GetItem") return client.send(new GetItemCommand(input));
  if (operation === "PutItem") return client.send(new PutItemCommand(input));
  if (operation === "UpdateItem") return client.send(new UpdateItemCommand(input));
  if (operation === "Query") return client.send(new QueryCommand(input));
  throw new Error(`A handler asked the table for ${operation}.`);
};

/** Answers the calls that functions sign themselves by the mocked client of the AWS SDK. */
export const startMockedTable = async (): Promise<{ url: string; stop(): void }> => {
  const server = createServer(async (request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".")[1];
    const answer = await ask(operation, Buffer.concat(await request.toArray()).toString());
    response.writeHead(200).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The mocked table got no port.");
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
};
