import * as z from "zod/mini";
import { formOf } from "./form.ts";

/** An HTTP API request (payload format 2.0), as far as pages read it. */
export const HttpRequest = z.object({
  rawPath: z.string(),
  rawQueryString: z.optional(z.string()),
  cookies: z.optional(z.array(z.string())),
  headers: z.record(z.string(), z.optional(z.string())),
  requestContext: z.object({
    http: z.object({ method: z.string() }),
    timeEpoch: z.int(),
    requestId: z.optional(z.string()),
  }),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});
export type HttpRequest = z.infer<typeof HttpRequest>;

/** A browser's request, whichever page it is for. */
export interface BrowserRequest {
  method: string;
  cookies: readonly string[];
  origin: string | undefined;
  fetchSite: string | undefined;
  form: URLSearchParams;
  /** When the request came, ISO 8601 UTC. */
  now: string;
}

export const readHttp = (request: HttpRequest): BrowserRequest => ({
  method: request.requestContext.http.method,
  cookies: request.cookies ?? [],
  origin: request.headers.origin,
  fetchSite: request.headers["sec-fetch-site"],
  form: formOf(request),
  now: new Date(request.requestContext.timeEpoch).toISOString(),
});

/** A page's path as a browser knows it: a site may stand below a folder of its host. */
export const pathAt = (siteUrl: string, path: string): string =>
  `${new URL(siteUrl).pathname.replace(/\/$/, "")}${path}`;
