import type { Notes, OwnNote } from "#adapters/notes/notes.ts";
import type { User } from "#domain/access/user.ts";
import { actorOf } from "../audit/record-deed.ts";

/** The most characters of a note. */
export const LONGEST_NOTE = 4_000;

/** The notes of whoever is signed in, and nobody else's. */
export interface OwnNotes {
  of(student: string): Promise<OwnNote | undefined>;
  all(): Promise<OwnNote[]>;
  /** `seen`: when the note that was shown was written. False where another stands by now. */
  write(student: string, text: string, seen: string | undefined): Promise<boolean>;
  remove(student: string): Promise<void>;
}

/** By what somebody's notes are kept: no number of the school. */
export const noteKeyOf = (user: Pick<User, "id" | "name">): string => actorOf(user).key;

/**
 * Binds notes to whoever is signed in. What they do with them is in no audit log: that somebody keeps a note about
 * somebody is theirs, too.
 * @param now tells the time, ISO 8601 UTC
 */
export const ownNotes = (notes: Notes, user: Pick<User, "id" | "name">, now: () => string): OwnNotes => {
  const advisor = noteKeyOf(user);
  return {
    of: (student) => notes.get(advisor, student),
    all: () => notes.all(advisor),
    write: (student, text, seen) => notes.write(advisor, { student, text, at: now() }, seen),
    remove: (student) => notes.remove(advisor, student, now()),
  };
};
