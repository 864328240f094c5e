import { OFFICE, readStudentPath, type StudentPage, type StudentRoute, studentPath } from "#pages/routes.ts";
import { type BrowserRequest, type HttpRequest, pathAt, readHttp } from "../web/http-request.ts";

/** `leadsOn`: the path of another page that is meant. */
export interface SiteRequest extends StudentRoute, BrowserRequest {
  leadsOn?: string;
}

/** The path of a student's page, for forms and links. */
export const pathTo = (siteUrl: string, page: StudentPage, token: string): string =>
  pathAt(siteUrl, studentPath(page, token));

// A path that is none of ours is a link that does not work.
const NOWHERE: StudentRoute = { page: "survey", token: "", undo: false };

export const readRequest = (request: HttpRequest): SiteRequest => ({
  ...readHttp(request),
  ...(readStudentPath(request.rawPath) ?? NOWHERE),
  // No route of an HTTP API may end in a slash, so that this one comes to its default.
  ...(request.rawPath === `${OFFICE.home}/` && { leadsOn: OFFICE.home }),
});
