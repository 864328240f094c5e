import type { AddressNews } from "#domain/address.ts";
import type { DeclinableKind, Declined } from "#domain/mail-kinds.ts";
import type { MailState, Part, StopReason } from "#domain/part.ts";
import type { Claim, Learnt, PartIdentity, PartName } from "#domain/part-changes.ts";
import type { Addressee, Enrolled, Student } from "#domain/student.ts";
import type { Unread } from "./items.ts";

/**
 * The records table, one small interface for each kind of item. Every item has the keys `pk` and `sk`, and every
 * function's role names (by `dynamodb:LeadingKeys`) the partitions it may touch:
 *
 * | pk                    | sk                  | item                                                      |
 * |-----------------------|---------------------|-----------------------------------------------------------|
 * | `roster`              | student id          | a student                                                 |
 * | `access-code`         | student's key       | their AAMC Careers in Medicine access code                 |
 * | `choice`              | group of students   | the kinds of mail that each declined, with when            |
 * | `part#<occurrence>`   | group of students   | the parts of some hundred classmates, written on the version read |
 * | `run`                 | `<occurrence>/<wave>` | since when a run is paused, and why (`adapters/runs.ts`)  |
 * | `pace`                | `sending`           | when mails may go out again (`adapters/pace.ts`)           |
 * | `tally#<cohort>`      | occurrence          | how many completed                                         |
 * | `counted#<occurrence>`| student's key       | the last revision that the tally has counted               |
 * | `school`              | `started`           | the school date from which mails are planned               |
 */
export interface Roster {
  /** Every student as of now, in the order of their ids. */
  all(): Promise<Student[]>;
  /** The same without names and addresses, and so much quicker to read; may lack what was recorded a moment ago. */
  enrolled(): Promise<Enrolled[]>;
  /** Those of the given students who exist, as mails to them need them; as they were a moment ago, unless asked as of now. */
  some(studentIds: readonly string[], how?: "as of now"): Promise<Addressee[]>;
  /** Adds or replaces a student, without touching the phase or the address news of one who is there already. */
  save(student: Student): Promise<void>;
  /**
   * Records that an address failed, however the news spells it. True where it is the student's and marked so now, by this or
   * by an earlier call; graver news replaces what is known (`lesserThan`), and nothing replaces a complaint. False where
   * they have another address, or are gone.
   */
  markAddress(studentId: string, news: AddressNews): Promise<boolean>;
  /** Forgets what was recorded of an address that the student had; does nothing where it is of another. */
  forgetAddress(studentId: string, email: string): Promise<void>;
  /** Moves a student on; false where they are no longer in `from` (someone else moved them). */
  enterPhase(studentId: string, move: { from: string | undefined; phase: string; at: string }): Promise<boolean>;
}

export interface AccessCodes {
  get(student: string): Promise<string | undefined>;
  save(student: string, code: string): Promise<void>;
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
}

/** What is told of one mail. */
export interface MailNews {
  part: PartName;
  wave: string;
  mail: MailState;
}

/** One wave of one part that will not be sent. */
export interface MissedMail {
  part: PartIdentity;
  wave: string;
  mail: { plannedAt: string; at: string; reason: string };
}

/**
 * Students' parts. Those of classmates stand together in one item, so that what is changed of several parts in one call is
 * one conditional write a group (`groupOf`), whatever the number of students. A part that cannot be read or written stays
 * as it is, and the others are changed all the same: it is `failed` where each is answered for, else the call throws in
 * the end.
 */
export interface Parts {
  /** Those that can be read, in the order of their students; nothing may be planned for a student of whom `unread` is told. */
  ofOccurrence(occurrence: string, unread?: Unread): Promise<Part[]>;
  /** The same, with whatever was recorded before the call; `ofOccurrence` may lack what was recorded a moment ago. */
  asOfNow(occurrence: string): Promise<Part[]>;
  get(occurrence: string, student: string): Promise<Part | undefined>;
  /**
   * Claims one wave for each of these students before it is sent, creating parts that are not there. `claimed`: send it.
   * `done`: this wave was claimed, sent, rejected or missed before. `completed`: the task is complete, nothing is due.
   * `stopped`: a stop stands; it may be claimed once the stop is gone. Answers in the order given.
   */
  claim(
    parts: readonly PartIdentity[],
    wave: string,
    mail: Pick<MailState, "plannedAt" | "at">,
  ): Promise<(Claim | { kind: "failed" })[]>;
  /** Records how claimed mails ended; only a claim of the same attempt can be settled, or what became of it by time. */
  settle(settled: readonly MailNews[]): Promise<void>;
  /** Records what SES's events tell of mails, forward only: replays and older news change nothing. Answers in the order given. */
  learn(news: readonly MailNews[]): Promise<(Learnt | "failed")[]>;
  /**
   * Records what an administrator decided of an ambiguous mail: `retry` to send it again, `left` to leave it. False where
   * it is not ambiguous in that attempt any more.
   */
  decide(part: PartName, wave: string, decided: MailState): Promise<boolean>;
  /**
   * Takes up again, for a corrected address, those of these waves that bounced: they may be claimed again, and what is still
   * told of the old attempt changes nothing. Leaves completed tasks and everything else as it is, and mails of another
   * attempt where one is named.
   */
  takeUp(bounced: readonly { part: PartName; waves: readonly string[]; attempt?: number }[], at: string): Promise<void>;
  /** Records waves that will not be sent; does nothing where one has a state already, other than `retry`. */
  miss(missed: readonly MissedMail[]): Promise<void>;
  /** Holds parts' mails back from now on, creating parts that are not there; a reason that stands already keeps its instant. */
  stop(parts: readonly PartIdentity[], stop: { reason: StopReason; at: string }): Promise<void>;
  /** Takes one reason back; other reasons go on holding the mails. Does nothing where it does not stand. */
  resume(parts: readonly PartName[], reason: StopReason): Promise<void>;
  /** First write wins; does nothing where there is no such part. */
  markOpened(occurrence: string, student: string, at: string): Promise<void>;
  /**
   * `completed` the first time, `already` after that, `unknown` where there is no such part. Whether anything is asked is
   * for the program to say: it may have come to ask it after the part began.
   */
  complete(
    occurrence: string,
    student: string,
    answer: { id: string; at: string },
  ): Promise<"completed" | "already" | "unknown">;
  /** Makes a completed task due again; false where it was not completed. */
  reopen(occurrence: string, student: string, at: string): Promise<boolean>;
}

/** How a task of a student stands, as an event told it. */
export interface Standing {
  cohort: string;
  occurrence: string;
  student: string;
  completed: boolean;
  revision: number;
}

export interface Tallies {
  /** Counts a standing once, whatever the order and number of tellings: an older or equal revision changes nothing. */
  count(standing: Standing): Promise<void>;
  /** Completed tasks by occurrence. */
  ofCohort(cohort: string): Promise<Record<string, number>>;
}

export interface SchoolRecord {
  /** The school date from which mails are planned; absent before the first roster. */
  startedOn(): Promise<string | undefined>;
  /** First write wins; answers the date that stands. */
  start(date: string): Promise<string>;
}
