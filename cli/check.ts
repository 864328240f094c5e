import { faultLine } from "#files/fault.ts";
import { InputFault } from "./faults.ts";
import type { Console } from "./terminal.ts";

/**
 * `matchward check`: tells every fault of a program folder, and its warnings.
 * @throws InputFault with a line a fault.
 */
export const check = async (dir: string, { out, err }: Console): Promise<void> => {
  const { readProgram } = await import("#files/program-folder/index.ts");
  const read = await readProgram(dir);
  if (!read.ok) throw new InputFault(read.faults.map(faultLine));
  for (const warning of read.warnings) err.write(`warning: ${faultLine(warning)}\n`);
  const { milestones, tracks } = read.program;
  // Those of ours have an underscore in their name, as no file of a program has.
  const written = read.templates.filter(({ id }) => !id.includes("_"));
  const counts = `${milestones.length} milestones, ${tracks.length} tracks, ${written.length} e-mails`;
  out.write(`${dir}: ${counts}, no fault\n`);
};
