import { writeFile } from "node:fs/promises";
import { faultLine, reasonOf } from "#files/fault.ts";
import { InputFault } from "./faults.ts";

/** Writes what a command answers into a file. `what` names it, e.g. `the JSON`. @throws InputFault where it cannot */
export const save = async (file: string, text: string | Iterable<string | Uint8Array>, what: string): Promise<void> => {
  try {
    await writeFile(file, text);
  } catch (thrown) {
    const why = `Cannot write ${what} there (${reasonOf(thrown)})`;
    throw new InputFault([faultLine({ file, line: 1, what: why, mend: "Name a file in a folder that exists" })]);
  }
};
