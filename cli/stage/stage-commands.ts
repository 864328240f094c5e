import { type Command, InvalidArgumentError, Option } from "commander";
import type { Mailing } from "#domain/mail/mailing.ts";
import type { MailsNamed } from "#office/mails/mails-in-sight.ts";
import { programOption } from "../program-option.ts";
import type { Console } from "../terminal.ts";
import { mailingNamed } from "./decide-mailings.ts";
import { mailsNamed } from "./decide-mails.ts";
import type { RunsAsked } from "./mailings.ts";
import type { MailsAsked } from "./mails.ts";

const MAILS_EXAMPLES = `
Mails are named as the list names them: occurrence/wave, or occurrence/wave/student's key.
Send again: a student may get it twice. Leave: a student may never get it.

Examples:
  $ matchward mails --stage prod --unknown
  $ matchward mails --stage prod --rejected
  $ matchward mails --stage prod --send-again retake-cim-survey@2027/open
  $ matchward mails --stage prod --leave retake-cim-survey@2027/open/9vKq…
`;

const RUNS_EXAMPLES = `
A run is one mailing of one milestone, named occurrence/wave. One of which too many mails
bounced, or brought complaints, pauses itself: mend the cause, then take it up again.

Examples:
  $ matchward runs --stage prod
  $ matchward runs --stage prod --resume retake-cim-survey@2027/open
  $ matchward runs --stage prod --pause retake-cim-survey@2027/remind-1
`;

const namedMails = (text: string): MailsNamed => {
  const named = mailsNamed(text);
  if (named === undefined)
    throw new InvalidArgumentError("Write occurrence/wave or occurrence/wave/key, e.g. retake-cim-survey@2027/open.");
  return named;
};

const namedMailing = (text: string): Mailing => {
  const named = mailingNamed(text);
  if (named === undefined) throw new InvalidArgumentError("Write occurrence/wave, e.g. retake-cim-survey@2027/open.");
  return named;
};

const stageOption = (): Option =>
  new Option("--stage <stage>", "deployed stage").choices(["dev", "prod"]).makeOptionMandatory();

const REGION = ["--region <region>", "AWS region; else that of your AWS settings"] as const;

/** `matchward mails`: what a person decides of single mails. */
export const addMails = (matchward: Command, console: Console): void => {
  matchward
    .command("mails")
    .description("list a deployed stage's mails that nobody knows of, and decide of them; or those that SES refused")
    .addOption(stageOption())
    .option("--unknown", "list them (what it does where nothing is decided)")
    .addOption(
      new Option("--rejected", "list those that SES refused for good").conflicts(["unknown", "sendAgain", "leave"]),
    )
    .addOption(
      new Option("--send-again <mails>", "send these again, as soon as the hours of mails allow")
        .argParser(namedMails)
        .conflicts("leave"),
    )
    .addOption(new Option("--leave <mails>", "leave these as they may be").argParser(namedMails))
    .option("--yes", "do not ask")
    .option(...REGION)
    .addOption(programOption())
    .addHelpText("after", MAILS_EXAMPLES)
    .action(async (asked: MailsAsked) => (await import("./mails.ts")).mails(asked, console));
};

/** `matchward runs`: what a person decides of whole mailings. */
export const addRuns = (matchward: Command, console: Console): void => {
  matchward
    .command("runs")
    .description("list the paused runs of a deployed stage, take one up again, or pause one")
    .addOption(stageOption())
    .addOption(new Option("--resume <run>", "take this one up again").argParser(namedMailing).conflicts("pause"))
    .addOption(new Option("--pause <run>", "hold this one back").argParser(namedMailing))
    .option("--yes", "do not ask")
    .option(...REGION)
    .addOption(programOption())
    .addHelpText("after", RUNS_EXAMPLES)
    .action(async (asked: RunsAsked) => (await import("./mailings.ts")).runs(asked, console));
};
