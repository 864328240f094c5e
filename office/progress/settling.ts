import type { PartStanding } from "#domain/parts/progress.ts";
import type { CellPerson, ProgressCell } from "./progress-cell.ts";

/** What staff do to those who are ticked in a list. `undo`: takes back what staff themselves said. */
export const SETTLINGS = ["done", "waive", "undo"] as const;
export type Settling = (typeof SETTLINGS)[number];

/** Which of those in a cell are meant: by their keys, or all who stand somewhere. */
export interface Ticked {
  keys: ReadonlySet<string>;
  all: PartStanding | undefined;
}

/** Those who are ticked: to whom it can be done as they stand, and who stays as they are. */
export interface TickedPeople {
  to: CellPerson[];
  left: CellPerson[];
}

// What somebody said themselves, they take back themselves.
const isOfStaff = ({ part: { task } }: CellPerson): boolean => {
  const { attested, verified, waived } = task?.evidence ?? {};
  return attested === undefined && (waived ?? verified)?.source === "office";
};

/** True where somebody stands so that it changes something. */
export const maySettle = (settling: Settling, person: CellPerson): boolean => {
  if (settling === "undo") return isOfStaff(person);
  return person.standing === "open" || person.standing === "in part";
};

export const tickedIn = ({ people }: ProgressCell, settling: Settling, { keys, all }: Ticked): TickedPeople => {
  const ticked = people.filter(({ student, standing }) => keys.has(student.person) || standing === all);
  return {
    to: ticked.filter((person) => maySettle(settling, person)),
    left: ticked.filter((person) => !maySettle(settling, person)),
  };
};
