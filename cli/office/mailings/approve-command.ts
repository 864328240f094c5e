import type { Command } from "commander";
import { byOption, changing, examples, named, order } from "../../placed-command.ts";
import type { Console } from "../../terminal.ts";

/** Adds `matchward approve`: the first mailings ahead, and a second person's yes to one. */
export const addApprove = (matchward: Command, console: Console): void => {
  changing(matchward.command("approve"))
    .description("list the first mailings ahead; say yes to one as a second person, where the school asks for that")
    .argument("[occurrence]", "whose first mailing, e.g. retake-cim-survey@2027", named("an occurrence"))
    .addOption(byOption())
    .option("--undo", "take the yes back, until the mailing goes on its way")
    .addHelpText("after", examples("approve --stage prod", "approve match-day@2027 --stage prod --by 'R. Vance'"))
    .action(async (occurrence: string | undefined, _, command: Command) => {
      const { by, undo } = command.opts();
      await order(command, console, { order: "approve", occurrence, by, undo });
    });
};
