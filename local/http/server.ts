import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface PublicServer {
  readonly port: number;
  stop(): Promise<void>;
}

export type AnswerRequest = (request: Request) => Response | Promise<Response>;

/** What this machine answers beside the deployed API, and what it puts around the pages of that. */
export type LocalPages = AnswerRequest & {
  around?(answered: Response, path: string): Promise<Response>;
};

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1"]);

/**
 * Starts the server that browsers ask, on 127.0.0.1 only. Requests for another host name are refused: a web page
 * elsewhere could otherwise reach it under a name of its own that points here.
 * @param port 0 for any free one
 * @throws an Error of one sentence where the port is taken.
 */
export const startServer = async (port: number, answer: AnswerRequest): Promise<PublicServer> => {
  const server = createServer((incoming, response) => {
    respond(incoming, response, answer).catch((error) => {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      response.end(`The local run failed: ${error instanceof Error ? error.message : String(error)}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(portError(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The local server got no port.");
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: address.port, stop };
};

const portError = (error: NodeJS.ErrnoException, port: number): Error => {
  if (error.code === "EADDRINUSE") {
    return new Error(`Port ${port} is taken by another program: stop that one, or choose a free one with --port.`);
  }
  if (error.code === "EACCES") return new Error(`Port ${port} may not be used: choose one above 1023 with --port.`);
  return error;
};

const respond = async (incoming: IncomingMessage, response: ServerResponse, answer: AnswerRequest): Promise<void> => {
  const host = incoming.headers.host ?? "";
  if (!LOCAL_HOSTS.has(host.replace(/:\d+$/, ""))) {
    response.writeHead(421, { "content-type": "text/plain; charset=utf-8" });
    response.end("This run answers under localhost only.");
    return;
  }
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  await send(response, await answer(await webRequest(incoming, host, gone.signal)));
};

const webRequest = async (incoming: IncomingMessage, host: string, signal: AbortSignal): Promise<Request> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = incoming.method ?? "GET";
  const body = chunks.length === 0 || method === "GET" || method === "HEAD" ? null : Buffer.concat(chunks);
  return new Request(`http://${host}${incoming.url ?? "/"}`, { method, headers, body, signal });
};

const send = async (response: ServerResponse, answered: Response): Promise<void> => {
  const cookies = answered.headers.getSetCookie();
  const headers = [...answered.headers].filter(([name]) => name !== "set-cookie").flat();
  response.writeHead(answered.status, [...headers, ...cookies.flatMap((cookie) => ["set-cookie", cookie])]);
  if (answered.body === null) {
    response.end();
    return;
  }
  // A reader who goes away (a closed tab on a live page) is no fault.
  await pipeline(Readable.fromWeb(answered.body), response).catch(() => undefined);
};
