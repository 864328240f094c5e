import type { KnownSession } from "#domain/sessions/session.ts";

/** A program's sessions, each with its history, under the partition `sessions` of the records table. */
export interface Sessions {
  /** All of them as of now, in the order of their ids. */
  all(): Promise<KnownSession[]>;
  /** One of them as of now; undefined where there is none of that id. */
  get(id: string): Promise<KnownSession | undefined>;
  /**
   * Saves a session in place of the one that was read before, or of none. False where another writer was first: read
   * again. Twice saves once.
   */
  save(session: KnownSession, before: KnownSession | undefined): Promise<boolean>;
}
