import { basename } from "node:path";
import { type Command, Option } from "commander";
import { DECLINABLE_KINDS } from "#domain/people/mail-kinds.ts";
import { byOption, changing, examples, named, order, placed } from "../placed-command.ts";
import { loadEvidence } from "../read-inputs.ts";
import type { Console } from "../terminal.ts";
import { addFeed } from "./feeds/feed-command.ts";
import { addApprove } from "./mailings/approve-command.ts";

/** `matchward people`: who is in the roster, and of whom staff may have to do something. */
const addPeople = (matchward: Command, console: Console): void => {
  const lists = ["held", "failed", "declined", "unanswered"];
  const others = (name: string) => lists.filter((list) => list !== name);
  placed(matchward.command("people"))
    .description("list the people of a school: all, or those whom staff may have to do something about")
    .addOption(new Option("--held", "of whom something is doubted: no mail goes to them").conflicts(others("held")))
    .addOption(
      new Option("--failed", "whose address failed, so that nothing is sent to it").conflicts(others("failed")),
    )
    .addOption(new Option("--declined", "who declined mails, and which").conflicts(others("declined")))
    .option("--unanswered <occurrence>", "who was asked there, is still here and has not answered")
    .option("--csv", "as CSV, for a spreadsheet or a merge of letters")
    .addHelpText(
      "after",
      examples(
        "people --stage prod --unanswered retake-cim-survey@2027 --csv > unanswered.csv",
        "people --local --held",
      ),
    )
    .action(async (_, command: Command) => {
      const { held, failed, declined, unanswered, csv } = command.opts();
      const only = held ? "held" : failed ? "failed" : declined ? "declined" : undefined;
      await order(command, console, { order: "people", only, unanswered, csv });
    });
};

const addDone = (matchward: Command, console: Console): void => {
  changing(matchward.command("done"))
    .description("record that somebody has done what an occurrence asks, so that they hear no more of it")
    .argument("<person>", "whose task", named("somebody"))
    .argument("<occurrence>", "which one, e.g. retake-cim-survey@2027", named("an occurrence"))
    .addOption(byOption())
    .option("--undo", "take it back: it is due again")
    .addHelpText("after", examples("done 00410101 retake-cim-survey@2027 --stage prod --by 'R. Vance'"))
    .action(async (person: string, occurrence: string, _, command: Command) => {
      const { by, undo } = command.opts();
      await order(command, console, { order: "done", person, occurrence, by, undo });
    });
};

const addWaive = (matchward: Command, console: Console): void => {
  changing(matchward.command("waive"))
    .description("excuse somebody from what an occurrence asks, so that they hear no more of it")
    .argument("<person>", "whose task", named("somebody"))
    .argument("<occurrence>", "which one, e.g. retake-cim-survey@2027", named("an occurrence"))
    .option("--reason <text>", "why, for whoever asks later", named("a reason"))
    .addOption(byOption())
    .option("--undo", "take it back: it is due again")
    .addHelpText("after", examples("waive 00410101 retake-cim-survey@2027 --stage prod --reason 'abroad until June'"))
    .action(async (person: string, occurrence: string, _, command: Command) => {
      const { by, undo, reason } = command.opts();
      await order(command, console, { order: "waive", person, occurrence, by, reason, undo });
    });
};

const addEvidence = (matchward: Command, console: Console): void => {
  changing(matchward.command("evidence"))
    .description("hold a dated list of who did it (CSV or Excel) against what students say, and verify who is in it")
    .argument("<file>", "the list: a column student_id or email, and a date")
    .addOption(
      new Option("--milestone <id>", "what they did, e.g. retake-cim-survey")
        .argParser(named("a milestone"))
        .makeOptionMandatory(),
    )
    .addOption(byOption())
    .addHelpText("after", examples("evidence cim-dates.csv --milestone retake-cim-survey --stage prod"))
    .action(async (file: string, _, command: Command) => {
      const { milestone, by } = command.opts();
      const { rows, rejected } = await loadEvidence(file);
      for (const { line, reason } of rejected) console.err.write(`${file}:${line}: rejected: ${reason}\n`);
      await order(command, console, { order: "evidence", milestone, by: `${by}, ${basename(file)}`, rows });
    });
};

const addChoices = (matchward: Command, console: Console): void => {
  changing(matchward.command("choices"))
    .description("tell which mails somebody declined, and take a kind back at their word")
    .argument("<person>", "whose choices", named("somebody"))
    .addOption(new Option("--undo <kind>", "they want these mails again, and said so").choices(DECLINABLE_KINDS))
    .addOption(byOption())
    .addHelpText("after", examples("choices 00410101 --stage prod", "choices 00410101 --undo calendar --stage prod"))
    .action(async (person: string, _, command: Command) => {
      const { by, undo } = command.opts();
      await order(command, console, { order: "choices", person, by, undo });
    });
};

const addRetry = (matchward: Command, console: Console): void => {
  changing(matchward.command("retry-address"))
    .description("write to somebody's failed address again, and send what bounced and is still of use")
    .argument("<person>", "whose address", named("somebody"))
    .addHelpText("after", examples("retry-address 00410101 --stage prod"))
    .action(async (person: string, _, command: Command) => {
      await order(command, console, { order: "retry-address", person });
    });
};

const addRelease = (matchward: Command, console: Console): void => {
  changing(matchward.command("release"))
    .description("let go of somebody who is held: mails come again, and the same doubt never holds them again")
    .argument("<person>", "of whom", named("somebody"))
    .addOption(byOption())
    .option("--undo", "take it back: they are held again")
    .addHelpText("after", examples("release 00410101 --stage prod"))
    .action(async (person: string, _, command: Command) => {
      const { by, undo } = command.opts();
      await order(command, console, { order: "release", person, by, undo });
    });
};

const addUnmatched = (matchward: Command, console: Console): void => {
  changing(matchward.command("unmatched"))
    .description("for deans: mark somebody for the help of Match Week; without a name, list whom deans have marked")
    .argument("[person]", "whom", named("somebody"))
    .addOption(new Option("--by <dean>", "the dean's address, as in school.yaml").makeOptionMandatory())
    .option("--undo", "take the mark back")
    .addHelpText("after", examples("unmatched 00410101 --stage prod --by dean@school.example"))
    .action(async (person: string | undefined, _, command: Command) => {
      await order(command, console, { order: "unmatched", person, ...command.opts<{ by: string; undo?: boolean }>() });
    });
};

const addIdentity = (matchward: Command, console: Console): void => {
  changing(matchward.command("rename"))
    .description("give somebody another school id; all that is theirs stays theirs")
    .argument("<person>", "whom", named("somebody"))
    .argument("<id>", "the school's id from now on", named("an id"))
    .addHelpText("after", examples("rename ada@b.example 00410101 --stage prod"))
    .action(async (person: string, to: string, _, command: Command) => {
      await order(command, console, { order: "rename", person, to });
    });
  changing(matchward.command("merge"))
    .description("make one of two people who are the same: answers, mails and choices of both stay")
    .argument("<person>", "who stays", named("somebody"))
    .argument("<other>", "who turned out to be them", named("somebody"))
    .addHelpText("after", examples("merge 00410101 410101 --stage prod"))
    .action(async (person: string, other: string, _, command: Command) => {
      await order(command, console, { order: "merge", person, other });
    });
  changing(matchward.command("remove"))
    .description("take somebody out of sight who should never have been there; their records stay")
    .argument("<person>", "whom", named("somebody"))
    .option("--undo", "bring them back, named by their id")
    .addHelpText("after", examples("remove 00410101 --stage prod"))
    .action(async (person: string, _, command: Command) => {
      await order(command, console, { order: "remove", person, undo: command.opts().undo });
    });
};

/** Adds `matchward imports`: what became of each roster, and deciding of one. */
const addImports = (matchward: Command, console: Console): void => {
  changing(matchward.command("imports"))
    .description("list the rosters that came and what became of each; decide of one that waits, or take one back")
    .addOption(
      new Option("--approve <id>", "say yes to one that waits: it counts")
        .argParser(named("a roster by its id"))
        .conflicts(["discard", "takeBack"]),
    )
    .addOption(
      new Option("--discard <id>", "say no to one that waits")
        .argParser(named("a roster by its id"))
        .conflicts("takeBack"),
    )
    .option("--take-back", "undo the newest roster that counts: people are as they were before it")
    .addHelpText("after", examples("imports --stage prod", "imports --local --take-back"))
    .action(async (_, command: Command) => {
      const { approve, discard, takeBack } = command.opts();
      await order(command, console, { order: "imports", approve, discard, takeBack });
    });
};

/** The commands by which staff see and decide of people. */
export const addOffice = (matchward: Command, console: Console): void => {
  for (const add of [
    addPeople,
    addDone,
    addWaive,
    addEvidence,
    addChoices,
    addRetry,
    addRelease,
    addUnmatched,
    addImports,
    addFeed,
    addApprove,
    addIdentity,
  ])
    add(matchward, console);
};
