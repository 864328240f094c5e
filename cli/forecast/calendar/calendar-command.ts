import { type Command, Option } from "commander";
import { programOption } from "../../program-option.ts";
import { addRosters, ROSTER_HELP, SESSIONS_HELP } from "../../roster-options.ts";
import type { Console } from "../../terminal.ts";
import type { CalendarAsked } from "./calendar.ts";

const HELP = `${ROSTER_HELP}${SESSIONS_HELP}
A folder after --then is the program as it is from that day on: a deadline that it moves keeps
its entry and gets the next SEQUENCE, as in a feed that was read after each of them.

Examples:
  $ matchward calendar --roster roster.csv --sessions sessions.csv \\
      --student 20240001 --out yuki.ics
  $ matchward calendar --roster roster.csv --sessions sessions.csv \\
      --then 2027-02-01=moved.csv --cohort pathways-2028 --out class.ics
  $ matchward calendar --program program-before --roster roster.csv --sessions sessions.csv \\
      --then 2027-02-01=program/hms --student 20240001 --out yuki.ics
  $ matchward calendar --roster roster.csv --sessions sessions.csv --public --out program.ics
`;

/** The command `calendar`. */
export const addCalendar = (matchward: Command, console: Console): void => {
  const whose = (flags: string, what: string, others: string[]) => new Option(flags, what).conflicts(others);
  addRosters(matchward.command("calendar"))
    .description("write the calendar of a student, of a cohort or of the program as an .ics file")
    .requiredOption("--roster <file>", "roster, .csv or .xlsx")
    .requiredOption("--sessions <file>", "sessions, .csv or .xlsx")
    .addOption(whose("--student <id>", "a student's own calendar: student_id or address", ["cohort", "public"]))
    .addOption(whose("--cohort <cohort>", "a class's, e.g. pathways-2028", ["student", "public"]))
    .addOption(whose("--public", "the program's, without how sessions are joined", ["student", "cohort"]))
    .requiredOption("--out <file>", "where it is written; - for standard output")
    .addOption(programOption())
    .addHelpText("after", HELP)
    .action(async (asked: CalendarAsked, command: Command) => {
      if ([asked.student, asked.cohort, asked.public].every((one) => one === undefined))
        command.error("error: say whose calendar it is: --student ID, --cohort COHORT, or --public.");
      await (await import("./calendar.ts")).calendar(asked, console);
    });
};
