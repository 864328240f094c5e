import { CommanderError } from "commander";
import { reasonOf } from "#files/fault.ts";
import { commandLine } from "./command-line.ts";
import { InputFault } from "./faults.ts";
import type { Console } from "./terminal.ts";

/**
 * Runs one command line (without `node` and the script) and answers its exit code: 0 done, 1 the input is at fault,
 * 2 usage, 3 the system failed. Whatever went wrong is told on `err`.
 */
export const run = async (args: readonly string[], console: Console): Promise<0 | 1 | 2 | 3> => {
  const matchward = commandLine(console);
  try {
    if (args.length === 0) matchward.help({ error: true });
    await matchward.parseAsync(args, { from: "user" });
    return 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    console.err.write(`${reasonOf(thrown)}\n`);
    return thrown instanceof InputFault ? 1 : 3;
  }
};
