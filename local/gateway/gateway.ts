import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Statement } from "../deployment.ts";
import { type AwsCall, AwsFaultError, type AwsReply, type AwsRequest, type AwsService, type Need } from "./call.ts";
import type { Ledger } from "./ledger.ts";

export type FaultKind = "throttle" | "500" | "timeout";

/** Asked before each call: a fault to show instead of the answer. `timeout` does the work and loses the answer. */
export type FaultInjector = (call: { caller: string; service: string; operation: string }) => FaultKind | undefined;

export type Authorize = (
  statements: Statement[],
  request: { action: string; resource: string; context: Record<string, string[]> },
) => { allowed: true } | { allowed: false; why: string };

export interface GatewayParts {
  /** Callers by access key id: one key a function. */
  callers: ReadonlyMap<string, AwsCall["caller"]>;
  /** Services by the name in a signature's scope, e.g. `dynamodb`. */
  services: Record<string, AwsService>;
  authorize: Authorize;
  ledger: Ledger;
  faults: FaultInjector;
}

export interface Gateway {
  readonly url: string;
  stop(): Promise<void>;
}

/** What a signature says of its maker: `Credential=<key id>/<date>/<region>/<service>/aws4_request`. */
export const readScope = (authorization: string | undefined): { keyId: string; service: string } | undefined => {
  const found = /Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(authorization ?? "");
  const [, keyId, service] = found ?? [];
  return keyId === undefined || service === undefined ? undefined : { keyId, service };
};

/**
 * Starts the one server, on 127.0.0.1 and a free port, that answers every AWS call of the functions: it knows the
 * caller by the key id of the signature, denies what the template's IAM policies do not grant, counts, and passes on.
 * An operation that it does not know is answered with an error that names it.
 */
export const startGateway = async (parts: () => GatewayParts): Promise<Gateway> => {
  const server = createServer((request, response) => {
    serve(parts(), request, response).catch((error) => {
      parts().ledger.fail("gateway", String(error));
      send(response, { status: 500, headers: {}, body: String(error) });
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The gateway got no port.");
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, stop };
};

const serve = async (parts: GatewayParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const reply = await handle(parts, {
    method: incoming.method ?? "GET",
    url: incoming.url ?? "/",
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  });
  if (reply === undefined) response.destroy();
  else send(response, reply);
};

const send = (response: ServerResponse, reply: AwsReply): void => {
  response.writeHead(reply.status, { ...reply.headers, "content-length": String(Buffer.byteLength(reply.body)) });
  response.end(reply.body);
};

const plainFault = (status: number, message: string): AwsReply => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": "UnknownOperationException" },
  body: JSON.stringify({ __type: "UnknownOperationException", message }),
});

/** Answers one request; undefined where the answer is to be lost. */
export const handle = async (parts: GatewayParts, request: AwsRequest): Promise<AwsReply | undefined> => {
  const scope = readScope(request.headers.authorization);
  const caller = scope && parts.callers.get(scope.keyId);
  if (scope === undefined || caller === undefined)
    return plainFault(403, "This request is signed by no deployed function.");
  const service = parts.services[scope.service];
  const operation = service?.operationOf(request);
  if (service === undefined || operation === undefined) {
    const asked = request.headers["x-amz-target"] ?? `${request.method} ${request.url.split("?")[0]}`;
    const what = `The local gateway does not know the operation ${scope.service} ${asked}.`;
    parts.ledger.fail(caller.name, what);
    return plainFault(400, what);
  }
  const call: AwsCall = { ...request, caller, operation };
  try {
    return await perform(parts, scope.service, service, call);
  } catch (error) {
    if (error instanceof AwsFaultError) return service.refuse(error.fault);
    parts.ledger.fail(caller.name, `${scope.service}:${operation}: ${String(error)}`);
    return service.refuse({ status: 500, code: "InternalServerError", message: String(error) });
  }
};

const perform = async (
  parts: GatewayParts,
  name: string,
  service: AwsService,
  call: AwsCall,
): Promise<AwsReply | undefined> => {
  const denied = firstDenial(parts, service, call);
  if (denied !== undefined) {
    parts.ledger.fail(call.caller.name, denied);
    const status = name === "s3" || name === "ses" ? 403 : 400;
    return service.refuse({ status, code: service.codes.denied, message: denied });
  }
  const fault = parts.faults({ caller: call.caller.name, service: name, operation: call.operation });
  if (fault === "throttle") return service.refuse(service.codes.throttled);
  if (fault === "500") return service.refuse({ status: 500, code: "InternalServerError", message: "Injected fault." });
  const may = (need: Need) => parts.authorize(call.caller.statements, need).allowed;
  const { reply, units } = await service.answer(call, may);
  parts.ledger.count(`${name}:${call.operation}`, units);
  return fault === "timeout" ? undefined : reply;
};

const firstDenial = (parts: GatewayParts, service: AwsService, call: AwsCall): string | undefined => {
  for (const need of service.needs(call)) {
    const verdict = parts.authorize(call.caller.statements, need);
    if (!verdict.allowed) {
      const asked = Object.entries(need.context).map(([key, values]) => ` with ${key} ${values.join(", ")}`);
      return `${call.caller.roleArn} is not authorized to perform: ${verdict.why}${asked.join("")}`;
    }
  }
  return undefined;
};
