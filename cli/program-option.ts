import { Option } from "commander";
import { DEFAULT_PROGRAM } from "./places.ts";

/** How help calls the default program. */
export const PROGRAM_SAID = "the one that comes with matchward";

/** The option that names a program folder. */
export const programOption = (): Option =>
  new Option("--program <dir>", "program folder").default(DEFAULT_PROGRAM, PROGRAM_SAID);
