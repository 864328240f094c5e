import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { seatsIn } from "#domain/sessions/guest-answers.ts";
import { type GuestList, seatsOf } from "#domain/sessions/guest-list.ts";
import type { GivenSession } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { givesSeats } from "#domain/sessions/session-waves.ts";
import { mapConcurrently } from "../../listeners/map-concurrently.ts";

export interface SetSeatsNeeds {
  sessions: Pick<Sessions, "get">;
  guestLists: Pick<GuestLists, "setCapacity">;
}

// Of two files that are taken in side by side, whoever sets seats last looks whether the session says so still.
const setSeats = async (needs: SetSeatsNeeds, session: KnownSession): Promise<GuestList> => {
  const list = await needs.guestLists.setCapacity(session.id, seatsIn(session));
  const now = await needs.sessions.get(session.id);
  return now === undefined || seatsIn(now) === seatsIn(session) ? list : setSeats(needs, now);
};

const tooFew = (session: KnownSession, list: GuestList): string[] => {
  const { seated } = seatsOf(list);
  const capacity = seatsIn(session);
  return capacity === null || seated.length <= capacity
    ? []
    : [
        `capacity ${capacity} is below the ${seated.length} who have a seat: they keep it, ` +
          "and nobody is promoted until there is room",
      ];
};

/**
 * Gives the guest lists of a file's sessions their seats, where people are or were asked to answer; says what of it
 * somebody should look at, by lines. Twice sets them once. A cancelled session gets its seats with the file that plans
 * it again: nobody would be told of one before.
 */
export const setSeatsOf = async (
  needs: SetSeatsNeeds,
  given: readonly (GivenSession & { line: number })[],
  known: readonly KnownSession[],
): Promise<{ line: number; message: string }[]> => {
  const lineOf = new Map(given.map(({ line, session }) => [session.id, line]));
  const asked = known.filter((session) => lineOf.has(session.id) && givesSeats(session));
  const told = await mapConcurrently(asked, async (session) =>
    tooFew(session, await setSeats(needs, session)).map((message) => ({ line: lineOf.get(session.id) ?? 0, message })),
  );
  return told.flat();
};
