import type { GuestList } from "#domain/sessions/guest-list.ts";

/** Who got a seat after they had waited, and when, in milliseconds since 1970. */
export interface Promotion {
  session: string;
  person: string;
  place: number;
  at: number;
}

/** Keeps a book of seats of its own, by each answer as it comes, and compares the rule of the product with it. */
export interface SeatLedger {
  /** What is wrong with a list after a change. */
  follow(list: GuestList, seated: readonly string[], at: number): string[];
  /** True where the place had a seat at some instant since. */
  hadSeat(session: string, person: string, place: number, since: number): boolean;
  readonly promotions: readonly Promotion[];
}

interface Seat {
  session: string;
  person: string;
  entry: string;
  place: number;
  until: number | undefined;
}

/**
 * Seats by hand: whoever has one keeps it until they are off the list, and what is free goes to who waits longest. It
 * knows nothing of how the product reckons.
 */
export const seatLedger = (): SeatLedger => {
  const seats: Seat[] = [];
  const waited = new Set<string>();
  const promotions: Promotion[] = [];

  const give = (session: string, entry: string, place: number, at: number): void => {
    const person = entry.split("#")[0] ?? "";
    seats.push({ session, person, entry, place, until: undefined });
    if (waited.has(`${session}/${entry}/${place}`)) promotions.push({ session, person, place, at });
  };

  return {
    promotions,
    hadSeat: (session, person, place, since) =>
      seats.some(
        (seat) =>
          [seat.session === session, seat.person === person, seat.place === place].every(Boolean) &&
          (seat.until ?? Number.POSITIVE_INFINITY) >= since,
      ),
    follow: ({ session, places, capacity }, seated, at) => {
      const own = () => seats.filter((seat) => seat.session === session && seat.until === undefined);
      for (const seat of own()) if (places[seat.entry] !== seat.place) seat.until = at;
      const has = new Set(own().map(({ entry }) => entry));
      const others = Object.entries(places).filter(([entry]) => !has.has(entry));
      const free = (capacity ?? Number.POSITIVE_INFINITY) - has.size;
      const inOrder = others.toSorted(([, one], [, other]) => one - other);
      inOrder.forEach(([entry, place], nth) => {
        if (nth < free) give(session, entry, place, at);
        else waited.add(`${session}/${entry}/${place}`);
      });
      const booked = own()
        .map(({ entry }) => entry)
        .toSorted();
      const twice =
        new Set(Object.values(places)).size < Object.keys(places).length ? ["S5 a place is given twice"] : [];
      if (booked.join() === seated.toSorted().join()) return twice;
      return [...twice, `S5 ${session}: seats of ${seated.join(", ")}, and by the book of ${booked.join(", ")}`];
    },
  };
};
