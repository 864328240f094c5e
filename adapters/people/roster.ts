import type { AddressNews } from "#domain/people/address.ts";
import type { Addressee, Enrolled, Student } from "#domain/people/student.ts";

/** The students of a school, under the partition `roster` of the records table. */
export interface Roster {
  /** Every student as of now, in the order of their ids. */
  all(): Promise<Student[]>;
  /** The same without names and addresses, and so much quicker to read; may lack what was recorded a moment ago. */
  enrolled(): Promise<Enrolled[]>;
  /**
   * Those of the given students who exist, as mails to them need them; as they were a moment ago, unless asked as of
   * now.
   */
  some(schoolIds: readonly string[], how?: "as of now"): Promise<Addressee[]>;
  /** Adds or replaces a student, without touching the phase or the address news of one who is there already. */
  save(student: Student): Promise<void>;
  /**
   * Records that an address failed, however the news spells it. True where it is the student's and marked so now, by
   * this or by an earlier call; graver news replaces what is known (`lesserThan`), and nothing replaces a complaint.
   * False where they have another address, or are gone.
   */
  markAddress(schoolId: string, news: AddressNews): Promise<boolean>;
  /** Forgets what was recorded of an address that the student had; does nothing where it is of another. */
  forgetAddress(schoolId: string, email: string): Promise<void>;
  /** Moves a student on; false where they are no longer in `from` (someone else moved them). */
  enterPhase(schoolId: string, move: { from: string | undefined; phase: string; at: string }): Promise<boolean>;
}
