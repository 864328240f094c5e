import { createServer } from "node:http";

/** A request to AWS as it came: the operation, and its input. */
export interface AskedOfAws {
  operation: string;
  input: Record<string, unknown>;
  /** As the signature has it, e.g. `20270401T130000Z`. */
  signedAt: string;
}

/** What AWS is to answer: an output, or with `status` a fault. Without one the connection breaks off. */
type Reply = { status?: number; body: object; headers?: Record<string, string> } | undefined;

/** An answer that never comes. */
export const SILENCE = (): Reply => undefined;

/**
 * A stand-in for AWS's JSON services on this machine: answers each operation as it is told to, and keeps what was
 * asked.
 */
export const startAws = async () => {
  const asked: AskedOfAws[] = [];
  const answers = new Map<string, (input: Record<string, unknown>, nth: number) => Reply>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const input = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const nth = asked.filter((call) => call.operation === operation).length;
    asked.push({ operation, input, signedAt: String(request.headers["x-amz-date"]) });
    const answer = answers.get(operation);
    if (answer === SILENCE) return;
    const reply = answer?.(input, nth);
    if (reply === undefined) return void request.socket.destroy();
    response.writeHead(reply.status ?? 200, { "content-type": "application/x-amz-json-1.0", ...reply.headers });
    response.end(JSON.stringify(reply.body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  return {
    url,
    asked,
    callsOf: (operation: string) => asked.filter((call) => call.operation === operation),
    /** Has an operation answered so from now on; `nth` counts the calls of it before this one. */
    on: (operation: string, answer: (input: Record<string, unknown>, nth: number) => Reply) => {
      answers.set(operation, answer);
    },
    forget: () => {
      asked.length = 0;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

export type StandInForAws = Awaited<ReturnType<typeof startAws>>;
