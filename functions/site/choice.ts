import type { Choices } from "#adapters/choices/choices.ts";
import { signCalendarLink } from "#adapters/links/calendar-token.ts";
import { type ChoiceLink, readChoiceLink } from "#adapters/links/choice-token.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { Program } from "#domain/calendar/program.ts";
import { DECLINABLE_KINDS, type DeclinableKind } from "#domain/people/mail-kinds.ts";
import { formCameFrom, nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import { calendarPath } from "#pages/routes.ts";
import { type ChoiceVisit, declinedPage, type Note, preferencesPage } from "#pages/student/preferences.ts";
import { pathAt } from "../web/http-request.ts";
import { problemReply, type Reply, reply } from "../web/reply.ts";
import { signedLink } from "../web/signed-link.ts";
import { pathTo, type SiteRequest } from "./request.ts";

export interface ChoiceNeeds {
  program: Pick<Program, "id" | "school">;
  choices: Pick<Choices, "of" | "decline" | "save">;
  keys: LinkKeySource;
  siteUrl: string;
}

interface OpenedChoices {
  request: SiteRequest;
  link: ChoiceLink;
}

/**
 * Answers a request about choices of mail. GET and HEAD only show the page. A mailbox's one click (RFC 8058), a POST of
 * whatever form to the link of the mail's header, declines its mail's kind; the page's form, at a path of its own,
 * saves all kinds. Running twice says the same again. Throws only if choices or keys cannot be had.
 */
export const answerChoice = async (
  needs: ChoiceNeeds,
  request: SiteRequest,
  place: "unsubscribe" | "preferences",
): Promise<Reply> => {
  const link = await signedLink(needs, request, readChoiceLink);
  if (!link.ok) return problemReply(needs.program.school, link.reason === "expired" ? "choices-expired" : "broken");
  const opened = { request, link };
  if (request.method !== "POST") return show(needs, opened);
  return place === "unsubscribe" ? declineAtOnce(needs, opened) : save(needs, opened);
};

const show = async (needs: ChoiceNeeds, opened: OpenedChoices) =>
  form(opened, 200, { ...(await visitOf(needs, opened)), declined: await needs.choices.of(opened.link.student) });

const form = (
  { request: { token } }: OpenedChoices,
  status: number,
  visit: ChoiceVisit & { declined: readonly DeclinableKind[] },
  note?: Note,
) => {
  const nonce = nonceOf(token, note === "unsure" ? "again" : "first");
  return reply(visit.school, status, preferencesPage({ ...visit, nonce }, note), { cookies: [nonceCookie(token)] });
};

const visitOf = async (
  { program, siteUrl, keys }: ChoiceNeeds,
  { request, link }: OpenedChoices,
): Promise<ChoiceVisit> => {
  const { student, expiresAt } = link;
  const calendar = signCalendarLink(await keys(), { program: program.id, student, expiresAt });
  return {
    school: program.school,
    path: pathTo(siteUrl, "preferences", request.token),
    calendar: pathAt(siteUrl, calendarPath(calendar)),
    kind: link.kind,
  };
};

const declineAtOnce = async (needs: ChoiceNeeds, opened: OpenedChoices): Promise<Reply> => {
  const { request, link } = opened;
  // Essential mail has no header to click: who sends this all the same made it up.
  if (link.kind === "essential") return show(needs, opened);
  await needs.choices.decline(link.student, link.kind, request.now);
  return reply(needs.program.school, 200, declinedPage(await visitOf(needs, opened)));
};

const save = async (needs: ChoiceNeeds, opened: OpenedChoices): Promise<Reply> => {
  const { request, link } = opened;
  const wanted = request.form.getAll("wanted");
  const declined = DECLINABLE_KINDS.filter((kind) => !wanted.includes(kind));
  const visit = { ...(await visitOf(needs, opened)), declined };
  const from = formCameFrom(request, new URL(needs.siteUrl).origin);
  // What another site's page wanted is nobody's choice; what a browser without cookies sent stays chosen.
  if (from === "unsure") return form(opened, 403, visit, "unsure");
  if (from === "foreign")
    return form(opened, 403, { ...visit, declined: await needs.choices.of(link.student) }, "foreign");
  await needs.choices.save(link.student, declined, request.now);
  return form(opened, 200, visit, "saved");
};
