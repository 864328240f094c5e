import { feedHash, feedName, feedPath } from "#adapters/feeds/feed-address.ts";
import type { Feed, FeedOwner } from "#adapters/feeds/feeds.ts";
import { type CalendarLink, readCalendarLink } from "#adapters/links/calendar-token.ts";
import { formCameFrom, nonceCookie, nonceOf } from "#pages/kit/nonce.ts";
import { calendarPath } from "#pages/routes.ts";
import { type CalendarNote, calendarPage } from "#pages/student/calendar.ts";
import { type BrowserRequest, pathAt } from "../web/http-request.ts";
import { problemReply, type Reply, reply } from "../web/reply.ts";
import { signedLink } from "../web/signed-link.ts";
import type { FeedsNeeds } from "./needs.ts";

type PageRequest = BrowserRequest & { token: string };

interface OpenedCalendar {
  request: PageRequest;
  link: CalendarLink;
  feed: Feed | undefined;
}

const ownerOf = ({ student }: CalendarLink): FeedOwner => `student.${student}`;

/**
 * Answers a request for a student's page about their calendar. GET and HEAD change nothing. A POST makes an address in
 * place of the one before, or takes it away, where that is still the one that the page showed: running twice makes no
 * second one. An address is shown in the answer that makes it, and never again. Throws only if a record or the key
 * cannot be had.
 */
export const answerCalendarPage = async (needs: FeedsNeeds, request: PageRequest): Promise<Reply> => {
  const { school } = needs.program;
  const link = await signedLink(needs, request, readCalendarLink);
  if (!link.ok) return problemReply(school, link.reason === "expired" ? "choices-expired" : "broken");
  const { feed } = await needs.feeds.look(ownerOf(link), "as of now");
  const opened = { request, link, feed };
  if (request.method !== "POST") return show(needs, opened, 200);
  const from = formCameFrom(request, new URL(needs.siteUrl).origin);
  if (from !== "ours") return show(needs, opened, 403, { note: from });
  return change(needs, opened);
};

const change = async (needs: FeedsNeeds, { request, link }: OpenedCalendar): Promise<Reply> => {
  const owner = ownerOf(link);
  const { form, now } = request;
  const issue = Number(form.get("issue"));
  const secret = form.get("wish") === "stop" ? undefined : needs.newSecret();
  const student = (await needs.people.enrolled()).find(({ person }) => person === link.student);
  if (student === undefined && secret !== undefined) return problemReply(needs.program.school, "unknown");
  const isDone = await needs.feeds.readdress(owner, {
    ...{ issue, hash: secret === undefined ? undefined : feedHash(secret), at: now },
    ...(student && { student: { person: student.person, schoolId: student.schoolId } }),
  });
  const { feed } = await needs.feeds.look(owner, "as of now");
  const opened = { request, link, feed };
  if (!isDone) return show(needs, opened, 409, { note: "changed" });
  if (secret === undefined) return show(needs, opened, 200, { note: "stopped" });
  const address = `${needs.siteUrl.replace(/\/$/, "")}${feedPath(feedName(owner, secret))}`;
  return show(needs, opened, 200, { note: "made", address });
};

const show = (
  { program: { school }, siteUrl }: FeedsNeeds,
  { request, feed }: OpenedCalendar,
  status: number,
  shown: { note?: CalendarNote; address?: string } = {},
): Promise<Reply> => {
  const { token } = request;
  const visit = {
    school,
    path: pathAt(siteUrl, calendarPath(token)),
    nonce: nonceOf(token, shown.note === "unsure" ? "again" : "first"),
    issue: feed?.issue ?? 0,
    since: feed?.address?.at,
    ...shown,
  };
  return reply(school, status, calendarPage(visit), { cookies: [nonceCookie(token)] });
};
