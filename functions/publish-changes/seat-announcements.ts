import { guestListIn } from "#adapters/guest-lists/guest-list-item.ts";
import { promoted } from "#domain/sessions/guest-list.ts";
import type { SeatFreed } from "#events/sessions/seat-freed.ts";
import type { ItemChange } from "../listeners/stream-record.ts";

/** The event of seats that became free in a guest list; none where nobody who waited has one now. */
export const seatAnnouncements = ({ before, after, at }: ItemChange): SeatFreed[] => {
  if (before === undefined || after === undefined) return [];
  const now = guestListIn(after);
  const seats = promoted(guestListIn(before), now).map(({ person, place }) => ({ person, place }));
  if (seats.length === 0) return [];
  const program = String(after.program ?? "");
  const { session, revision } = now;
  const id = ["seat.freed", program, session, revision].join("/");
  return [{ type: "seat.freed", version: 1, id, occurredAt: at, data: { program, session, revision, seats } }];
};
