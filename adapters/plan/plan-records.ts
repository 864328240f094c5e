import type { Part } from "#domain/parts/part.ts";
import type { Correction } from "#domain/people/correction.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import type { Student } from "#domain/people/student.ts";
import type { GuestList } from "#domain/sessions/guest-list.ts";
import type { LookedUpFeed } from "../feeds/feeds.ts";

/** What is a student's own, whatever the program asks of them. */
export interface OwnRecords extends LookedUpFeed {
  /** Undefined where nobody of that key has that id (any more), or they are no student of the program, or removed. */
  student: Student | undefined;
  /** What they asked the office to correct and nobody has settled. */
  corrections: readonly Correction[];
  declined: readonly DeclinableKind[];
}

/** A student by their opaque key, and the id under which they were found. */
export interface PlanOwner {
  person: string;
  schoolId: string;
}

/** What a student's plan is made of, as of now, in as few requests as can be: a student waits for it. */
export interface PlanRecords {
  /** In one request. */
  own(who: PlanOwner): Promise<OwnRecords>;
  /**
   * Their parts in those occurrences, where there are any, and the guest lists of those sessions, where somebody said
   * something; in one request for each hundred of both. @param person the student's opaque key
   */
  standing(
    person: string,
    of: { occurrences: readonly string[]; sessions: readonly string[] },
  ): Promise<{ parts: Part[]; guestLists: GuestList[] }>;
}
