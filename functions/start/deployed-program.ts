import { existsSync, readFileSync } from "node:fs";
import { Program } from "#domain/calendar/program.ts";
import { knowClock } from "#domain/time/wall-clock.ts";
import { ZoneClock } from "#domain/time/zone-clock.ts";
import { COMPILED_CLOCK, COMPILED_PROGRAM } from "#files/program-folder/compiled-program.ts";
import { MisdeployedFunction } from "./read-environment.ts";

/** Reads the program beside the function's code. @throws MisdeployedFunction where this code cannot read it. */
export const deployedProgram = (file: URL = new URL(COMPILED_PROGRAM, import.meta.url)): Program => {
  const read = Program.safeParse(parsedFile(file));
  if (read.success) {
    readClock(new URL(COMPILED_CLOCK, file));
    return read.data;
  }
  const places = read.error.issues.map(({ path, code }) => `${path.join(".")} (${code})`);
  throw new MisdeployedFunction(`${COMPILED_PROGRAM} is not a program of this version: ${places.join(", ")}`);
};

// Without the clock, or with one of another version, Intl gives the same answers, only later.
const readClock = (file: URL): void => {
  if (!existsSync(file)) return;
  const read = ZoneClock.safeParse(parsedFile(file));
  if (read.success) knowClock(read.data);
};

const parsedFile = (file: URL): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new MisdeployedFunction(`${COMPILED_PROGRAM} is missing beside the function's code, or is not JSON`);
  }
};
