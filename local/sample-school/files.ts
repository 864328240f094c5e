import { csvOfLines } from "#files/csv/csv.ts";
import { sampleSchool } from "./sample-school.ts";

const SEED = 2026;

/** The sample school's files as they are committed: file name → text (UTF-8, LF). */
export const sampleFiles = (): Record<string, string> => {
  const { roster, lateJoiner, answers } = sampleSchool(SEED);
  return {
    "roster.csv": withHeader(roster),
    "late-joiner.csv": withHeader(lateJoiner),
    "answers.csv": withHeader(answers),
  };
};

const withHeader = (rows: readonly object[]): string =>
  csvOfLines([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map(String))]);
