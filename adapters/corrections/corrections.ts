import type { Correction, CorrectionSubject } from "#domain/people/correction.ts";

/** What students ask the office to correct, under the partition `corrections` of the records table. */
export interface Corrections {
  /** Asks for one; false where one of that student and subject is open, which stays as it is. */
  ask(correction: Omit<Correction, "settled">): Promise<boolean>;
  /** Those that nobody has settled, the oldest first, as of now. */
  open(): Promise<Correction[]>;
  /** Deletes what a student said, by their key, and settles what was open. */
  forget(student: string, at: string): Promise<void>;
  /** Settles the one that was asked at `seen`; false where it is settled or replaced by now. */
  settle(
    which: { student: string; subject: CorrectionSubject; seen: string },
    settled: NonNullable<Correction["settled"]>,
  ): Promise<boolean>;
}
