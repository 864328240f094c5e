import { type Booking, isTaskSettled } from "./part.ts";
import { begun, type PartChange, type PartIdentity } from "./part-changes.ts";

/** Marks a meeting as arranged, in place of an earlier mark. False where nothing is asked any more. */
export const booking =
  (identity: PartIdentity, booked: Booking): PartChange<boolean> =>
  (part) =>
    isTaskSettled(part) ? { said: false } : { said: true, part: { ...begun(part, identity, booked.at), booked } };

/** Takes the mark back. False where none stands. */
export const unbooking: PartChange<boolean> = (part) => {
  if (part?.booked === undefined) return { said: false };
  const { booked: _, ...rest } = part;
  return { said: true, part: rest };
};
