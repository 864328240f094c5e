import { type Command, Option } from "commander";
import { changing, examplesOfNobody, order } from "../../placed-command.ts";
import type { Console } from "../../terminal.ts";

/** Adds `matchward feed`: the address of a class's calendar. */
export const addFeed = (matchward: Command, console: Console): void => {
  changing(matchward.command("feed"))
    .description("give the calendar of a class an address to subscribe to, or end it; students make their own")
    .option("--cohort <cohort>", "the class, e.g. pathways-2028: a new address, with which the one before ends")
    .addOption(new Option("--stop", "end it, and make none").conflicts("refresh"))
    .addOption(new Option("--refresh", "have every calendar written anew at its next poll").conflicts("cohort"))
    .addHelpText(
      "after",
      examplesOfNobody(
        "feed --cohort pathways-2028 --stage prod",
        "feed --cohort pathways-2028 --local 3000",
        "feed --cohort pathways-2028 --stop --stage prod",
        "feed --refresh --stage prod",
      ),
    )
    .action(async (_, command: Command) => {
      const { cohort, stop, refresh } = command.opts();
      if (cohort === undefined && refresh === undefined) command.error("error: name a --cohort, or say --refresh");
      await order(command, console, { order: "feed", cohort, stop });
    });
};
