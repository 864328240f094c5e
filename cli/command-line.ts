import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { IsoDate } from "#domain/time/yearly-day.ts";
import manifest from "../package.json" with { type: "json" };
import type { Asked } from "./local/prepare.ts";
import type { StartAsked } from "./local/start.ts";
import { addOffice } from "./office/office-commands.ts";
import { DEFAULT_PROGRAM, SAMPLE_ROSTER } from "./places.ts";
import { portNumber, USUAL_PORT } from "./port-number.ts";
import { PROGRAM_SAID, programOption } from "./program-option.ts";
import { addMails, addRuns } from "./stage/stage-commands.ts";
import type { Console } from "./terminal.ts";

const ROSTER_HELP = `
A roster is a CSV (UTF-8, header row, any column order) or an Excel workbook with the columns
  student_id,email,first_name,last_name,track,matriculation_year,graduation_year,
  society,status,society_advisor_email,cim_access_code,degree,leave_from,leave_until,
  specialty,site,mailbox
An answers file is a CSV of at,student_id,milestone: that student confirms that
milestone on their link at that instant (2027-04-02T13:30:00Z).
`;

const START_EXAMPLES = `
Examples:
  $ matchward start                       the sample school, on August 1, 2026
  $ matchward start --at 2027-03-31       the day before the April survey
  $ matchward start --roster class.csv --program program/mine --port 8080
  $ matchward start --roster august.csv --then 2026-09-01=september.csv
`;

const runExamples = (name: string): string => `${ROSTER_HELP}
Examples:
  $ matchward ${name} --roster roster.csv --from 2026-08-01 --to 2027-06-30
  $ matchward ${name} --roster roster.csv --answers answers.csv \\
      --from 2027-03-15 --to 2027-05-15 --json april.json
  $ matchward ${name} --roster august.csv --then 2026-09-01=september.csv \\
      --from 2026-08-01 --to 2027-06-30
`;

const PREVIEW_EXAMPLES = `  $ matchward preview --roster roster.csv --from 2026-08-01 --to 2027-06-30 \\
      --quota 200 --rate 1                on which days large mailings go out
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

const schoolDate = (text: string): string => {
  const read = IsoDate.safeParse(text);
  if (!read.success) throw new InvalidArgumentError("Write a date that exists as YYYY-MM-DD, e.g. 2027-04-01.");
  return read.data;
};

const laterRoster = (text: string, before: { on: string; file: string }[] = []): { on: string; file: string }[] => {
  const [, on = "", file = ""] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (file === "") throw new InvalidArgumentError("Write a date and a file, e.g. 2026-09-01=september.csv.");
  return [...before, { on: schoolDate(on), file }];
};

const addRosters = (command: Command): Command =>
  command
    .option(
      "--then <date=file>",
      "a roster that comes on that school date, before its mails; may be given again",
      laterRoster,
    )
    .option("--complete", "each roster names everybody: who is missing from it is held");

const atLeastOne = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Write a whole number from 1 on.");
  return Number(text);
};

const refuseBackwards = ({ from, to, then = [] }: Asked, command: Command): void => {
  const early = then.find(({ on }) => on < from);
  if (early !== undefined) command.error(`error: --then ${early.on} is before --from ${from}; time only goes forward.`);
  if (to < from) command.error(`error: --to ${to} is before --from ${from}; time only goes forward.`);
};

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
  addRun(
    matchward,
    "simulate",
    "run the deployed wiring on local emulators through that time, and tell what it did",
    async (asked) => (await import("./forecast/simulate.ts")).simulate(asked, console),
  );
  addRun(
    matchward,
    "preview",
    "tell who will get what, when, by the rules alone (fast: nothing is started)",
    async (asked) => (await import("./forecast/preview.ts")).preview(asked, console),
  )
    .option(
      "--quota <mails>",
      "mails a day that your SES account may send: tells what it spreads over days",
      atLeastOne,
    )
    .option("--rate <mails>", "mails a second that it may send", atLeastOne)
    .addHelpText("after", PREVIEW_EXAMPLES);
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
    .option("--at <date>", "school date on which the clock stands at first", schoolDate, "2026-08-01")
    .option("--port <number>", "port of the pages", portNumber, USUAL_PORT)
    .addHelpText("after", START_EXAMPLES)
    .action(async (asked: StartAsked) => (await import("./local/start.ts")).start(asked, console));
};

const addRun = (matchward: Command, name: string, what: string, run: (asked: Asked) => Promise<void>): Command =>
  addRosters(matchward.command(name))
    .description(what)
    .requiredOption("--roster <file>", "roster, .csv or .xlsx")
    .requiredOption("--from <date>", "first school date; what was planned before counts as done", schoolDate)
    .requiredOption("--to <date>", "last school date, included", schoolDate)
    .addOption(programOption())
    .option("--answers <file>", "CSV of what students answer, and when")
    .option("--json <out>", "write the whole answer there as JSON; - for standard output")
    .addHelpText("after", runExamples(name))
    .action(async (asked: Asked, command: Command) => {
      refuseBackwards(asked, command);
      await run(asked);
    });

const addCheck = (matchward: Command, console: Console): void => {
  matchward
    .command("check")
    .description("check a program folder; tells file and line of each fault")
    .addArgument(new Argument("[dir]", "program folder").default(DEFAULT_PROGRAM, PROGRAM_SAID))
    .addHelpText("after", CHECK_EXAMPLES)
    .action(async (dir: string) => (await import("./check.ts")).check(dir, console));
};
