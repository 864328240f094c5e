import type { NamelessRow, RosterRow, RosterWarning } from "#domain/people/roster-row.ts";

/** A row that did not go in: the line it starts on, why, and its cells as they were. */
interface RejectedRow {
  line: number;
  reason: string;
  row: readonly string[];
}

export interface ParsedRoster {
  /** Every row that could be read, also those of an id that is there twice. */
  rows: RosterRow[];
  /** Of the rejected, those without an id: what they say may be of somebody all the same. */
  nameless: NamelessRow[];
  /** Rows that name nobody, or that cannot be cut into cells. */
  rejected: RejectedRow[];
  warnings: RosterWarning[];
  /** The cells of each row as they were, by its line. */
  cells: Map<number, readonly string[]>;
  /** Columns that matchward does not know, as the file spells them. */
  unknownColumns: string[];
  /** Columns that were found, by matchward's names for them. */
  columns: string[];
  /** The header row as it was; empty where the file has none. */
  header: string[];
  /** Set where the file as a whole is none: why. */
  refused?: string;
}

/** A roster with nothing in it. */
export const noRoster = (): ParsedRoster => ({
  rows: [],
  nameless: [],
  rejected: [],
  warnings: [],
  cells: new Map(),
  unknownColumns: [],
  columns: [],
  header: [],
});
