/**
 * One fault of a file that a person edits, e.g. of a program folder. `file` begins with the folder as it was given, so
 * that an editor can follow it; lines count from 1.
 */
export interface Fault {
  file: string;
  line: number;
  what: string;
  mend: string;
}

/** One fault in one line: `file:line: what. mend`. */
export const faultLine = (fault: Fault): string =>
  `${fault.file}:${fault.line}: ${sentence(fault.what)} ${sentence(fault.mend)}`;

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** The reason an unknown thrown value gives, in one line. */
export const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
