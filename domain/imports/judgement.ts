import type { Program } from "../calendar/program.ts";
import type { NamelessRow, RosterRow, RosterWarning } from "../people/roster-row.ts";
import type { Student } from "../people/student.ts";
import type { RosterField } from "./row-changes.ts";

/** A roster, and what it meets. */
export interface Import {
  program: Program;
  stored: readonly Student[];
  /** Access codes by the stored students' keys. */
  codes: ReadonlyMap<string, string>;
  rows: readonly RosterRow[];
  /** Rows without an id: they change nobody, and may leave whoever has their address in doubt. */
  nameless?: readonly NamelessRow[];
  /** The import's school date, and its instant. */
  today: string;
  at: string;
  /** True where the roster says that it names everybody: who is not in it is missing. */
  isComplete: boolean;
  /** True where a person said yes to it: it counts whatever it changes. */
  isApproved: boolean;
  /** Why it waits whatever it changes; empty or absent where only the thresholds say so. */
  mustWait?: readonly string[];
  /** What the holds of this import are named by while it waits: one name for the same bytes. */
  name?: string;
  /** Makes a new student's random key, as `seating` takes it. */
  newKey: () => string;
}

/** A student as an import finds and as it leaves them. */
export interface StudentChange {
  before: Student;
  after: Student;
  fields: (RosterField | "held")[];
}

export interface Judgement {
  /** False: it waits for a yes, and nothing but `held` is saved. */
  counts: boolean;
  /** Why it waits: each threshold that it passes, with the numbers. Empty where a person has approved it. */
  why: string[];
  added: Student[];
  changed: StudentChange[];
  unchanged: Student[];
  /** Who is newly held, as they are saved now. */
  held: Student[];
  /** Stored students, active or on leave, whom it does not name. */
  missing: Student[];
  rejected: { line: number; reason: string }[];
  warnings: RosterWarning[];
  /** Access codes that are new or other than stored, by the keys of their students. */
  codes: { person: string; code: string }[];
  /** All that is to be saved now; `before` is absent of those who are new. */
  save: { before?: Student; after: Student }[];
}

/** What an import would make of people if it counted. */
export type WouldBe = Omit<Judgement, "counts" | "why">;
