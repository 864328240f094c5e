import * as z from "zod/mini";
import { schoolDate } from "../time/dates.ts";
import { Instant } from "../time/instant.ts";
import { type Session, SessionId } from "./session.ts";

export const CameBy = z.enum(["code", "list", "office"]);
export type CameBy = z.infer<typeof CameBy>;

export const Came = z.object({ at: Instant, by: CameBy });

export const Tries = z.object({ since: Instant, count: z.int() });

export const MOST_GUESTS = 9;

/**
 * Who comes to a session. An entry is a person's opaque key, or `<key>#1` for the first guest whom they bring; its
 * place is its number in the order of arrival. All else is by the person's key.
 */
export const GuestList = z.object({
  session: SessionId,
  /** Grows with each change but a try of the room's code. */
  revision: z.int(),
  next: z.int(),
  /** Null: a seat for everybody. Absent: nobody has said yet. */
  capacity: z.optional(z.nullable(z.int())),
  /** The last place that had a seat when seats became fewer: up to it all keep theirs. */
  keeps: z.optional(z.int()),
  code: z.optional(z.string()),
  places: z.record(z.string(), z.int()),
  declined: z.record(z.string(), Instant),
  dietary: z.record(z.string(), z.string()),
  came: z.record(z.string(), Came),
  tries: z.record(z.string(), Tries),
});
export type GuestList = z.infer<typeof GuestList>;

export const emptyList = (session: string): GuestList => ({
  ...{ session, revision: 0, next: 1 },
  ...{ places: {}, declined: {}, dietary: {}, came: {}, tries: {} },
});

/** The seats of a person who brings so many guests, theirs first. */
export const entriesOf = (key: string, guests: number): string[] => [
  key,
  ...Array.from({ length: guests }, (_, nth) => `${key}#${nth + 1}`),
];

export const personOf = (entry: string): string => entry.split("#")[0] ?? "";

type Seating = Pick<GuestList, "places" | "capacity" | "keeps">;

/** The entries that have a seat, and those that wait, each in the order of arrival. */
export const seatsOf = ({ places, capacity, keeps = 0 }: Seating): { seated: string[]; waiting: string[] } => {
  const entries = Object.entries(places).toSorted(([, one], [, other]) => one - other);
  const kept = entries.filter(([, place]) => place <= keeps).length;
  const seats = Math.max(kept, capacity ?? entries.length);
  const names = entries.map(([entry]) => entry);
  return { seated: names.slice(0, seats), waiting: names.slice(seats) };
};

export interface Promoted {
  person: string;
  entry: string;
  place: number;
}

/** Who got a seat between two states of a list, in the order of arrival; who was seated at once is not among them. */
export const promoted = (before: Seating, after: Seating): Promoted[] => {
  const waited = new Set(seatsOf(before).waiting);
  return seatsOf(after)
    .seated.filter((entry) => waited.has(entry) && before.places[entry] === after.places[entry])
    .map((entry) => ({ person: personOf(entry), entry, place: after.places[entry] ?? 0 }));
};

/** Where a person stands with a session; `attended` and `missed` only where attendance was taken. */
export interface Standing {
  state: "invited" | "going" | "waiting" | "declined" | "attended" | "missed";
  guests: { seated: number; waiting: number };
  /** How many are before the first of theirs on the wait list, and that one. */
  position?: number;
}

export const standingOf = (list: GuestList, key: string, isOver = false): Standing => {
  const { seated, waiting } = seatsOf(list);
  const ofGuests = (entries: string[]) => entries.filter((one) => one !== key && personOf(one) === key).length;
  const first = waiting.findIndex((entry) => personOf(entry) === key);
  return {
    state: stateOf(list, key, { isSeated: seated.includes(key), isOver }),
    guests: { seated: ofGuests(seated), waiting: ofGuests(waiting) },
    ...(first < 0 ? {} : { position: first + 1 }),
  };
};

const stateOf = (list: GuestList, key: string, { isSeated, isOver }: { isSeated: boolean; isOver: boolean }) => {
  if (list.came[key] !== undefined) return "attended";
  if (list.places[key] === undefined) return list.declined[key] === undefined ? "invited" : "declined";
  if (!isSeated) return "waiting";
  return isOver && Object.keys(list.came).length > 0 ? "missed" : "going";
};

/** A list in figures: seats that are taken and waited for, guests among them; `free` where seats are counted. */
export interface GuestCounts {
  going: number;
  waiting: number;
  declined: number;
  came: number;
  free?: number;
}

export const countsOf = (list: GuestList): GuestCounts => {
  const { seated, waiting } = seatsOf(list);
  const free = typeof list.capacity === "number" ? { free: Math.max(0, list.capacity - seated.length) } : {};
  const [declined, came] = [list.declined, list.came].map((those) => Object.keys(those).length);
  return { going: seated.length, waiting: waiting.length, declined: declined ?? 0, came: came ?? 0, ...free };
};

/** The sessions that ended before a school date and whose lists still say what their guests eat. */
export const dietaryToForget = (
  sessions: readonly Pick<Session, "id" | "endsAt">[],
  lists: readonly GuestList[],
  { today, timeZone }: { today: string; timeZone: string },
): string[] => {
  const over = new Set(sessions.filter(({ endsAt }) => schoolDate(endsAt, timeZone) < today).map(({ id }) => id));
  return lists
    .filter(({ session, dietary }) => over.has(session) && Object.keys(dietary).length > 0)
    .map(({ session }) => session);
};
