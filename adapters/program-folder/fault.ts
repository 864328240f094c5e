/**
 * One fault of a program folder, told to the person who edits it. `file` begins with the folder as it was given, so that
 * an editor can follow it; lines count from 1.
 */
export interface Fault {
  file: string;
  line: number;
  what: string;
  mend: string;
}
