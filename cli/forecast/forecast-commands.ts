import { type Command, InvalidArgumentError, Option } from "commander";
import type { Asked } from "../local/prepare.ts";
import { programOption } from "../program-option.ts";
import { addRosters, ROSTER_HELP, refuseBackwards, SESSIONS_HELP, schoolDate } from "../roster-options.ts";
import type { Console } from "../terminal.ts";
import { addCalendar } from "./calendar/calendar-command.ts";
import type { DiffAsked } from "./diff/diff.ts";
import type { ExplainAsked } from "./explain/explain.ts";
import { FORMATS, GROUPINGS } from "./preview/grouped.ts";
import { type LetterNamed, letterNamed } from "./preview/letter-named.ts";

const runExamples = (name: string, more = ""): string => `${ROSTER_HELP}${SESSIONS_HELP}
Examples:
  $ matchward ${name} --roster roster.csv --from 2026-08-01 --to 2027-06-30
  $ matchward ${name} --roster roster.csv --answers answers.csv \\
      --from 2027-03-15 --to 2027-05-15 --json april.json
  $ matchward ${name} --roster august.csv --then 2026-09-01=september.csv \\
      --from 2026-08-01 --to 2027-06-30
  $ matchward ${name} --roster roster.csv --sessions sessions.csv \\
      --then 2027-02-01=moved.csv --from 2026-08-01 --to 2027-06-30
${more}`;

const PREVIEW_EXAMPLES = `  $ matchward preview --roster roster.csv --from 2026-08-01 --to 2027-06-30 \\
      --quota 200 --rate 1                on which days large mailings go out
  $ matchward preview --roster roster.csv --from 2026-08-01 --to 2027-06-30 \\
      --by day                            how many mails each day has
  $ matchward preview --roster roster.csv --from 2026-08-01 --to 2027-06-30 \\
      --format csv                        each mail, and what is held or has no day
  $ matchward preview --roster roster.csv --from 2026-08-01 --to 2027-06-30 \\
      --mail 20240001/road-to-residency-1@2027/open --html mail.html
  $ matchward preview --roster roster.csv --sessions sessions.csv --from 2026-08-01 --to 2027-06-30 \\
      --mail 20240001/session:road-to-residency-1-2027/open
`;

const DIFF_EXAMPLES = `
Compares who gets what, when, under two programs, or under one program and two rosters.
The second roster is taken in as an import over the first, as if somebody had said yes to it.
It ends with exit code 0 whether or not there is a difference.

Examples:
  $ matchward diff program/hms program/mine --roster roster.csv \\
      --from 2026-08-01 --to 2027-06-30   what a changed calendar changes
  $ matchward diff --roster old.csv --to-roster new.csv \\
      --from 2026-08-01 --to 2028-06-30   what a changed roster changes
`;

const EXPLAIN_EXAMPLES = `
STUDENT is a student_id or an address. MILESTONE is one of the program's, or one of its occurrences and mails.
It tells what was sent before that day, and what becomes of the rest: will be sent, held, waits, never.

Examples:
  $ matchward explain 20240001 match-day --roster roster.csv --on 2027-01-10
  $ matchward explain 20240001 retake-cim-survey@2027/remind-2 --roster roster.csv \\
      --answers answers.csv --on 2027-05-01
  $ matchward explain 20240001 session:road-to-residency-1-2027 --roster roster.csv \\
      --sessions sessions.csv --answers answers.csv --on 2027-01-20
  $ matchward explain 20240001 match-day --roster august.csv --then 2026-09-01=september.csv \\
      --on 2027-01-10
`;

const atLeastOne = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Write a whole number from 1 on.");
  return Number(text);
};

const oneLetter = (text: string): LetterNamed => {
  const named = letterNamed(text);
  if (named === undefined)
    throw new InvalidArgumentError("Write student/occurrence/wave, e.g. 20240001/match-day@2028/open.");
  return named;
};

/** Adds what every forecast reads. */
const addSpan = (command: Command): Command =>
  addRosters(command)
    .requiredOption("--roster <file>", "roster, .csv or .xlsx")
    .requiredOption("--from <date>", "first school date; what was planned before counts as done", schoolDate)
    .requiredOption("--to <date>", "last school date, included", schoolDate)
    .addOption(programOption())
    .option("--sessions <file>", "sessions, .csv or .xlsx, that are there on the first day")
    .option("--answers <file>", "CSV of what students answer, and when");

const addRun = (
  matchward: Command,
  name: string,
  [what, more]: [what: string, moreExamples?: string],
  run: (asked: Asked) => Promise<void>,
): Command =>
  addSpan(matchward.command(name))
    .description(what)
    .option("--json <out>", "write the whole answer there as JSON; - for standard output")
    .addHelpText("after", runExamples(name, more))
    .action(async (asked: Asked, command: Command) => {
      refuseBackwards(asked, command);
      await run(asked);
    });

const addDiff = (matchward: Command, console: Console): void => {
  addSpan(matchward.command("diff"))
    .description("tell in people what a change does: who gains, who loses, and what moves")
    .argument("[old]", "program folder as it is")
    .argument("[new]", "program folder as it is to be")
    .option("--to-roster <file>", "roster as it is to be, in place of two programs")
    .option("--json [out]", "write the whole answer there as JSON; to standard output unless a file is named")
    .addHelpText("after", DIFF_EXAMPLES)
    .action(async (old: string | undefined, next: string | undefined, asked: DiffAsked, command: Command) => {
      refuseBackwards(asked, command);
      const programs = old === undefined || next === undefined ? undefined : ([old, next] as const);
      const isEither = asked.toRoster === undefined ? programs !== undefined : old === undefined;
      if (!isEither) command.error("error: name two program folders, or one more roster with --to-roster.");
      if (asked.toRoster !== undefined && asked.then !== undefined)
        command.error("error: --then cannot be used with --to-roster: the two rosters are compared as of --from.");
      await (await import("./diff/diff.ts")).diff({ ...asked, programs }, console);
    });
};

const addExplain = (matchward: Command, console: Console): void => {
  addRosters(matchward.command("explain"))
    .description("tell why a student got a mail, will get it, or will not")
    .argument("<student>", "student_id or address")
    .argument("<milestone>", "a milestone, or one of its occurrences: retake-cim-survey@2027")
    .requiredOption("--roster <file>", "roster, .csv or .xlsx")
    .requiredOption("--on <date>", "school date on whose morning it is asked", schoolDate)
    .addOption(programOption())
    .option("--sessions <file>", "sessions, .csv or .xlsx: of session:ID it tells who is a guest")
    .option("--answers <file>", "CSV of what students answer, and when")
    .option("--json [out]", "write the answer there as JSON; to standard output unless a file is named")
    .addHelpText("after", EXPLAIN_EXAMPLES)
    .action(async (student: string, milestone: string, asked: ExplainAsked) =>
      (await import("./explain/explain.ts")).explain(student, milestone, asked, console),
    );
};

/** The commands that foretell: `simulate`, `preview`, `diff`, `explain`, and `calendar`. */
export const addForecasts = (matchward: Command, console: Console): void => {
  addRun(
    matchward,
    "simulate",
    ["run the deployed wiring on local emulators through that time, and tell what it did"],
    async (asked) => (await import("./simulate.ts")).simulate(asked, console),
  );
  addRun(
    matchward,
    "preview",
    ["tell who will get what, when, by the rules alone (fast: nothing is started)", PREVIEW_EXAMPLES],
    async (asked) => (await import("./preview/preview.ts")).preview(asked, console),
  )
    .option(
      "--quota <mails>",
      "mails a day that your SES account may send: tells what it spreads over days",
      atLeastOne,
    )
    .option("--rate <mails>", "mails a second that it may send", atLeastOne)
    .addOption(new Option("--format <format>", "how it is shown").choices(FORMATS).default("table"))
    .addOption(new Option("--by <grouping>", "put the mails together by it").choices(GROUPINGS))
    .addOption(
      new Option("--mail <student/occurrence/wave>", "write out that mail as it would look").argParser(oneLetter),
    )
    .option("--html <out>", "with --mail: write its HTML there");
  addDiff(matchward, console);
  addExplain(matchward, console);
  addCalendar(matchward, console);
};
