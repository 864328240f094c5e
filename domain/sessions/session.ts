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

/** One meeting of a milestone or a series, as the office's file gives it. Only its guests see its `link`. */
export const Session = z.object({
  id: SessionId,
  /** A milestone's or a series' id. */
  item: PublicId,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  place: z.optional(z.string()),
  link: z.optional(z.string()),
  capacity: z.optional(z.int().check(z.positive())),
  rsvp: Rsvp,
  speakers: z.optional(z.string()),
  audienceNote: z.optional(z.string()),
  status: SessionStatus,
  recording: z.optional(z.string()),
});
export type Session = z.infer<typeof Session>;

const SessionField = z.keyof(Session);

export const SESSION_FIELDS = SessionField.options;

/** What guests notice when it changes: a recording that is added later, or another number of seats, is no news. */
export const NOTICED = [
  "title",
  "startsAt",
  "endsAt",
  "place",
  "link",
  "speakers",
  "audienceNote",
  "status",
  "rsvp",
] as const;
export type Noticed = (typeof NOTICED)[number];

/** What a change took away, by field; null where there was nothing. */
export const Revision = z.object({
  at: Instant,
  was: z.partialRecord(z.enum(NOTICED), z.nullable(z.string())),
});
export type Revision = z.infer<typeof Revision>;

/** A session with all that became of it. `sequence` grows with each change that its guests would notice. */
export const KnownSession = z.extend(Session, {
  sequence: z.int(),
  /** When it came, or last changed in a way that guests notice; ISO 8601 UTC. */
  revisedAt: Instant,
  /** When the newest file that names it was uploaded. */
  givenAt: Instant,
  /** When each field was given last of which the newest file said nothing; null: never. */
  givenBefore: z.optional(z.partialRecord(SessionField, z.nullable(Instant))),
  history: z.array(Revision),
});
export type KnownSession = z.infer<typeof KnownSession>;

/** The school date on which a session begins. */
export const dayOf = ({ startsAt }: Pick<Session, "startsAt">, timeZone: string): string =>
  schoolDate(startsAt, timeZone);
