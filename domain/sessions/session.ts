import * as z from "zod/mini";
import { PublicId } from "../calendar/public-id.ts";
import { schoolDate } from "../time/dates.ts";
import { Instant } from "../time/instant.ts";

export const SessionStatus = z.enum(["planned", "cancelled"]);
export type SessionStatus = z.infer<typeof SessionStatus>;

/** Whether guests are asked if they come: not at all, if they like, or since seats depend on it. */
export const Rsvp = z.enum(["none", "yes-no", "required"]);
export type Rsvp = z.infer<typeof Rsvp>;

/** The office's own name of a session for ever: letters and digits, joined by `-`, `_` or `.`. */
export const SessionId = z.string().check(z.regex(/^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/), z.maxLength(60));

/** One meeting of a milestone or a series, as the office's file gives it. */
export const Session = z.object({
  id: SessionId,
  /** A milestone's or a series' id. */
  item: PublicId,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  place: z.optional(z.string()),
  /** Where it is joined from afar: an `https:` address that only its guests see. */
  link: z.optional(z.string()),
  /** Absent where there is a seat for everybody. */
  capacity: z.optional(z.int().check(z.positive())),
  rsvp: Rsvp,
  speakers: z.optional(z.string()),
  /** Who should come, in the owner's words; the item's audience is what counts. */
  audienceNote: z.optional(z.string()),
  status: SessionStatus,
  /** Where it can be seen afterwards: an `https:` address. */
  recording: z.optional(z.string()),
});
export type Session = z.infer<typeof Session>;

/** The school date on which a session begins. */
export const dayOf = ({ startsAt }: Pick<Session, "startsAt">, timeZone: string): string =>
  schoolDate(startsAt, timeZone);
