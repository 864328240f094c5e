import type { GuestAnswer } from "#domain/sessions/guest-answers.ts";
import type { CameBy, GuestList } from "#domain/sessions/guest-list.ts";
import type { Session } from "#domain/sessions/session.ts";

/**
 * The guest lists of a program's sessions, one item a session under the partition `guests` of the records table. Each
 * change answers the list as it stands then, and changes nothing the second time. Whether somebody may answer is for
 * the caller to say.
 */
export interface GuestLists {
  /** As of now; an empty one where nobody has said anything. */
  get(session: string): Promise<GuestList>;
  /** Those of several sessions as of now, in no order. */
  some(sessions: readonly string[]): Promise<GuestList[]>;
  /**
   * Records what a person says, by their opaque key. Seats go in the order in which the answers come here. A list that
   * does not know how many there are takes the session's.
   */
  answer(session: Pick<Session, "id" | "capacity">, key: string, given: GuestAnswer, at: string): Promise<GuestList>;
  /** Records that those came; who is known to have come stays as it was. */
  came(session: string, keys: readonly string[], by: CameBy, at: string): Promise<GuestList>;
  /** Takes that back. */
  notCome(session: string, keys: readonly string[]): Promise<GuestList>;
  /** Gives the room a code, in place of the one before. */
  openRoom(session: string, code: string): Promise<GuestList>;
  /** Counts a try of the room's code, before it is compared; undefined where that person tries too often. */
  tryCode(session: string, key: string, at: string): Promise<GuestList | undefined>;
  /** Sets the number of seats, null for everybody's. With fewer than are taken nobody loses theirs. */
  setCapacity(session: string, capacity: number | null): Promise<GuestList>;
  /** Lets what one guest said go on as another's, who turned out to be the same person. */
  fold(session: string, gone: string, stays: string): Promise<GuestList>;
  /** Deletes what the guests eat. */
  forgetDietary(session: string): Promise<GuestList>;
}

/** How often a change is made again on what another writer left. */
export const MOST_ATTEMPTS = 20;

/** Others changed a list again and again meanwhile; asking again later may do. */
export class ListTooBusy extends Error {
  override readonly name = "ListTooBusy";
}
