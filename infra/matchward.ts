import { type App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { Program } from "#domain/calendar/program.ts";
import type { StoredTemplate } from "#files/program-folder/index.ts";
import type { CodeOf } from "./bundles.ts";
import type { House } from "./house.ts";
import { type Settings, stageOf } from "./settings.ts";
import { MailStack } from "./stacks/mail.ts";
import { RecordsStack } from "./stacks/records.ts";
import { WebStack } from "./stacks/web.ts";
import { WorkflowStack } from "./stacks/workflow.ts";

/** A school's program, and how it is to be deployed. */
export interface DeployedSchool {
  settings: Settings;
  program: Program;
  templates: readonly StoredTemplate[];
  codeOf: CodeOf;
}

/**
 * Puts a school's four stacks into an app: records, then web and mail, then the workflow that uses them all.
 * @returns the stacks, in the order in which they are deployed
 */
export const deploySchool = (app: App, { settings, program, templates, codeOf }: DeployedSchool) => {
  const records = new RecordsStack(app, settings);
  const house: House = {
    settings,
    stage: stageOf(settings),
    codeOf,
    alarms: records.alarms.topic,
  };
  const web = new WebStack(app, house, records.stored);
  const mail = new MailStack(app, house, templates);
  const { stored } = records;
  const workflow = new WorkflowStack(app, house, { program, stored, mailing: mail.mailing, siteUrl: web.siteUrl });
  Tags.of(app).add("matchward:stage", settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { records, web, mail, workflow };
};
