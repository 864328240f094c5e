import type { AddressNews } from "#domain/people/address.ts";
import type { Hold } from "#domain/people/held.ts";
import type { Person } from "#domain/people/person.ts";
import type { Addressee, Enrolled, Student } from "#domain/people/student.ts";

/** `seen`: the evidence of the hold that stood before; absent where they were not held. */
export interface HoldChange {
  held: Hold | undefined;
  seen: string | undefined;
  /** Evidence that a person has decided on; absent where it stays. */
  released?: string[] | undefined;
  /** School date on which they were let go of; absent where it stays. */
  backOn?: string | undefined;
}

/**
 * The people of a school, under the partition `person` of the records table. A store is made for one program: its
 * students are those who are enrolled in that one, and nothing it does touches another enrollment of theirs.
 */
export interface People {
  /** Every student as of now, in the order of their ids; who was removed only where they are asked for too. */
  all(which?: "and removed"): Promise<Student[]>;
  /** The same without names and addresses, and so much quicker to read; may lack what was recorded a moment ago. */
  enrolled(): Promise<Enrolled[]>;
  /** Those students, as of now, who are held or of whose address SES told that it failed. */
  heldOrFailed(): Promise<Student[]>;
  /** Those of the given who are students, as mails need them; as they were a moment ago, unless asked as of now. */
  some(schoolIds: readonly string[], how?: "as of now"): Promise<Addressee[]>;
  /** One person as of now, whatever they are to the school. */
  person(schoolId: string): Promise<Person | undefined>;
  /**
   * Adds or replaces a student, without touching key, roles, phase, aliases or address news of one who is there
   * already. A hold is written where none stands; `hold` changes one that does. One who was removed is there again.
   */
  save(student: Omit<Student, "program">): Promise<void>;
  /**
   * Holds somebody, doubts more of them, or lets them go, where they are still held as `seen` (or as little). False
   * where they are not: someone else decided in between.
   */
  hold(schoolId: string, hold: HoldChange): Promise<boolean>;
  /** Adds or replaces somebody with their roles; key, enrollments and address news of one who is there stay. */
  savePerson(person: Person): Promise<void>;
  /**
   * Records that an address failed, however the news spells it. True where it is the person's and marked so now, by
   * this or by an earlier call; graver news replaces what is known (`lesserThan`), and nothing replaces a complaint.
   * False where they have another address, or are gone.
   */
  markAddress(schoolId: string, news: AddressNews): Promise<boolean>;
  /** Forgets what was recorded of an address that the person had; does nothing where it is of another. */
  forgetAddress(schoolId: string, email: string): Promise<void>;
  /** Takes somebody out of every reader's sight; their records stay. False where there is nobody. */
  remove(schoolId: string, removed: NonNullable<Person["removed"]>): Promise<boolean>;
  /** True of somebody who is in another program of the school too. */
  isElsewhere(schoolId: string): Promise<boolean>;
  /**
   * Forgets who somebody was: name, address and all else of them go, and what counts is left: that their number was
   * here, and their class. They are removed, under a key that nothing else knows. `elsewhere`: they are in another
   * program of the school, and nothing is done. `gone`: there is nobody. Twice is as once, but for the key.
   */
  erase(schoolId: string, erased: { at: string; key: string }): Promise<"erased" | "elsewhere" | "gone">;
  /**
   * Gives somebody another id, with the old one as an alias. The old item is removed first, so that no id is read
   * twice. False where another has that id. Running twice, or again after a crash, ends the same.
   */
  move(from: string, to: string, at: string): Promise<boolean>;
  /**
   * Makes somebody another id of the one they turned out to be: their id and aliases become aliases of that one, who
   * joined when the first of both did; then they are removed. False where either is not there. Running twice, or again
   * after a crash, ends the same.
   */
  merge(from: string, into: string, at: string): Promise<boolean>;
  /** Records what somebody asked to be called; `undefined` takes it back. Twice is as once. */
  callThemselves(schoolId: string, ownName: Person["ownName"]): Promise<void>;
  /** Moves a student on; false where they are no longer in `from` (someone else moved them). */
  enterPhase(schoolId: string, move: { from: string | undefined; phase: string; at: string }): Promise<boolean>;
}
