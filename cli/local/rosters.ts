import type { Program } from "#domain/calendar/program.ts";
import { type Arrived, arrivalsOf } from "#domain/forecast/arrivals.ts";
import type { RosterWarning } from "#domain/people/roster-row.ts";
import { warningsOfImport } from "#files/roster/warnings-of-import.ts";
import { loadRoster, type ReadRoster, refuseWithoutStudents } from "../read-inputs.ts";

/** Which rosters a run takes in. `then`: those that come on a later school date. `complete`: each names everybody. */
export interface RostersAsked {
  roster: string;
  then?: { on: string; file: string }[];
  complete?: boolean;
}

/** How rosters are taken in: see `RosterArriving`. */
interface Taking {
  isComplete: boolean;
  isApproved?: boolean;
}

/** A roster as the import took it in, on the day on which it came. */
export interface TakenRoster extends ReadRoster, Arrived {
  isComplete: boolean;
}

/**
 * Reads the rosters of a run and judges them one after another, as the import does.
 * @param on school date on which the first one comes
 * @throws InputFault where one cannot be read, or the first holds no student at all
 */
export const takeRosters = async (asked: RostersAsked, program: Program, on: string): Promise<TakenRoster[]> => {
  const { roster, then = [], complete: isComplete = false } = asked;
  const files = [{ on, file: roster }, ...then].toSorted((one, other) =>
    one.on < other.on ? -1 : one.on > other.on ? 1 : 0,
  );
  return takeFiles(files, program, { isComplete });
};

/** Likewise, of files in the order in which they come. */
export const takeFiles = async (
  files: readonly { on: string; file: string }[],
  program: Program,
  taking: Taking,
): Promise<TakenRoster[]> => {
  const read = await Promise.all(files.map(({ file }) => loadRoster(file, program)));
  const arriving = read.map(({ file: name, rows, nameless }, nth) => {
    return { on: files[nth]?.on ?? "", name, rows, nameless, ...taking };
  });
  const arrived = arrivalsOf(program, arriving);
  return read.flatMap((one, nth) => {
    const at = arrived[nth];
    if (at === undefined) return [];
    const rejected = [...one.rejected, ...at.judgement.rejected].toSorted(byLine);
    if (nth === 0 && at.students.length === 0) refuseWithoutStudents(one, rejected);
    return [{ ...one, ...at, isComplete: taking.isComplete, rejected, warnings: warningsOf(one, at) }];
  });
};

const byLine = (one: { line: number }, other: { line: number }): number => one.line - other.line;

const warningsOf = (parsed: ReadRoster, { on, judgement, students }: Arrived): RosterWarning[] =>
  warningsOfImport({ parsed, judgement, students, today: on }).toSorted(byLine);

type ToldFile = Pick<TakenRoster, "file" | "rejected" | "warnings">;

/** What is told of all files: of those after the first roster, each line begins with the file's name. */
export const toldOf = (
  rosters: readonly ToldFile[],
): { rejected: ReadRoster["rejected"]; warnings: RosterWarning[] } => ({
  rejected: rosters.flatMap(({ file, rejected }, nth) =>
    rejected.map(({ line, reason }) => ({ line, reason: nth === 0 ? reason : `${file}: ${reason}` })),
  ),
  warnings: rosters.flatMap(({ file, warnings }, nth) =>
    warnings.map(({ line, column, message }) => ({
      line,
      column,
      message: nth === 0 ? message : `${file}: ${message}`,
    })),
  ),
});
