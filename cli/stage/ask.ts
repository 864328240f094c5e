import { createInterface } from "node:readline/promises";
import { InputFault } from "../faults.ts";

/**
 * Asks the person at the terminal yes or no; `yes`: they have said so already.
 * @throws InputFault where there is nobody to ask.
 */
export const asker =
  (yes: boolean) =>
  async (question: string): Promise<boolean> => {
    if (yes) return true;
    if (!process.stdin.isTTY) throw new InputFault(["Nobody can be asked here. Look at the list, then add --yes."]);
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await terminal.question(`${question} [y/N] `).finally(() => terminal.close());
    return /^y(es)?$/i.test(answer.trim());
  };
