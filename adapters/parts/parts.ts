import type { Booking, MailState, Part, StopReason } from "#domain/parts/part.ts";
import type { Claim, Learnt, MailToClaim, PartIdentity, PartName } from "#domain/parts/part-changes.ts";
import type {
  AnswerInPart,
  reopening,
  unverifying,
  unwaiving,
  verifying,
  waiving,
} from "#domain/parts/task-changes.ts";
import type { Unread } from "../dynamodb/items.ts";

/** What is told of one mail. */
export interface MailNews {
  part: PartName;
  wave: string;
  mail: MailState;
}

/** One wave of one part that will not be sent, or is still to be. */
export interface UnsentMail {
  part: PartIdentity;
  wave: string;
  mail: { plannedAt: string; at: string; reason: string };
}

/**
 * Students' parts. Those of classmates stand together in one item, so that what is changed of several parts in one call
 * is one conditional write a group (`groupOf`), whatever the number of students. A part that cannot be read or written
 * stays as it is, and the others are changed all the same: it is `failed` where each is answered for, else the call
 * throws in the end.
 */
export interface Parts {
  /**
   * Those that can be read, in the order of their students; nothing may be planned for a student of whom `unread` is
   * told.
   */
  ofOccurrence(occurrence: string, unread?: Unread): Promise<Part[]>;
  /** The same, with whatever was recorded before the call; `ofOccurrence` may lack what was recorded a moment ago. */
  asOfNow(occurrence: string): Promise<Part[]>;
  /** A student's part; where it goes on as another's (`fold`), that one. The lists above leave out what went over. */
  get(occurrence: string, student: string): Promise<Part | undefined>;
  /** Those parts as of now, in the order given; a group is read once. Throws where one of them cannot be read. */
  some(parts: readonly PartName[]): Promise<(Part | undefined)[]>;
  /**
   * Those of these parts that can be read, as they were a moment ago, in no order: a group is read once, and a hundred
   * in one call. `unread` is told of the others.
   */
  ofStudents(parts: readonly PartName[], unread?: Unread): Promise<Part[]>;
  /**
   * Lets a part go on as another person's: what either had is theirs, and no wave that either had is free again. False
   * where there is no such part. Running twice, or again after a crash, ends the same.
   */
  fold(part: PartName, into: PartIdentity): Promise<boolean>;
  /** Forgets the person of a part: what counts of it stays (`forgotten`). Does nothing where there is no such part. */
  forget(part: PartName): Promise<void>;
  /**
   * Claims one wave for each of these students before it is sent, creating parts that are not there. `claimed`: send
   * it. `done`: this wave was claimed, sent, rejected or missed before. `completed`: the task is settled, nothing is
   * due. `stopped`: a stop stands; it may be claimed once the stop is gone. `busy`: another mail of its session is on
   * its way; it may be claimed once that one is settled. Answers in the order given.
   */
  claim(parts: readonly PartIdentity[], wave: string, mail: MailToClaim): Promise<(Claim | { kind: "failed" })[]>;
  /** Records how claimed mails ended; only a claim of the same attempt can be settled, or what became of it by time. */
  settle(settled: readonly MailNews[]): Promise<void>;
  /**
   * Records what SES's events tell of mails, forward only: replays and older news change nothing. Answers in the order
   * given.
   */
  learn(news: readonly MailNews[]): Promise<(Learnt | "failed")[]>;
  /**
   * Records what an administrator decided of an ambiguous mail: `retry` to send it again, `left` to leave it. False
   * where it is not ambiguous in that attempt any more.
   */
  decide(part: PartName, wave: string, decided: MailState): Promise<boolean>;
  /**
   * Takes up again, for an address that is corrected or tried again, those of these waves that bounced: they may be
   * claimed again, and what is still told of the old attempt changes nothing. Leaves settled tasks and everything else
   * as it is, and mails of another attempt where one is named.
   */
  takeUp(bounced: readonly { part: PartName; waves: readonly string[]; attempt?: number }[], at: string): Promise<void>;
  /** Records waves that will not be sent; does nothing where one has a state already, other than `retry`. */
  miss(missed: readonly UnsentMail[]): Promise<void>;
  /** Records waves that are still to be sent, of which nobody could know otherwise; what has a state keeps it. */
  owe(owed: readonly UnsentMail[]): Promise<void>;
  /**
   * Holds parts' mails back from now on, creating parts that are not there; a reason that stands already keeps its
   * instant.
   */
  stop(parts: readonly PartIdentity[], stop: { reason: StopReason; at: string }): Promise<void>;
  /** Takes one reason back; other reasons go on holding the mails. Does nothing where it does not stand. */
  resume(parts: readonly PartName[], reason: StopReason): Promise<void>;
  /** First write wins; does nothing where there is no such part. */
  markOpened(occurrence: string, student: string, at: string): Promise<void>;
  /**
   * Attests a task by its person's own word and answers the part as it stands then; what settled it first stands, and
   * who comes later is answered that. Undefined where there is no such part. Whether anything is asked is for the
   * program to say: it may have come to ask it after the part began.
   */
  complete(occurrence: string, student: string, answer: { id: string; at: string }): Promise<Part | undefined>;
  /** Begins a task that is not there yet, before any mail; does nothing where it is there. */
  begin(part: PartIdentity, at: string): Promise<void>;
  /**
   * Records an answer that does not complete a task by itself, once; with the last of those that do so together it is
   * attested. Answers the part as it stands then, a settled one as it was; undefined where there is no such part.
   */
  progress(occurrence: string, student: string, answer: AnswerInPart): Promise<Part | undefined>;
  /** Takes an answer in part back; false where it does not stand, or the task is settled. */
  retract(occurrence: string, student: string, answer: string): Promise<boolean>;
  /** Takes in that a list or another person shows a task to be done; false where that changes nothing. */
  verify(part: PartName, evidence: Parameters<typeof verifying>[0]): Promise<boolean>;
  /** Takes back that one official saw it done; a person's own word stands again. False where that does not stand. */
  unverify(part: PartName, seen: Parameters<typeof unverifying>[0]): Promise<boolean>;
  /** Excuses a person from a task; false where it is not open. */
  waive(part: PartName, waived: Parameters<typeof waiving>[0]): Promise<boolean>;
  /** Takes back that one official let a person off; false where that does not stand. */
  unwaive(part: PartName, waived: Parameters<typeof unwaiving>[0]): Promise<boolean>;
  /** Makes a settled task due again; false where it was not settled, or not by what this one may take back. */
  reopen(occurrence: string, student: string, at: string, by?: Parameters<typeof reopening>[1]): Promise<boolean>;
  /** Marks a meeting as arranged, beginning its task where it is not there; false where the task is settled. */
  book(part: PartIdentity, booked: Booking): Promise<boolean>;
  /** Takes that mark back; false where none stands. */
  unbook(part: PartName): Promise<boolean>;
}
