import type { ToldDays } from "#domain/sessions/feeds/told-days.ts";

/** Whose calendar a feed is. Its name stands in the feed's address, before the secret. */
export type FeedOwner = `student.${string}` | `cohort.${string}` | "public";

/** An address that is good no more: the hash of its secret, and since when. */
export interface RevokedAddress {
  hash: string;
  at: string;
}

/** What was written last, so that it need not be written to know that it is the same. */
export interface WrittenFeed {
  /** Of which state of all that it is made from. */
  edition: string;
  etag: string;
  /** The instant from which the same state may make another calendar. */
  until: string;
  /** The days of its deadlines; absent where older code wrote it. */
  days?: ToldDays | undefined;
}

/** A student by their opaque key, and the id under which they are found. */
export interface FeedStudent {
  person: string;
  schoolId: string;
}

/** A calendar feed. Its secret is nowhere in it: a stolen table opens no feed. Instants: ISO 8601 UTC. */
export interface Feed {
  owner: FeedOwner;
  /** How often its address changed. */
  issue: number;
  /** The hash of the secret of the address that is good, and since when; absent where there is none. */
  address?: { hash: string; at: string } | undefined;
  /** The addresses before it, the last one first. */
  revoked: RevokedAddress[];
  /** Of a student's: whose it is now. The key is another than its owner's where they turned out to be somebody else. */
  student?: FeedStudent | undefined;
  /** Another word each time that something changed which concerns its owner alone. */
  mark?: string | undefined;
  /** When an answer of theirs, or what became of it, last changed. */
  answeredAt?: string | undefined;
  written?: WrittenFeed | undefined;
}

/** A feed as it stands, and the mark of what all calendars are made from. */
export interface LookedUpFeed {
  feed: Feed | undefined;
  mark: string | undefined;
}

/** The calendar feeds of a program, under the partition `feed` of the records table. */
export interface Feeds {
  /** In one read unit, as it was a moment ago; or as of now in two. */
  look(owner: FeedOwner, how?: "as of now"): Promise<LookedUpFeed>;
  /**
   * Gives a feed an address in place of the one that it has, if any; none with `hash` absent. False where it changed
   * since `issue` was read: then nothing is done.
   */
  readdress(
    owner: FeedOwner,
    change: { issue: number; hash: string | undefined; at: string; student?: FeedStudent },
  ): Promise<boolean>;
  /** Records as whom a student goes on, or under which id. */
  follow(owner: FeedOwner, student: FeedStudent): Promise<void>;
  /** Ends a student's calendar and forgets whose it was. Does nothing where they have none. Twice is as once. */
  forget(owner: FeedOwner): Promise<void>;
  /** Remembers what was written. Of two at once the later one stays: each names its edition. */
  remember(owner: FeedOwner, written: WrittenFeed): Promise<void>;
  /**
   * Marks what concerns one owner as changed, by a word that never came before; does nothing where they have no feed.
   * @param answeredAt where an answer of theirs changed
   */
  mark(owner: FeedOwner, mark: string, answeredAt?: string): Promise<void>;
  /** Marks what all calendars are made from as changed. */
  markAll(mark: string): Promise<void>;
}

/** So many of the addresses before are still told that they are good no more. */
const MOST_REVOKED = 10;

/** The addresses before, once that one is good no more as well. */
export const revokedWith = ({ address, revoked }: Pick<Feed, "address" | "revoked">, at: string): RevokedAddress[] =>
  [...(address === undefined ? [] : [{ hash: address.hash, at }]), ...revoked].slice(0, MOST_REVOKED);
