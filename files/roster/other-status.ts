import { isHere, type Status } from "#domain/people/enrollment.ts";
import type { NamelessRow, RosterRow, RosterWarning } from "#domain/people/roster-row.ts";
import { addressFault } from "./address.ts";
import type { TextIn } from "./take-field.ts";

/** No status is longer; a cell of a broken line may be. */
const LONGEST_WORD = 100;

type MeaningOf = (word: string) => Status | undefined;

const isDoubtful = (means: Status | undefined): boolean => means !== undefined && means !== "active";

/**
 * A row whose file has several columns that could be the status: where one that is not read says that the student is
 * not active, nobody knows what holds.
 */
export const withOtherStatuses = (
  { row, warnings }: { row: RosterRow; warnings: RosterWarning[] },
  others: readonly string[],
  meaningOf: MeaningOf,
): RosterRow => {
  const { status, line } = row;
  const isGone = status?.means !== undefined && !isHere({ status: status.means });
  const differs = others.some((word) => isDoubtful(meaningOf(word)) && meaningOf(word) !== status?.means);
  if (isGone || !differs) return row;
  const words = [status?.word ?? "", ...others].map((word) => word.trim()).filter((word) => word !== "");
  const word = words.join(" / ");
  const message = `columns that could each be the status say "${word}"; no mail until somebody decides`;
  warnings.push({ line, column: "status", message });
  return { ...row, status: { word } };
};

/**
 * What a row says that does not fit the columns: whom it may name, and the first word that means they are not active;
 * undefined where no word does.
 */
export const unfitRow = (
  line: number,
  cells: readonly string[],
  { textIn, meaningOf }: { textIn: TextIn; meaningOf: MeaningOf },
): NamelessRow | undefined => {
  const word = cells.find((cell) => cell.length <= LONGEST_WORD && isDoubtful(meaningOf(cell)));
  if (word === undefined) return undefined;
  const email = cells.map((cell) => cell.trim()).find((cell) => addressFault(cell) === undefined);
  return { line, schoolId: textIn("student_id").trim(), ...(email && { email }), status: { word } };
};
