import type { User } from "#domain/access/user.ts";

/** A user, and when the file was uploaded that said so last. `givenAt`: ISO 8601 UTC. */
export interface KnownUser extends User {
  givenAt: string;
}

/** Who may sign in to a program's pages beside its students, under the partition `users` of the records table. */
export interface Users {
  /** All of them as of now, in the order of their ids. */
  all(): Promise<KnownUser[]>;
  /** One of them as of now; undefined where there is none of that id. */
  get(id: string): Promise<KnownUser | undefined>;
  /** Saves a user. False where a file that was uploaded later says something else. Twice saves once. */
  save(user: KnownUser): Promise<boolean>;
}
