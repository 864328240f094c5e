import { answers } from "./cohort.ts";

/** How often each student, by number, was sent one mailing. */
export type Copies = Uint8Array;

/** What the sink holds that it should not, and lacks that it should hold: everything 0 is an exact delivery. */
export interface Delivery {
  students: number;
  sent: number;
  /** Mails that never came. */
  missing: number;
  /** Second and further copies. */
  duplicates: number;
  /** Reminders to students who had answered before the reminders were planned. */
  unwanted: number;
}

/**
 * Compares what the sink took with what the workload asks for: one opening mail each, one reminder for each who did not
 * answer, none for the others. A reminder to one who answered counts as unwanted, and not as a duplicate.
 * @param opening copies of the opening mail, @param reminder copies of the reminder; both of all students
 */
export const checkDelivery = (opening: Copies, reminder: Copies): Delivery => {
  const found = { students: opening.length, sent: 0, missing: 0, duplicates: 0, unwanted: 0 };
  for (const [nth, copies] of opening.entries()) {
    count(found, copies);
    const reminders = reminder[nth] ?? 0;
    if (!answers(nth)) count(found, reminders);
    else {
      found.sent += reminders;
      found.unwanted += reminders;
    }
  }
  return found;
};

const count = (found: Delivery, copies: number): void => {
  found.sent += copies;
  if (copies === 0) found.missing += 1;
  else found.duplicates += copies - 1;
};

/** True where every mail came once and none came that should not. A run that is not exact has no speed. */
export const isExact = ({ missing, duplicates, unwanted }: Delivery): boolean =>
  missing === 0 && duplicates === 0 && unwanted === 0;
