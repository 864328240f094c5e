import type { Choices } from "#adapters/choices/choices.ts";
import { type ChoiceLink, readChoiceLink } from "#adapters/links/choice-token.ts";
import type { LinkKeySource } from "#adapters/links/link-keys.ts";
import type { Program } from "#domain/calendar/program.ts";
import { DECLINABLE_KINDS } from "#domain/people/mail-kinds.ts";
import { isOurForm, nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import { type ChoiceVisit, declinedPage, type Note, preferencesPage } from "#pages/student/preferences.ts";
import { problemReply, type Reply, reply } from "./reply.ts";
import { pathTo, type SiteRequest } from "./request.ts";
import { signedLink } from "./signed-link.ts";

export interface ChoiceNeeds {
  program: Pick<Program, "id" | "school">;
  choices: Pick<Choices, "of" | "decline" | "save">;
  keys: LinkKeySource;
  siteUrl: string;
  newNonce: () => string;
}

interface OpenedChoices {
  request: SiteRequest;
  link: ChoiceLink;
}

/**
 * Answers a request about choices of mail. GET and HEAD only show the page. A mailbox's one click (RFC 8058: a POST of
 * a fixed body, without a cookie) declines its mail's kind; the page's form, with its cookie, saves all kinds. Running
 * twice says the same again. Throws only if choices or keys cannot be had.
 */
export const answerChoice = async (
  needs: ChoiceNeeds,
  request: SiteRequest,
  place: "unsubscribe" | "preferences",
): Promise<Reply> => {
  const link = await signedLink(needs, request, readChoiceLink);
  if (!link.ok) return problemReply(needs.program.school, link.reason === "expired" ? "expired" : "broken");
  const opened = { request, link };
  if (request.method !== "POST") return show(needs, opened, 200);
  return place === "unsubscribe" ? declineAtOnce(needs, opened) : save(needs, opened);
};

const show = async (needs: ChoiceNeeds, opened: OpenedChoices, status: number, note?: Note) => {
  const { request, link } = opened;
  const nonce = nonceOf(request) ?? needs.newNonce();
  const declined = await needs.choices.of(link.student);
  const page = preferencesPage({ ...visitOf(needs, opened), nonce, declined }, note);
  return reply(status, page, { cookies: [nonceCookie(request.token, nonce)] });
};

const visitOf = ({ program, siteUrl }: ChoiceNeeds, { request, link }: OpenedChoices) =>
  ({
    school: program.school,
    path: pathTo(siteUrl, "preferences", request.token),
    kind: link.kind,
  }) satisfies ChoiceVisit;

const declineAtOnce = async (needs: ChoiceNeeds, opened: OpenedChoices): Promise<Reply> => {
  const { request, link } = opened;
  if (request.form.get("List-Unsubscribe") !== "One-Click") return show(needs, opened, 400, "stale");
  await needs.choices.decline(link.student, link.kind, request.now);
  return reply(200, declinedPage(visitOf(needs, opened)));
};

const save = async (needs: ChoiceNeeds, opened: OpenedChoices): Promise<Reply> => {
  const { request, link } = opened;
  if (!isOurForm(request, new URL(needs.siteUrl).origin)) return show(needs, opened, 403, "stale");
  const wanted = request.form.getAll("wanted");
  const declined = DECLINABLE_KINDS.filter((kind) => !wanted.includes(kind));
  await needs.choices.save(link.student, declined, request.now);
  return show(needs, opened, 200, "saved");
};
