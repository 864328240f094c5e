import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import * as z from "zod/mini";

/**
 * A simulated DynamoDB table and a simulated secret, as far as a click asks for them: whole items are read and put, and
 * a put keeps its condition on the version. A process of its own, so that its time is not the page's. Listens for HTTP,
 * and for TLS where a certificate is named; tells its ports to whoever forked it, and empties and counts for them.
 */
const Item = z.record(z.string(), z.record(z.string(), z.unknown()));
const Key = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });
const Input = z.object({ Key: z.optional(Key), Item: z.optional(Item), ExpressionAttributeValues: z.optional(Item) });
const Order = z.object({ items: z.array(Item), secret: z.string() });

let items = new Map<string, z.infer<typeof Item>>();
let secret = "";
let asked: string[] = [];

const nameOf = (from: unknown): string => {
  const { pk, sk } = Key.parse(from);
  return `${pk.S}|${sk.S}`;
};

const REFUSED = { __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", message: "no" };

const put = ({ Item: item = {}, ExpressionAttributeValues: values }: z.infer<typeof Input>) => {
  const stands = items.get(nameOf(item));
  if (stands?.version?.N !== values?.[":before"]?.N) return { status: 400, body: REFUSED };
  items.set(nameOf(item), item);
  return { status: 200, body: {} };
};

const answer = (operation: string, input: z.infer<typeof Input>): { status: number; body: object } => {
  if (operation === "GetSecretValue") return { status: 200, body: { SecretString: secret } };
  if (operation === "GetItem") return { status: 200, body: { Item: items.get(nameOf(input.Key)) } };
  return operation === "PutItem" ? put(input) : { status: 400, body: { __type: "UnknownOperationException" } };
};

const listen: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    asked.push(operation);
    const { status, body } = answer(operation, Input.parse(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
    const text = JSON.stringify(body);
    const headers = { "content-type": "application/x-amz-json-1.0", "content-length": Buffer.byteLength(text) };
    response.writeHead(status, headers).end(text);
  });
};

const [key, cert] = process.argv.slice(2).map((file) => readFileSync(file));
const plain = createServer(listen);
const secure = createSecureServer(key && cert ? { key, cert } : {}, listen);

const portOf = async (server: typeof plain | typeof secure): Promise<number> => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

/** Each order begins anew with the items it names, and is told what was asked since the one before. */
process.on("message", (message) => {
  const order = Order.parse(message);
  const since = asked;
  asked = [];
  items = new Map(order.items.map((item) => [nameOf(item), item]));
  secret = order.secret;
  process.send?.({ asked: since });
});
process.on("disconnect", () => process.exit());
process.send?.({ http: await portOf(plain), tls: cert ? await portOf(secure) : undefined });
