import { seatsOf } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { changedSince } from "#domain/sessions/session-waves.ts";
import type { SessionWorld } from "./session-world.ts";

const DAY = 24 * 60 * 60_000;
/** Mails that SES refused for good, or of which nobody knows whether they went out. */
const NOT_KNOWN: readonly string[] = ["ambiguous", "rejected", "left"];

/** True where there was a day of calm between what had to be told, or the end of all troubles, and the beginning. */
const hadTime = ({ mended }: SessionWorld, { startsAt }: KnownSession, since: number, days = 1): boolean =>
  Date.parse(startsAt) > Math.max(since, mended) + days * DAY;

const statesOf = ({ witness }: SessionWorld, { id }: KnownSession, person: string) =>
  Object.entries(witness.partOf(id, person)?.mails ?? {});

/** S2: who was told otherwise knows how it is; and who is a guest was told. */
const untold = (world: SessionWorld, session: KnownSession, declined: Record<string, unknown>): string[] =>
  world.school.students.flatMap(({ person }) => {
    const told = world.witness.told.filter((one) => one.session === session.id && one.person === person);
    const states = statesOf(world, session, person);
    const unknown = states.flatMap(([, { state, tells }]) => (NOT_KNOWN.includes(state) ? [tells ?? 0] : []));
    const last = told.at(-1);
    const name = `S2 ${person} of ${session.id}`;
    if (session.status === "cancelled" && declined[person] !== undefined) return [];
    if (last === undefined) {
      const isDue = session.status === "planned" && hadTime(world, session, Date.parse(session.revisedAt), 5);
      return isDue && unknown.length === 0 ? [`${name} was told nothing`] : [];
    }
    const mayKnow = unknown.some((tells) => changedSince(session, tells).length === 0);
    const isOld = changedSince(session, last.tells).length > 0;
    if (!isOld || mayKnow || !hadTime(world, session, Date.parse(session.revisedAt))) return [];
    return [`${name} was told ${last.tells} last, and it stands at ${session.sequence}`];
  });

/** S11: who was told last of a session that asked for nothing is asked, where it asks now. */
const unasked = (world: SessionWorld, session: KnownSession): string[] => {
  const { witness, school } = world;
  const asks = session.status === "planned" && session.rsvp !== "none";
  if (!asks || !hadTime(world, session, Date.parse(session.revisedAt))) return [];
  return school.students.flatMap(({ person }) => {
    const last = witness.told.findLast((one) => one.session === session.id && one.person === person);
    const mayKnow = statesOf(world, session, person).some(
      ([, { state, tells = 0 }]) => NOT_KNOWN.includes(state) && witness.asked(session.id, tells),
    );
    const isAsked = last === undefined || witness.asked(session.id, last.tells) || mayKnow;
    return isAsked ? [] : [`S11 ${person} of ${session.id} was told that it asks nothing, and is not asked`];
  });
};

/** S12: where a session asks no more nobody waits. */
const stillWaiting = (world: SessionWorld, session: KnownSession, waiting: readonly string[]): string[] => {
  const isOpen = session.status === "planned" && session.rsvp === "none";
  if (!isOpen || !hadTime(world, session, Date.parse(session.revisedAt))) return [];
  return waiting.map((entry) => `S12 ${entry} waits for ${session.id}, which asks nobody any more`);
};

// Who gets seats for themselves and for guests at once is told of them once.
const firstOfEach = <One extends { session: string; person: string; at: unknown }>(
  promotions: readonly One[],
): One[] => {
  const nameOf = ({ session, person, at }: One): string => [session, person, at].join("/");
  return [...new Map(promotions.toReversed().map((one) => [nameOf(one), one])).values()];
};

/** S6: who got a seat after they had waited, and has it, was told so. */
const unpromoted = (world: SessionWorld, session: KnownSession, places: Record<string, number>): string[] =>
  firstOfEach(world.witness.ledger.promotions).flatMap(({ session: id, person, place, at }) => {
    const wave = `seat-${place}`;
    const isOther = id !== session.id || !Object.values(places).includes(place);
    if (isOther || session.status === "cancelled" || !hadTime(world, session, at)) return [];
    const isKnown = world.witness.told.some((one) => [one.session === id, one.wave === wave].every(Boolean));
    const state = world.witness.partOf(id, person)?.mails[wave]?.state;
    if (isKnown || (state !== undefined && NOT_KNOWN.includes(state))) return [];
    return [`S6 ${person} has place ${place} of ${id} and was not told: ${state}`];
  });

/** What did not hold of a world that is over. */
export const sessionFaultsOf = async (world: SessionWorld): Promise<string[]> => {
  const { records } = world;
  const each = (await records.sessions.all()).map(async (session) => {
    const list = await records.guestLists.get(session.id);
    const { seated, waiting } = seatsOf(list);
    const places = Object.fromEntries(seated.map((entry) => [entry, list.places[entry] ?? 0]));
    return [
      ...untold(world, session, list.declined),
      ...unpromoted(world, session, places),
      ...unasked(world, session),
      ...stillWaiting(world, session, waiting),
    ];
  });
  return (await Promise.all(each)).flat();
};
