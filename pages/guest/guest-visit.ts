import type { GuestsOfItem } from "#domain/calendar/series.ts";
import type { GuestCounts, Standing } from "#domain/sessions/guest-list.ts";
import type { Session } from "#domain/sessions/session.ts";
import type { School } from "#domain/time/school.ts";

/** One look at a guest's page. No name of the guest is in it. */
export interface GuestVisit {
  school: School;
  session: Session;
  /** What its series is called, where the session's title does not say it. */
  series: string | undefined;
  standing: Standing;
  counts: GuestCounts;
  /** What the guest said of what they eat. */
  dietary: string;
  /** Whom they may bring. */
  brings: GuestsOfItem;
  takesAnswers: boolean;
  isRoomOpen: boolean;
  /** Path of the page, on which its forms are sent. */
  path: string;
  /** Path of the page about their calendar. */
  calendar: string;
  nonce: string;
  /** When the request came, ISO 8601 UTC. */
  now: string;
}

const NOTES = {
  unsure: "Nothing was recorded yet, since your browser keeps no cookies for this page. Please press once more.",
  foreign: "Nothing was recorded yet. Please press the button here.",
  unanswered: "Nothing was recorded. Please press one of the buttons here.",
  late: "Nothing was recorded: this session has begun, or is over.",
  cancelled: "Nothing was recorded: this session was cancelled.",
  unlisted: "Nothing was recorded: you are not on the list of students any more. Please write to us.",
  uninvited:
    "Nothing was recorded: you are not invited any more. A seat that you have stays yours. Please write to us.",
  "wrong-code": "That is not the code that the room shows. Please look again.",
  "no-code": "The room shows no code yet. Please try again in a moment.",
  "code-closed": "Nothing was recorded: the code counts from 15 minutes before the session to 30 minutes after it.",
  "too-many-codes": "That was tried five times. Please wait ten minutes, or tell somebody who runs the session.",
} as const;
/** Why a form was not recorded. */
export type GuestNote = keyof typeof NOTES;

const STATUS: Partial<Record<GuestNote, number>> = {
  unanswered: 422,
  late: 409,
  cancelled: 409,
  "wrong-code": 422,
  "no-code": 409,
  "code-closed": 409,
  "too-many-codes": 429,
};

/** The HTTP status that goes with a note. */
export const statusOfNote = (note: GuestNote): number => STATUS[note] ?? 403;

export const textOfNote = (note: GuestNote): string => NOTES[note];
