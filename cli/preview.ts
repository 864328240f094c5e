import { preview as foresee } from "#domain/preview.ts";
import { type Asked, prepare } from "./prepare.ts";
import { tellReport } from "./tell-report.ts";
import type { Console } from "./terminal.ts";

/** `matchward preview`: who will get what, when, by the rules alone. @throws InputFault with a line a fault. */
export const preview = async (asked: Asked, console: Console): Promise<void> => {
  const { program, roster, answers } = await prepare(asked, "rules", console);
  const outlook = foresee(program, roster.students, asked, answers);
  await tellReport(asked, { program, roster, outlook }, console);
};
