import { stringify } from "csv-stringify/sync";
import { sampleSchool } from "./sample-school.ts";

const SEED = 2026;

/** The sample school's files as they are committed: file name → text (UTF-8, LF). */
export const sampleFiles = (): Record<string, string> => {
  const { roster, lateJoiner, answers } = sampleSchool(SEED);
  return {
    "roster.csv": stringify(roster, { header: true }),
    "late-joiner.csv": stringify(lateJoiner, { header: true }),
    "answers.csv": stringify(answers, { header: true }),
  };
};
