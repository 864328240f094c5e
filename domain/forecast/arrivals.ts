import type { Program } from "../calendar/program.ts";
import { judgeImport, rosterAfter } from "../imports/judge-import.ts";
import type { Import, Judgement } from "../imports/judgement.ts";
import type { NamelessRow, RosterRow } from "../people/roster-row.ts";
import type { Student } from "../people/student.ts";
import { instantAt } from "../time/dates.ts";
import type { Arrival } from "./walk-state.ts";

/** A roster that arrives at the beginning of a school date. `name`: what holds are named by while it waits. */
export interface RosterArriving {
  on: string;
  name: string;
  rows: readonly RosterRow[];
  /** Rows without an id. */
  nameless: readonly NamelessRow[];
  isComplete: boolean;
  /** True where it gets its yes if it needs one; its judgement still says why it needs it. */
  isApproved?: boolean;
}

export interface Arrived extends Arrival {
  judgement: Judgement;
}

// As many letters as a random key has. The first ones name a group, so the digits that change stand first.
const keyOf = (nth: number): string => {
  const digits = String(nth).padStart(11, "0");
  return [...digits].reverse().join("") + digits;
};

const approvedIfNeeded = (given: Import): Judgement => {
  const judgement = judgeImport(given);
  return judgement.counts ? judgement : { ...judgeImport({ ...given, isApproved: true }), why: judgement.why };
};

/** Takes rosters in one after another, in order, as the import does; answers each judgement, and who is stored then. */
export const arrivalsOf = (program: Program, rosters: readonly RosterArriving[]): Arrived[] => {
  let [stored, keys]: [Student[], number] = [[], 0];
  const codes = new Map<string, string>();
  const newKey = (): string => {
    keys += 1;
    return keyOf(keys);
  };
  return rosters.map(({ on, name, rows, nameless, isComplete, isApproved }) => {
    const at = instantAt(on, "00:00", program.school.timeZone);
    const given = {
      program,
      stored,
      codes,
      rows,
      nameless,
      today: on,
      at,
      isComplete,
      isApproved: false,
      name,
      newKey,
    };
    const judgement = isApproved ? approvedIfNeeded(given) : judgeImport(given);
    stored = rosterAfter(stored, judgement);
    if (judgement.counts) for (const { person, code } of judgement.codes) codes.set(person, code);
    return { on, students: stored, judgement };
  });
};
