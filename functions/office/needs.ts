import type { Context } from "hono";
import type { Notes } from "#adapters/notes/notes.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { FrontRecords } from "#office/records.ts";
import type { SignInNeeds } from "#office/sign-in/sign-in.ts";
import { inFolder } from "#pages/kit/in-folder.ts";
import { type DoorPage, doorPage, doorStatus } from "#pages/office/door/door-page.ts";
import { OFFICE } from "#pages/routes.ts";
import { cookiesOf } from "../sign-in/cookies.ts";
import type { DoorRequest } from "../sign-in/door.ts";
import { FORM_TOKEN } from "../sign-in/form-token.ts";

/** Below which path of the site the pages of staff are. */
export const HOME = OFFICE.home;

/** What the pages of staff stand on. */
export interface OfficeNeeds extends SignInNeeds {
  program: Program;
  records: FrontRecords;
  /** What advisors keep for themselves, which is in no record. */
  notes: Notes;
  /** Where the pages are in public, without a slash at the end. */
  siteUrl: string;
}

/** The secrets of whoever is signed in as staff. */
export const COOKIES = cookiesOf("office");

/** Answers with one of the pages that stand before those of staff. */
export const doorReply = async (
  context: Context<DoorRequest>,
  { program }: Pick<OfficeNeeds, "program">,
  what: DoorPage,
  { leave, token }: { leave?: URL | undefined; token?: string } = {},
): Promise<Response> => {
  const page = doorPage(program.school, what, leave);
  const hidden = token === undefined ? undefined : { name: FORM_TOKEN, value: token };
  return context.html(await inFolder(HOME, page, hidden), doorStatus(what));
};
