import type { DeclinableKind, Declined } from "#domain/people/mail-kinds.ts";

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
}
