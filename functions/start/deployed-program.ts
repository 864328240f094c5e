import { readFileSync } from "node:fs";
import { Program } from "#domain/calendar/program.ts";
import { MisdeployedFunction } from "./read-environment.ts";

/** The program that was deployed beside this function. @throws MisdeployedFunction where this code cannot read it. */
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
