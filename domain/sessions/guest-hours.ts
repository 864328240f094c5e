import type { Program } from "../calendar/program.ts";
import type { GuestsOfItem } from "../calendar/series.ts";
import { itemOf } from "./guests.ts";
import type { Session } from "./session.ts";

const ALONE: GuestsOfItem = { most: 0, dietary: false };

/** Whom guests may bring to a session, by the series that it is one of; otherwise nobody. */
export const guestsOf = (program: Program, session: Pick<Session, "item">): GuestsOfItem => {
  const item = itemOf(program, session);
  return (item !== undefined && "series" in item ? item.series.guests : undefined) ?? ALONE;
};

const [DOORS_OPEN_MS, DOORS_CLOSE_MS] = [15 * 60_000, 30 * 60_000];

/** Whether guests can say by the room's code that they are there: from 15 minutes before to 30 after a session. */
export const isRoomOpen = ({ startsAt, endsAt, status }: Session, now: string): boolean => {
  const at = Date.parse(now);
  const [from, to] = [Date.parse(startsAt) - DOORS_OPEN_MS, Date.parse(endsAt) + DOORS_CLOSE_MS];
  return status === "planned" && from <= at && at <= to;
};

/** Whether a session takes answers: it asks for them, is not cancelled and has not begun. */
export const takesAnswers = ({ rsvp, status, startsAt }: Session, now: string): boolean =>
  rsvp !== "none" && status === "planned" && now < startsAt;
