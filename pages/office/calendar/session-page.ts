import { html } from "hono/html";
import { nameOrNumber } from "#domain/people/greeting.ts";
import { isRoomOpen } from "#domain/sessions/guest-hours.ts";
import type { Standing } from "#domain/sessions/guest-list.ts";
import { itemItself } from "#domain/sessions/guests.ts";
import { type KnownSession, NOTICED, type Noticed, type Revision } from "#domain/sessions/session.ts";
import { readableSpan } from "#domain/time/readable-times.ts";
import type { SessionFile, SessionGuest } from "#office/calendar/one-session.ts";
import { counted } from "../../kit/counted.ts";
import type { Html } from "../../kit/html.ts";
import type { Desk } from "../desk.ts";
import { sessionPage as addressOf, STAFF_PAGES, studentPage } from "../routes.ts";
import { attendanceForm, roomForm } from "./attendance.ts";
import { mailTable } from "./session-mails.ts";

/** A session: when and where, its seats, who goes, who waits, who came, its mails, and what became of it. */
export const sessionPage = (desk: Desk, file: SessionFile, note?: string): Html => {
  const { session, guests } = file;
  const isOff = session.status === "cancelled";
  return html`<p class="back"><a href="${STAFF_PAGES.calendar.path}?month=${desk.time
    .day(session.startsAt)
    .slice(0, 7)}">Calendar</a></p>
    <h1>${isOff ? "Cancelled: " : ""}${session.title}</h1>
    ${note === undefined ? "" : html`<p class="panel notice done" role="status">${note}</p>`}
    ${facts(desk, session)}
    ${seats(file)}
    ${session.rsvp === "none" ? "" : standings(guests)}
    ${isOff ? "" : attendance(desk, file)}
    ${mailTable(desk, file)}
    ${changes(desk, session)}`;
};

const row = (name: string, value: string | Html | undefined): Html =>
  value === undefined || value === "" ? html`` : html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;

const ASKED: Record<KnownSession["rsvp"], string> = {
  none: "Nobody is asked whether they come",
  "yes-no": "Guests may say whether they come",
  required: "Guests have to say whether they come",
};

const link = (url: string | undefined): Html | undefined =>
  url === undefined ? undefined : html`<a href="${url}" rel="noreferrer">${url}</a>`;

const facts = ({ program }: Desk, session: KnownSession): Html => {
  const of = itemItself(program, session);
  const owner = program.school.roles?.[of?.owner ?? ""]?.title;
  return html`<section class="panel" aria-label="When and where"><table class="facts"><tbody>
    ${row("When", readableSpan(session.startsAt, session.endsAt, program.school.timeZone))}
    ${row("Where", session.place)}
    ${row("To join", link(session.link))}
    ${row("With", session.speakers)}
    ${row("For", session.audienceNote)}
    ${row("Recording", link(session.recording))}
    ${row("Part of", of?.title ?? session.item)}
    ${row("Owner", owner)}
    ${row("Answers", ASKED[session.rsvp])}
  </tbody></table></section>`;
};

const goingIn = ({ capacity }: KnownSession, going: number): string =>
  capacity === undefined ? `${counted(going)} come` : `${counted(going)} of ${counted(capacity)} seats taken`;

const seats = ({ session, counts }: SessionFile): Html => {
  if (session.rsvp === "none" && counts.came === 0) return html``;
  const { going, waiting, declined, came } = counts;
  const isOver = session.capacity !== undefined && going > session.capacity;
  const parts = [
    ...(session.rsvp === "none" ? [] : [goingIn(session, going)]),
    ...(waiting > 0 ? [`${counted(waiting)} on the wait list`] : []),
    ...(declined > 0 ? [`${counted(declined)} said no`] : []),
    ...(came > 0 ? [`${counted(came)} came`] : []),
  ];
  const kept = " Seats became fewer: nobody loses theirs, and nobody gets one until there is room.";
  return html`<p class="lead">${parts.join(", ")}.${isOver ? kept : ""}</p>`;
};

const withGuests = ({ guests }: Standing): string => {
  const all = guests.seated + guests.waiting;
  return all === 0 ? "" : ` and ${counted(all)} ${all === 1 ? "guest" : "guests"}`;
};

const nameRow = ({ student, standing, isInvited }: SessionGuest): Html =>
  html`<li><a href="${studentPage(student.person)}">${nameOrNumber(student)}</a>${withGuests(standing)}${
    isInvited ? "" : ", not invited any more"
  }</li>`;

const LISTS: readonly (readonly [string, readonly Standing["state"][]])[] = [
  ["Came", ["attended"]],
  ["Coming", ["going"]],
  ["Had a seat and did not come", ["missed"]],
  ["On the wait list", ["waiting"]],
  ["Said no", ["declined"]],
  ["No answer", ["invited"]],
];

/** As many names as are shown without being asked for. */
const FEW = 30;

const inOrder = (guests: readonly SessionGuest[]): SessionGuest[] =>
  guests.toSorted((one, other) => (one.standing.position ?? 0) - (other.standing.position ?? 0));

const standings = (guests: readonly SessionGuest[]): Html =>
  html`${LISTS.map(([title, states]) => {
    const those = inOrder(guests.filter(({ standing }) => states.includes(standing.state)));
    if (those.length === 0) return "";
    return html`<details class="panel names" ${title === "No answer" || those.length > FEW ? "" : "open"}>
      <summary><b>${title}</b>: ${counted(those.length)}</summary>
      <ol class="guests">${those.map(nameRow)}</ol>
    </details>`;
  })}`;

const attendance = (desk: Desk, { session, code, guests }: SessionFile): Html => {
  const path = addressOf(session.id);
  const hasBegun = session.startsAt <= desk.now();
  const takesCode = !hasBegun || isRoomOpen(session, desk.now());
  const door = desk.attendanceDoor?.(session.id) ?? "";
  return html`${takesCode ? roomForm(path, code) : ""}${hasBegun ? html`${attendanceForm(path, guests)}${door}` : ""}`;
};

const FIELD: Record<Noticed, string> = {
  title: "title",
  startsAt: "beginning",
  endsAt: "end",
  place: "place",
  link: "link",
  speakers: "speakers",
  audienceNote: "note",
  status: "status",
  rsvp: "answers",
};

const was = ({ time }: Desk, revision: Revision): string =>
  NOTICED.flatMap((field) => {
    const value = revision.was[field];
    if (value === undefined) return [];
    return `${FIELD[field]} was ${value === null ? "empty" : field.endsWith("At") ? time.both(value) : value}`;
  }).join("; ");

const changes = (desk: Desk, { history }: KnownSession): Html =>
  history.length === 0
    ? html``
    : html`<section class="panel" aria-labelledby="changes"><h2 id="changes">What changed</h2>
      <ul>${history
        .toReversed()
        .map((one) => html`<li>${desk.time.both(one.at)}: ${was(desk, one)}</li>`)}</ul></section>`;
