import { fileURLToPath } from "node:url";

const inPackage = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The project's own folder, however and from wherever the command was started. */
export const PACKAGE = inPackage("");

/** The program that runs unless another is named. */
export const DEFAULT_PROGRAM = inPackage("program/hms");

/** The invented school that `start` opens with. */
export const SAMPLE_ROSTER = inPackage("local/sample-school/roster.csv");

/** What the invented school's students answer, and when. */
export const SAMPLE_ANSWERS = inPackage("local/sample-school/answers.csv");

/** A student who comes after the others: the console can upload this file. */
export const SAMPLE_LATE_JOINER = inPackage("local/sample-school/late-joiner.csv");

/** Who may sign in at the sample school. */
export const SAMPLE_PEOPLE = inPackage("local/sample-school/people.csv");

/** The sample school's sessions. */
export const SAMPLE_SESSIONS = inPackage("local/sample-school/sessions.csv");
