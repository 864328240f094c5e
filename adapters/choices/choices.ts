import type { DeclinableKind, Declined } from "#domain/people/mail-kinds.ts";

/** How one kind of mail stands with a student, as far as they or staff ever said anything of it. Instants: ISO 8601. */
export interface ChoiceRecord {
  kind: DeclinableKind;
  declinedAt?: string | undefined;
  /** Who last took it back at the student's word, and when. */
  takenBack?: { by: string; at: string } | undefined;
}

/** What students chose to be mailed about. Saying the same twice changes nothing. */
export interface Choices {
  /** What a student has declined, as of now. */
  of(student: string): Promise<DeclinableKind[]>;
  /** What everybody has declined who declined anything; may lack what was recorded a moment ago. */
  all(): Promise<Declined>;
  /** Declines one kind more. */
  decline(student: string, kind: DeclinableKind, at: string): Promise<void>;
  /** Declines these kinds and no others. */
  save(student: string, declined: readonly DeclinableKind[], at: string): Promise<void>;
  /**
   * Lets the choices of somebody go on as another's: what either declined is declined, and what is said of the one from
   * now on is said of the other. Running twice, or again after a crash, ends the same.
   */
  fold(from: string, into: string): Promise<void>;
  /** Deletes whatever is on record of a student's choices. Twice is as once. */
  forget(student: string): Promise<void>;
  /** What is on record of a student's choices. */
  recorded(student: string): Promise<ChoiceRecord[]>;
  /** Takes one kind back at a student's word, and records who did; false where it was not declined. */
  takeBack(student: string, kind: DeclinableKind, by: { by: string; at: string }): Promise<boolean>;
}
