import type { AddressNews } from "#domain/address.ts";
import type { DeclinableKind, Declined } from "#domain/mail-kinds.ts";
import type { MailState, Part, StopReason } from "#domain/part.ts";
import type { Enrolled, Student } from "#domain/student.ts";
import type { Unread } from "./items.ts";

/**
 * The records table, one small interface for each kind of item. Every item has the keys `pk` and `sk`, and every
 * function's role names (by `dynamodb:LeadingKeys`) the partitions it may touch:
 *
 * | pk                    | sk                  | item                                                      |
 * |-----------------------|---------------------|-----------------------------------------------------------|
 * | `roster`              | student id          | a student                                                 |
 * | `access-code`         | student's key       | their AAMC Careers in Medicine access code                 |
 * | `choice`              | student's key       | the kinds of mail that they declined, each with when       |
 * | `part#<occurrence>`   | student's key       | a part; each wave's mail state is the attribute `mail:<wave>`, each stop `stop:<reason>` |
 * | `tally#<cohort>`      | occurrence          | how many completed                                         |
 * | `counted#<occurrence>`| student's key       | the last revision that the tally has counted               |
 * | `school`              | `started`           | the school date from which mails are planned               |
 */
export interface Roster {
  /** Every student, in the order of their ids. */
  all(): Promise<Student[]>;
  /** The same without names and addresses, and so much quicker to read. */
  enrolled(): Promise<Enrolled[]>;
  /** Those of the given students who exist. */
  some(studentIds: readonly string[]): Promise<Student[]>;
  /** Adds or replaces a student, without touching the phase or the address news of one who is there already. */
  save(student: Student): Promise<void>;
  /**
   * Records that an address failed. True where it is the student's and marked so now, by this or by an earlier call; a
   * complaint replaces a bounce, and nothing replaces a complaint. False where they have another address, or are gone.
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
  /** What those of the given students have declined who declined anything: as of now, so that what was recorded before the call is in it. */
  some(students: readonly string[]): Promise<Declined>;
  /** The same of everybody; may lack what was recorded a moment ago. */
  all(): Promise<Declined>;
  /** Declines one kind more. */
  decline(student: string, kind: DeclinableKind, at: string): Promise<void>;
  /** Declines these kinds and no others. */
  save(student: string, declined: readonly DeclinableKind[], at: string): Promise<void>;
}

/** What names a part, and what it is created with by the first write that needs it. */
export interface PartIdentity {
  occurrence: string;
  milestone: string;
  student: string;
  cohort: string;
  /** True where the milestone asks for a completion. */
  asks: boolean;
}

/** `claimed`: send it, and settle it with this `attempt`, which fences out a later claim of the same wave. */
export type Claim =
  | { kind: "claimed"; attempt: number }
  | { kind: "done" }
  | { kind: "completed" }
  | { kind: "stopped"; reason: StopReason };

/**
 * What news of a mail changed. `moved`: the mail stands there now. `known`: it stood there already. `behind`: it stands
 * further on, or ended otherwise. `older`: the news is of an earlier attempt. `unknown`: no such mail or attempt.
 */
export type Learnt = "moved" | "known" | "behind" | "older" | "unknown";

/** Why news of a mail did not move it, by how it stands. */
export const whyUnmoved = (mail: MailState | undefined, news: MailState): Exclude<Learnt, "moved"> => {
  if (mail === undefined || mail.attempt < news.attempt) return "unknown";
  if (mail.attempt > news.attempt) return "older";
  return mail.state === news.state ? "known" : "behind";
};

/** What a claim is made for. `essential` mail is not held back by what the student declined. */
export interface ClaimedMail {
  plannedAt: string;
  at: string;
  essential?: boolean;
}

export interface Parts {
  /** Those that can be read; nothing may be planned for a student of whom `unread` is told. */
  ofOccurrence(occurrence: string, unread?: Unread): Promise<Part[]>;
  get(occurrence: string, student: string): Promise<Part | undefined>;
  /**
   * Claims one mail before it is sent, creating the part if need be. `claimed`: send it. `done`: this wave was claimed,
   * sent, rejected or missed before. `completed`: the task is complete, nothing is due. `stopped`: a stop stands; it
   * may be claimed once the stop is gone. One conditional write (a second one where the wave stood at `retry`).
   */
  claim(part: PartIdentity, wave: string, mail: ClaimedMail): Promise<Claim>;
  /** Records how a claimed mail ended; only a claim of the same attempt can be settled, or what became of it by time. */
  settle(part: Pick<PartIdentity, "occurrence" | "student">, wave: string, outcome: MailState): Promise<void>;
  /** Records what SES's events tell of a mail, forward only: replays and older news change nothing. One conditional write. */
  learn(part: Pick<PartIdentity, "occurrence" | "student">, wave: string, news: MailState): Promise<Learnt>;
  /**
   * Records what an administrator decided of an ambiguous mail: `retry` to send it again, `left` to leave it. False where
   * it is not ambiguous in that attempt any more.
   */
  decide(part: Pick<PartIdentity, "occurrence" | "student">, wave: string, decided: MailState): Promise<boolean>;
  /** Records a wave that will not be sent; does nothing where it has a state already, other than `retry`. */
  miss(part: PartIdentity, wave: string, mail: { plannedAt: string; at: string; reason: string }): Promise<void>;
  /** Holds a part's mails back from now on, creating the part if need be; a reason that stands already keeps its instant. */
  stop(part: PartIdentity, stop: { reason: StopReason; at: string }): Promise<void>;
  /** Takes one reason back; other reasons go on holding the mails. Does nothing where it does not stand. */
  resume(part: Pick<PartIdentity, "occurrence" | "student">, reason: StopReason): Promise<void>;
  /** First write wins; does nothing where there is no such part. */
  markOpened(occurrence: string, student: string, at: string): Promise<void>;
  /** `completed` the first time, `already` after that, `unknown` where there is no such task. */
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
