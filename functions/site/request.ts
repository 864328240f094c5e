import * as z from "zod/mini";

/** Longest form that is read; ours have about 100 characters. */
const LONGEST_FORM = 4_096;

/** An HTTP API request (payload format 2.0), as far as the site reads it. */
export const HttpRequest = z.object({
  rawPath: z.string(),
  cookies: z.optional(z.array(z.string())),
  headers: z.record(z.string(), z.optional(z.string())),
  requestContext: z.object({ http: z.object({ method: z.string() }), timeEpoch: z.int() }),
  body: z.optional(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});

/** What a browser asks of a student's page. */
export interface SiteRequest {
  method: string;
  /** Not yet verified. */
  token: string;
  /** True for `/s/{token}/undo`. */
  undo: boolean;
  cookies: readonly string[];
  origin: string | undefined;
  fetchSite: string | undefined;
  form: URLSearchParams;
  /** When the request came, ISO 8601 UTC. */
  now: string;
}

export type HttpRequest = z.infer<typeof HttpRequest>;

const formOf = ({ body = "", isBase64Encoded = false, headers }: HttpRequest): URLSearchParams => {
  const type = headers["content-type"] ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return new URLSearchParams();
  const text = isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  return new URLSearchParams(text.length > LONGEST_FORM ? "" : text);
};

/**
 * Reads an event of the HTTP API. The token is taken from the path as it stands: a token needs no decoding, and what
 * needs it is no token. An over-long or strange form is an empty one.
 */
export const readRequest = (request: HttpRequest): SiteRequest => {
  const [, token = "", undo] = /\/s\/([^/]*)(\/undo)?$/.exec(request.rawPath) ?? [];
  return {
    method: request.requestContext.http.method,
    token,
    undo: undo !== undefined,
    cookies: request.cookies ?? [],
    origin: request.headers.origin,
    fetchSite: request.headers["sec-fetch-site"],
    form: formOf(request),
    now: new Date(request.requestContext.timeEpoch).toISOString(),
  };
};
