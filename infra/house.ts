import type { StackProps } from "aws-cdk-lib";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { CodeOf } from "./bundles.ts";
import type { Settings } from "./settings.ts";
import type { Stage } from "./stages.ts";

/** What every house construct needs to know of the deployment that it is part of. */
export interface House {
  settings: Settings;
  stage: Stage;
  codeOf: CodeOf;
  /** Where alarms are told. */
  alarms: ITopic;
}

/** The name of a thing in this stage, e.g. `matchward-dev-send-mail`; without a name, that of the stage itself. */
export const nameIn = (settings: Settings, ...name: string[]): string =>
  ["matchward", settings.stage, ...name].join("-");

/** What every stack is given: its region (a table with a key of its own must know it), and what it is for. */
export const stackProps = (settings: Settings, description: string): StackProps => ({
  env: { region: settings.region },
  description: `matchward: ${description}`,
});
