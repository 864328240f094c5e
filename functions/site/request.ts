import { readStudentPath, type StudentPage, type StudentRoute, studentPath } from "#pages/routes.ts";
import { type BrowserRequest, type HttpRequest, pathAt, readHttp } from "../web/http-request.ts";

export interface SiteRequest extends StudentRoute, BrowserRequest {}

/** The path of a student's page, for forms and links. */
export const pathTo = (siteUrl: string, page: StudentPage, token: string): string =>
  pathAt(siteUrl, studentPath(page, token));

// A path that is none of ours is a link that does not work.
const NOWHERE: StudentRoute = { page: "survey", token: "", undo: false };

export const readRequest = (request: HttpRequest): SiteRequest => ({
  ...readHttp(request),
  ...(readStudentPath(request.rawPath) ?? NOWHERE),
});
