import * as z from "zod/mini";
import { readStudentPath, type StudentPage, type StudentRoute, studentPath } from "#pages/routes.ts";
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

export interface SiteRequest extends StudentRoute {
  method: string;
  cookies: readonly string[];
  origin: string | undefined;
  fetchSite: string | undefined;
  form: URLSearchParams;
  /** When the request came, ISO 8601 UTC. */
  now: string;
}

export type HttpRequest = z.infer<typeof HttpRequest>;

/** The path of a student's page, for forms and links. */
export const pathTo = (siteUrl: string, page: StudentPage, token: string): string =>
  `${new URL(siteUrl).pathname.replace(/\/$/, "")}${studentPath(page, token)}`;

// A path that is none of ours is a link that does not work.
const NOWHERE: StudentRoute = { page: "survey", token: "", undo: false };

export const readRequest = (request: HttpRequest): SiteRequest => ({
  method: request.requestContext.http.method,
  ...(readStudentPath(request.rawPath) ?? NOWHERE),
  cookies: request.cookies ?? [],
  origin: request.headers.origin,
  fetchSite: request.headers["sec-fetch-site"],
  form: formOf(request),
  now: new Date(request.requestContext.timeEpoch).toISOString(),
});
