import { Argument, Command, Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import { addForecasts } from "./forecast/forecast-commands.ts";
import type { StartAsked } from "./local/start.ts";
import { addOffice } from "./office/office-commands.ts";
import { DEFAULT_PROGRAM, SAMPLE_ROSTER } from "./places.ts";
import { portNumber, USUAL_PORT } from "./port-number.ts";
import { PROGRAM_SAID, programOption } from "./program-option.ts";
import { addRosters, schoolDate } from "./roster-options.ts";
import { addMails, addRuns } from "./stage/stage-commands.ts";
import type { Console } from "./terminal.ts";

const START_EXAMPLES = `
Examples:
  $ matchward start                       the sample school, on August 1, 2026
  $ matchward start --at 2027-03-31       the day before the April survey
  $ matchward start --roster class.csv --program program/mine --port 8080
  $ matchward start --roster august.csv --then 2026-09-01=september.csv
  $ matchward start --then 2026-09-18=moved.csv
                                          one of the sample's sessions moves that day
`;

const CHECK_EXAMPLES = `
Examples:
  $ matchward check                       the program that comes with matchward
  $ matchward check program/mine          program/mine/calendar.yaml:12: …
`;

const EXIT_CODES = `
Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 the system failed.
Each command explains itself: matchward simulate --help
`;

/** The `matchward` command line: what it understands, and the help that teaches it. Each command loads when it runs. */
export const commandLine = (console: Console): Command => {
  const matchward = new Command("matchward")
    .description("A medical school's career-planning program, from orientation to Match Day.")
    .version(manifest.version, "-V, --version", "tell the version")
    .addHelpText("after", EXIT_CODES)
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => console.out.write(text), writeErr: (text) => console.err.write(text) })
    .exitOverride();
  addStart(matchward, console);
  addForecasts(matchward, console);
  addCheck(matchward, console);
  addMails(matchward, console);
  addRuns(matchward, console);
  addOffice(matchward, console);
  return matchward;
};

const addStart = (matchward: Command, console: Console): void => {
  addRosters(matchward.command("start"))
    .description("run the whole system on this machine, with its pages; the clock moves when you move it")
    .addOption(programOption())
    .addOption(
      new Option("--roster <file>", "roster, .csv or .xlsx").default(SAMPLE_ROSTER, "the invented sample school"),
    )
    .option("--sessions <file>", "sessions, .csv or .xlsx (default: those of the sample school, with its roster)")
    .option("--people <file>", "who may sign in, .csv or .xlsx (default: the people of the sample school)")
    .option("--at <date>", "school date on which the clock stands at first", schoolDate, "2026-08-01")
    .option("--port <number>", "port of the pages", portNumber, USUAL_PORT)
    .addHelpText("after", START_EXAMPLES)
    .action(async (asked: StartAsked) => (await import("./local/start.ts")).start(asked, console));
};

const addCheck = (matchward: Command, console: Console): void => {
  matchward
    .command("check")
    .description("check a program folder; tells file and line of each fault")
    .addArgument(new Argument("[dir]", "program folder").default(DEFAULT_PROGRAM, PROGRAM_SAID))
    .addHelpText("after", CHECK_EXAMPLES)
    .action(async (dir: string) => (await import("./check.ts")).check(dir, console));
};
