import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { type GuestList, seatsOf } from "#domain/sessions/guest-list.ts";
import type { GivenSession } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sideBySide } from "../../listeners/side-by-side.ts";

export interface SetSeatsNeeds {
  sessions: Pick<Sessions, "get">;
  guestLists: Pick<GuestLists, "setCapacity">;
}

// Of two files that are taken in side by side, whoever sets seats last looks whether the session says so still.
const setSeats = async (needs: SetSeatsNeeds, { id, capacity }: KnownSession): Promise<GuestList> => {
  const list = await needs.guestLists.setCapacity(id, capacity ?? null);
  const now = await needs.sessions.get(id);
  return now === undefined || now.capacity === capacity ? list : setSeats(needs, now);
};

const tooFew = ({ capacity }: KnownSession, list: GuestList): string[] => {
  const { seated } = seatsOf(list);
  return capacity === undefined || seated.length <= capacity
    ? []
    : [
        `capacity ${capacity} is below the ${seated.length} who have a seat: they keep it, ` +
          "and nobody is promoted until there is room",
      ];
};

/**
 * Gives the guest lists of a file's sessions their seats, where people are asked whether they come; answers what of it
 * somebody should look at, by lines. Twice sets them once. A cancelled session gets its seats with the file that plans
 * it again: nobody would be told of one before.
 */
export const setSeatsOf = async (
  needs: SetSeatsNeeds,
  given: readonly (GivenSession & { line: number })[],
  known: readonly KnownSession[],
): Promise<{ line: number; message: string }[]> => {
  const lineOf = new Map(given.map(({ line, session }) => [session.id, line]));
  const asked = known.filter(({ id, rsvp, status }) => rsvp !== "none" && status === "planned" && lineOf.has(id));
  const told = await sideBySide(asked, async (session) =>
    tooFew(session, await setSeats(needs, session)).map((message) => ({ line: lineOf.get(session.id) ?? 0, message })),
  );
  return told.flat();
};
