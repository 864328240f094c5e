import type { Fault } from "../fault.ts";
import type { Path } from "./yaml-file.ts";

/** A part of the program, with the file it stands in and a way to the line of each of its keys. */
export interface Written<T> {
  value: T;
  file: string;
  lineOf(path: Path): number;
}

/** A fault in a part of the program, with the line of its key. */
export const faultAt = (
  { file, lineOf }: Pick<Written<unknown>, "file" | "lineOf">,
  path: Path,
  what: string,
  mend: string,
): Fault => ({ file, line: lineOf(path), what, mend });
