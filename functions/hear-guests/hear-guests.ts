import { signCalendarLink } from "#adapters/links/calendar-token.ts";
import { readGuestLink } from "#adapters/links/guest-token.ts";
import { guestsOf, isRoomOpen, takesAnswers } from "#domain/sessions/guest-hours.ts";
import { countsOf, standingOf } from "#domain/sessions/guest-list.ts";
import { seriesToName } from "#domain/sessions/guests.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { type GuestNote, statusOfNote } from "#pages/guest/guest-visit.ts";
import { guestPage } from "#pages/guest/session-page.ts";
import { formCameFrom, nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import { calendarPath, guestPath, readGuestPath } from "#pages/routes.ts";
import type { Problem } from "#pages/student/problem.ts";
import type { TellFailure } from "../listeners/page-listener.ts";
import { type BrowserRequest, type HttpRequest, pathAt, readHttp } from "../web/http-request.ts";
import { orApologize } from "../web/or-apologize.ts";
import { problemReply, type Reply, reply, seeOther } from "../web/reply.ts";
import { signedLink } from "../web/signed-link.ts";
import type { HearGuestsNeeds } from "./needs.ts";
import { record } from "./record.ts";

interface OpenedSession {
  request: BrowserRequest & { token: string };
  session: KnownSession;
  /** The guest's opaque key. */
  guest: string;
  expiresAt: string;
  /** The path of the page. */
  path: string;
}

/**
 * Answers a request for a guest's page. GET and HEAD change nothing: mail scanners open links. A POST counts only from
 * a page that this browser got from us, and leads back to the page. Running twice: what was said stands. Throws only if
 * a record or the key cannot be had.
 */
const hearGuest = async (needs: HearGuestsNeeds, event: HttpRequest): Promise<Reply> => {
  const request = { ...readHttp(event), token: readGuestPath(event.rawPath) };
  const problem = (what: Problem, headers = {}) => problemReply(needs.program.school, what, headers);
  if (!["GET", "HEAD", "POST"].includes(request.method)) return problem("not-allowed", { allow: "GET, HEAD, POST" });
  const opened = request.token === "" ? "broken" : await open(needs, request);
  if (typeof opened === "string") return problem(opened);
  if (request.method !== "POST") return show(needs, opened);
  const from = formCameFrom(request, new URL(needs.siteUrl).origin);
  if (from !== "ours") return show(needs, opened, from);
  const refused = await record(needs, opened);
  return refused === undefined ? backTo(needs, opened) : show(needs, opened, refused);
};

/** Answers a request; one that fails as `orApologize` says. */
export const hearOrApologize = (needs: HearGuestsNeeds, event: HttpRequest, tell: TellFailure): Promise<Reply> => {
  const { method } = event.requestContext.http;
  return orApologize({ school: needs.program.school, method, tell }, () => hearGuest(needs, event));
};

const open = async (needs: HearGuestsNeeds, request: OpenedSession["request"]): Promise<OpenedSession | Problem> => {
  const link = await signedLink(needs, request, readGuestLink);
  if (!link.ok) return link.reason === "expired" ? "expired" : "broken";
  const session = await needs.sessions.get(link.session);
  if (session === undefined) return "unknown";
  const { student: guest, expiresAt } = link;
  return { request, session, guest, expiresAt, path: pathAt(needs.siteUrl, guestPath(request.token)) };
};

const calendarOf = async (needs: HearGuestsNeeds, { guest: student, expiresAt }: OpenedSession): Promise<string> =>
  pathAt(
    needs.siteUrl,
    calendarPath(signCalendarLink(await needs.keys(), { program: needs.program.id, student, expiresAt })),
  );

const show = async (needs: HearGuestsNeeds, opened: OpenedSession, note?: GuestNote): Promise<Reply> => {
  const { request, session, guest, path } = opened;
  const { program } = needs;
  const list = await needs.guestLists.get(session.id);
  const { capacity = session.capacity ?? null } = list;
  const visit = {
    ...{ school: program.school, session, series: seriesToName(program, session), path, now: request.now },
    standing: standingOf(list, guest, session.endsAt <= request.now),
    counts: countsOf({ ...list, capacity }),
    dietary: list.dietary[guest] ?? "",
    brings: guestsOf(program, session),
    takesAnswers: takesAnswers(session, request.now),
    isRoomOpen: isRoomOpen(session, request.now),
    calendar: await calendarOf(needs, opened),
    nonce: nonceOf(request.token, note === "unsure" ? "again" : "first"),
  };
  const status = note === undefined ? 200 : statusOfNote(note);
  return reply(program.school, status, guestPage(visit, note), { cookies: [nonceCookie(request.token)] });
};

// To look again after it was recorded says nothing a second time.
const backTo = ({ program }: HearGuestsNeeds, { path, request }: OpenedSession): Reply =>
  seeOther(program.school, path, [nonceCookie(request.token)]);
