import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { Deployment } from "../deployment.ts";
import { type Matched, routeKeyOf } from "./routes.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** API Gateway's time of a request: `12/Mar/2027:19:03:58 +0000`. */
const logTime = (now: string): string =>
  `${now.slice(8, 10)}/${MONTHS[Number(now.slice(5, 7)) - 1]}/${now.slice(0, 4)}:${now.slice(11, 19)} +0000`;

const TEXT = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded))/;

/**
 * What an HTTP API passes to its function for a request (payload format 2.0), at the virtual instant `now`: cookies in
 * a list of their own, header names in lower case, a body that is no text as base64.
 */
export const apiEvent = async (
  request: Request,
  { route, parameters }: Matched,
  { now, apiId, accountId }: { now: string; apiId: string } & Pick<Deployment, "accountId">,
): Promise<Record<string, unknown>> => {
  const url = new URL(request.url);
  const { cookie, ...headers } = Object.fromEntries(request.headers);
  const routeKey = routeKeyOf(route);
  const query = [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(",")]);
  return {
    version: "2.0",
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: { host: url.host, ...headers },
    ...(query.length === 0 ? {} : { queryStringParameters: Object.fromEntries(query) }),
    requestContext: {
      accountId,
      apiId,
      domainName: url.host,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: url.pathname,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey,
      stage: "$default",
      time: logTime(now),
      timeEpoch: Date.parse(now),
    },
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    ...(await bodyOf(request)),
  };
};

const bodyOf = async (request: Request): Promise<{ body?: string; isBase64Encoded: boolean }> => {
  const bytes = Buffer.from(await request.arrayBuffer());
  if (bytes.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(request.headers.get("content-type") ?? "");
  return { body: bytes.toString(isText ? "utf8" : "base64"), isBase64Encoded: !isText };
};

const Value = z.union([z.string(), z.number(), z.boolean()]);
const Structured = z.object({
  statusCode: z.int(),
  headers: z.optional(z.record(z.string(), Value)),
  cookies: z.optional(z.array(z.string())),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});

const NO_BODY = new Set([101, 204, 205, 304]);

/** What API Gateway answers for what a function returned; without a `statusCode` that is 200 and the value as JSON. */
export const apiResponse = (result: unknown, method: string): Response => {
  const read = Structured.safeParse(result);
  if (!read.success) return Response.json(result ?? null);
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded = false } = read.data;
  const response = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  for (const cookie of cookies) response.append("set-cookie", cookie);
  if (!response.has("content-type")) response.set("content-type", "text/plain; charset=utf-8");
  const content = isBase64Encoded ? Buffer.from(body, "base64") : body;
  const bare = method === "HEAD" || NO_BODY.has(statusCode);
  return new Response(bare ? null : content, { status: statusCode, headers: response });
};

/** What API Gateway answers where the function failed or may not be invoked. */
export const apiFailure = (): Response => Response.json({ message: "Internal Server Error" }, { status: 500 });
