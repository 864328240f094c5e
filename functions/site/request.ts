import * as z from "zod/mini";
import { formOf } from "./form.ts";

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
  /** What the path leads to: a survey's page, the one click that declines a kind of mail, or the page of choices. */
  place: (typeof PLACES)[keyof typeof PLACES];
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

/** What each first part of a path leads to. */
const PLACES = { s: "survey", u: "unsubscribe", p: "preferences" } as const;
const isPlace = (letter: string): letter is keyof typeof PLACES => letter in PLACES;

/** The path of a page on the site, for the forms and links that lead to it. */
export const pathTo = (siteUrl: string, place: keyof typeof PLACES, token: string): string =>
  `${new URL(siteUrl).pathname.replace(/\/$/, "")}/${place}/${token}`;

/**
 * Reads an event of the HTTP API. The token is taken from the path as it stands: a token needs no decoding, and what
 * needs it is no token.
 */
export const readRequest = (request: HttpRequest): SiteRequest => {
  const [, place = "", token = "", undo] = /\/([sup])\/([^/]*)(\/undo)?$/.exec(request.rawPath) ?? [];
  return {
    method: request.requestContext.http.method,
    place: isPlace(place) ? PLACES[place] : "survey",
    token,
    undo: undo !== undefined,
    cookies: request.cookies ?? [],
    origin: request.headers.origin,
    fetchSite: request.headers["sec-fetch-site"],
    form: formOf(request),
    now: new Date(request.requestContext.timeEpoch).toISOString(),
  };
};
