import { stat } from "node:fs/promises";
import type { Program } from "#domain/calendar/program.ts";
import { faultLine } from "#files/fault.ts";
import { InputFault } from "../../faults.ts";
import { loadProgram } from "../../read-inputs.ts";

/** What comes on a school date: a file, or a program's folder. */
interface DatedPath {
  on: string;
  file: string;
}

/** A program that stands from a school date on; from the beginning where that is empty. */
export interface ComingProgram {
  on: string;
  program: Program;
}

const isFolder = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
};

/** Parts what comes into programs' folders and files. */
export const partPrograms = async (
  those: readonly DatedPath[],
): Promise<{ programs: DatedPath[]; files: DatedPath[] }> => {
  const are = await Promise.all(those.map(({ file }) => isFolder(file)));
  return { programs: those.filter((_, nth) => are[nth]), files: those.filter((_, nth) => !are[nth]) };
};

/** The first program and those that come later, in order. @throws InputFault where one is at fault, or another's */
export const loadPrograms = async (
  first: Program,
  later: readonly DatedPath[],
  tell: (line: string) => void,
): Promise<ComingProgram[]> => {
  const loaded: ComingProgram[] = [{ on: "", program: first }];
  for (const { on, file } of later.toSorted((one, other) => (one.on < other.on ? -1 : 1))) {
    const program = await loadProgram(file, "rules", tell);
    if (program.id !== first.id) throw new InputFault([another(file, program.id, first.id)]);
    loaded.push({ on, program });
  }
  return loaded;
};

const another = (file: string, id: string, first: string): string =>
  faultLine({
    ...{ file: `${file}/school.yaml`, line: 1 },
    what: `It is the program ${id}, and --program is ${first}: in calendars they have nothing in common`,
    mend: "Name a folder of the same program",
  });
