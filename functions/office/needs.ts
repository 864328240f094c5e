import type { Context } from "hono";
import type { Program } from "#domain/calendar/program.ts";
import type { FrontRecords } from "#office/records.ts";
import type { SignInNeeds } from "#office/sign-in/sign-in.ts";
import { inFolder } from "#pages/kit/in-folder.ts";
import { type DoorPage, doorPage, doorStatus } from "#pages/office/door/door-page.ts";
import { OFFICE } from "#pages/routes.ts";
import type { TellFailure } from "../listeners/page-listener.ts";

/** Below which path of the site the pages of staff are. */
export const HOME = OFFICE.home;

/** What the pages of staff stand on. */
export interface OfficeNeeds extends SignInNeeds {
  program: Program;
  records: FrontRecords;
  /** Where the pages are in public, without a slash at the end. */
  siteUrl: string;
}

/** What comes with each request. `now`: when it came, ISO 8601 UTC; `request`: the gateway's name for it. */
export interface OfficeRequest {
  Bindings: { now: string; request: string; tell: TellFailure };
}

/** The hidden field that each form of the office carries. */
export const FORM_TOKEN = "form-token";

/** Answers with one of the pages that stand before those of staff. */
export const doorReply = async (
  context: Context<OfficeRequest>,
  { program }: Pick<OfficeNeeds, "program">,
  what: DoorPage,
  { leave, token }: { leave?: URL | undefined; token?: string } = {},
): Promise<Response> => {
  const page = doorPage(program.school, what, leave);
  const hidden = token === undefined ? undefined : { name: FORM_TOKEN, value: token };
  return context.html(await inFolder(HOME, page, hidden), doorStatus(what));
};
