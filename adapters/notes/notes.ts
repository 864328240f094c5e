/** What an advisor keeps for themselves about a student. */
export interface OwnNote {
  /** The student's opaque key. */
  student: string;
  text: string;
  /** When it was written, ISO 8601 UTC. */
  at: string;
}

/** Notes of advisors, apart from all other records. Who asks names whose they are, and gets nobody else's. */
export interface Notes {
  /** The note of an advisor about a student, as of now. */
  get(advisor: string, student: string): Promise<OwnNote | undefined>;
  /** All notes of an advisor, the newest first, as of now. */
  all(advisor: string): Promise<OwnNote[]>;
  /**
   * Writes a note in the place of one. `seen`: when the one that it takes the place of was written; undefined where
   * there was none. False where another stands by now, and that one stays.
   */
  write(advisor: string, note: OwnNote, seen: string | undefined): Promise<boolean>;
  /** Deletes a note; does nothing where there is none. */
  remove(advisor: string, student: string, at: string): Promise<void>;
  /** Deletes all notes of an advisor; answers how many. */
  removeAll(advisor: string, at: string): Promise<number>;
}
