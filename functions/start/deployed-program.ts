import { readFileSync } from "node:fs";
import { Program } from "#domain/calendar/program.ts";
import { MisdeployedFunction } from "./read-environment.ts";

/**
 * The compiled program that was deployed with this function: `program.json` beside its bundle. Call it once per cold
 * start, within `listener`'s start.
 * @throws MisdeployedFunction where there is none, or it is not what this version of the code understands.
 */
export const deployedProgram = (file: URL = new URL("./program.json", import.meta.url)): Program => {
  const read = Program.safeParse(parsedFile(file));
  if (read.success) return read.data;
  const places = read.error.issues.map(({ path, code }) => `${path.join(".")} (${code})`);
  throw new MisdeployedFunction(`program.json is not a program of this version: ${places.join(", ")}`);
};

const parsedFile = (file: URL): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new MisdeployedFunction("program.json is missing beside the function's code, or is not JSON");
  }
};
