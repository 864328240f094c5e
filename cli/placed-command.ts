import { userInfo } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { OfficeOrder } from "./office/order.ts";
import { portNumber, USUAL_PORT } from "./port-number.ts";
import { programOption } from "./program-option.ts";
import type { StageAsked } from "./stage/on-stage.ts";
import type { Console } from "./terminal.ts";

/** Where an order goes: a deployed stage, or a run of this machine; `true` for its usual port. */
interface Where extends Omit<StageAsked, "stage"> {
  stage?: string;
  local?: number | true;
}

const WHO = `
PERSON is the school's id of somebody, or their address. --by says whose word is recorded.`;

const WHERE = `
Name a deployed stage (--stage prod), or the school that runs on this machine (--local).
`;

/** The end of the help of a command that names a person, or who decides. */
export const examples = (...lines: string[]): string => `${WHO}${examplesOfNobody(...lines)}`;

/** The end of the help of any other that goes to a place. */
export const examplesOfNobody = (...lines: string[]): string =>
  `${WHERE}\nExamples:\n${lines.map((line) => `  $ matchward ${line}\n`).join("")}`;

export const named = (what: string) => (text: string) => {
  if (text.trim() === "") throw new InvalidArgumentError(`Name ${what}.`);
  return text.trim();
};

export const byOption = (): Option =>
  new Option("--by <name>", "who says so")
    .argParser(named("who says so"))
    .default(userInfo().username, "your user name");

/** Adds what names the place that a command looks at or changes. */
export const placed = (command: Command): Command =>
  command
    .addOption(new Option("--stage <stage>", "deployed stage").choices(["dev", "prod"]).conflicts("local"))
    .addOption(
      new Option("--local [port]", "the school that runs on this machine, at port 3000 unless told").argParser(
        portNumber,
      ),
    )
    .option("--region <region>", "AWS region; else that of your AWS settings")
    .addOption(programOption());

export const changing = (command: Command): Command => placed(command).option("--yes", "do not ask");

/** Sends an order to the place that was named; a usage error where none was. */
export const order = async (command: Command, console: Console, ordered: OfficeOrder): Promise<void> => {
  const { stage, local, ...asked } = command.opts<Where>();
  if (local !== undefined) {
    const port = local === true ? USUAL_PORT : local;
    return (await import("./office/places/on-local-run.ts")).onLocalRun({ port, yes: asked.yes }, ordered, console);
  }
  if (stage === undefined) command.error("error: name a deployed stage (--stage prod), or this machine's (--local)");
  else
    await (await import("./office/places/on-deployed-stage.ts")).onDeployedStage({ ...asked, stage }, ordered, console);
};
