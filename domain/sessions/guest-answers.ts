import { type CameBy, entriesOf, type GuestList, personOf, seatsOf } from "./guest-list.ts";
import type { Session } from "./session.ts";

/** What a person says. `dietary`: of all whom they bring; an empty text takes it away, none leaves what stands. */
export type GuestAnswer = { answer: "yes"; guests: number; dietary?: string | undefined } | { answer: "no" };

/** What a guest says of a session, and when; ISO 8601 UTC. */
export interface GuestAnswered {
  at: string;
  studentId: string;
  /** A session's id. */
  session: string;
  answer: GuestAnswer;
}

/** What an answer changes in a list: entries that come, in their order, and entries that go. */
export interface AnswerChange {
  adds: string[];
  drops: string[];
  declines: boolean;
  /** Undefined: it stays as it is. */
  dietary?: string | undefined;
}

const ownEntries = ({ places }: Pick<GuestList, "places">, key: string): string[] =>
  Object.keys(places).filter((entry) => personOf(entry) === key);

/** What an answer changes; undefined where it stands already. Who is there keeps their place. */
export const changeBy = (list: GuestList, key: string, given: GuestAnswer): AnswerChange | undefined => {
  const own = ownEntries(list, key);
  const said = list.declined[key] !== undefined;
  if (given.answer === "no") return said ? undefined : { adds: [], drops: own, declines: true, dietary: "" };
  const wanted = entriesOf(key, given.guests);
  const [adds, drops] = [wanted.filter((one) => !own.includes(one)), own.filter((one) => !wanted.includes(one))];
  const text = given.dietary?.trim();
  const dietary = text === (list.dietary[key] ?? "") ? undefined : text;
  if (adds.length + drops.length === 0 && dietary === undefined) return undefined;
  return { adds, drops, declines: false, dietary };
};

const without = <Value>(those: Record<string, Value>, gone: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(those).filter(([name]) => !gone.includes(name)));

/** The list after an answer at an instant; the same one where the answer changes nothing. */
export const answered = (list: GuestList, key: string, given: GuestAnswer, at: string): GuestList => {
  const change = changeBy(list, key, given);
  if (change === undefined) return list;
  const { adds, drops, declines, dietary } = change;
  const added = Object.fromEntries(adds.map((entry, nth) => [entry, list.next + nth]));
  return {
    ...list,
    revision: list.revision + 1,
    next: list.next + adds.length,
    places: { ...without(list.places, drops), ...added },
    declined: { ...without(list.declined, [key]), ...(declines && { [key]: at }) },
    dietary:
      dietary === undefined ? list.dietary : { ...without(list.dietary, [key]), ...(dietary && { [key]: dietary }) },
  };
};

/**
 * The list with another number of seats, null for everybody's; the same one where that stands. With fewer than are
 * taken, those who have one keep theirs, and nobody gets one until there is room.
 */
export const withCapacity = (list: GuestList, capacity: number | null): GuestList => {
  if (list.capacity === capacity) return list;
  const { seated } = seatsOf(list);
  const last = list.places[seated.at(-1) ?? ""];
  const keeps = capacity !== null && seated.length > capacity ? last : list.keeps;
  return { ...list, capacity, ...(keeps !== undefined && { keeps }), revision: list.revision + 1 };
};

// Where nobody is asked any more there is room for all: whoever waited gets a seat, and hears of it.
export const seatsIn = ({ rsvp, capacity }: Pick<Session, "rsvp" | "capacity">): number | null =>
  rsvp === "none" ? null : (capacity ?? null);

const asOther = <Value>(those: Record<string, Value>, gone: string, stays: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(those).map(([name, value]) => [name === gone ? stays : name, value]));

/** The list once somebody turned out to be another: what either said stands, a seat before a no, the earlier place. */
export const oneGuest = (list: GuestList, gone: string, stays: string): GuestList => {
  const theirs = ownEntries(list, gone);
  if (theirs.length === 0 && ![list.declined, list.dietary, list.came].some((those) => gone in those)) return list;
  const places = theirs.map((entry) => {
    const own = stays + entry.slice(gone.length);
    return [own, Math.min(list.places[entry] ?? 0, list.places[own] ?? Number.POSITIVE_INFINITY)];
  });
  const both = { ...without(list.places, theirs), ...Object.fromEntries(places) };
  const one = <Value>(those: Record<string, Value>) => ({ ...asOther(those, gone, stays), ...without(those, [gone]) });
  const declined = both[stays] === undefined ? one(list.declined) : without(list.declined, [gone, stays]);
  const { revision, dietary, came } = list;
  return { ...list, revision: revision + 1, places: both, declined, dietary: one(dietary), came: one(came) };
};

/** The list once some came, as its first witness said; the same one where all are known to have come. */
export const cameTo = (list: GuestList, keys: readonly string[], by: CameBy, at: string): GuestList => {
  const news = keys.filter((key) => list.came[key] === undefined);
  if (news.length === 0) return list;
  const came = { ...list.came, ...Object.fromEntries(news.map((key) => [key, { at, by }])) };
  return { ...list, came, revision: list.revision + 1 };
};

export const notCameTo = (list: GuestList, keys: readonly string[]): GuestList =>
  keys.some((key) => list.came[key] !== undefined)
    ? { ...list, came: without(list.came, keys), revision: list.revision + 1 }
    : list;

const MOST_TRIES = 5;
const TRIES_LAST_MS = 10 * 60_000;

/** What a try of the room's code at an instant counts as; undefined where somebody tries too often. */
export const nextTry = ({ tries }: GuestList, key: string, at: string): GuestList["tries"][string] | undefined => {
  const stands = tries[key];
  if (stands === undefined || Date.parse(at) - Date.parse(stands.since) >= TRIES_LAST_MS)
    return { since: at, count: 1 };
  return stands.count < MOST_TRIES ? { ...stands, count: stands.count + 1 } : undefined;
};
