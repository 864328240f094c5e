import type { LastSent } from "#domain/mail/unknown-mails.ts";

/** A roster as it was uploaded. `at`: an ISO 8601 instant in UTC. */
export interface NewestRoster {
  at: string;
  bucket: string;
  key: string;
  sha256: string;
}

/** What is recorded of a program itself. */
export interface SchoolRecord {
  /** The school date from which mails are planned; absent before the first roster. */
  startedOn(): Promise<string | undefined>;
  /** First write wins; answers the date that stands. */
  start(date: string): Promise<string>;
  /** The newest roster that counted. */
  newestRoster(): Promise<NewestRoster | undefined>;
  /** Makes a roster the newest. False where a later one counted already: this one must not go in. */
  claimRoster(upload: NewestRoster): Promise<boolean>;
  /** Which occurrences were sent lately, also those that the program has no more; none where nothing is recorded. */
  lastSent(): Promise<LastSent>;
  /** Records them in place of what was recorded. */
  saveLastSent(sent: LastSent): Promise<void>;
}
