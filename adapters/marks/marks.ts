/** Who marked somebody, or took that back, and when: the dean's address, and ISO 8601 UTC. */
export interface Word {
  by: string;
  at: string;
}

/** How a mail to somebody marked stands. `claimed`: it may have gone out, and nobody sends it again. */
export interface MarkedMail {
  occurrence: string;
  state: "claimed" | "sent" | "rejected";
  at: string;
}

/** A dean's mark: somebody is unmatched in the Match of a year. It stays on record where it was taken back. */
export interface Mark {
  year: number;
  /** Their opaque key. */
  student: string;
  /** Absent where it was taken back. */
  marked?: Word | undefined;
  takenBack?: Word | undefined;
  mails: MarkedMail[];
}

/** DeanMarks of deans, apart from all other records: deans may read them, and what writes to the marked. */
export interface DeanMarks {
  /** All marks of a year, also those that were taken back, as of now. */
  of(year: number): Promise<Mark[]>;
  /** DeanMarks somebody; marking twice keeps the later word. */
  mark(of: { year: number; student: string }, word: Word): Promise<void>;
  /** Takes a mark back; false where there is none. */
  takeBack(of: { year: number; student: string }, word: Word): Promise<boolean>;
  /** Claims a mail to somebody who is marked; false where they are not any more, or it was claimed before. */
  claim(of: { year: number; student: string }, occurrence: string, at: string): Promise<boolean>;
  /** Records how a claimed mail ended; `unsent` gives the claim up, so that a later run sends it. */
  settle(
    of: { year: number; student: string },
    mail: { occurrence: string; at: string; state: "sent" | "rejected" | "unsent" },
  ): Promise<void>;
}
