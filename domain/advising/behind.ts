import type { Occurrence } from "../calendar/occurrences.ts";
import { addDays } from "../time/dates.ts";

/**
 * The first school date on which whoever is still open in an occurrence is behind: the day of its first reminder, or
 * the one after it closed. Undefined where it has neither.
 */
export const behindFrom = ({ closes, waves }: Pick<Occurrence, "closes" | "waves">): string | undefined => {
  const reminders = waves.filter(({ name }) => name !== "open").map(({ day }) => day);
  return [...reminders, ...(closes === undefined ? [] : [addDays(closes, 1)])].toSorted()[0];
};
