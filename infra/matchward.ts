import { type App, Tags } from "aws-cdk-lib";
import type { Program } from "#domain/calendar/program.ts";
import type { StoredTemplate } from "#files/program-folder/index.ts";
import type { CodeOf } from "./bundles.ts";
import type { House } from "./house.ts";
import { type Settings, stageOf } from "./settings.ts";
import { MailStack } from "./stacks/mail.ts";
import { NudgesStack } from "./stacks/nudges.ts";
import { OfficeStack } from "./stacks/office.ts";
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
 * Puts a school's stacks into an app: records, then web, mail and nudges, then the workflow that uses them all, and
 * the office.
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
  const opening = new Set(program.milestones.map(({ mails }) => mails.open));
  const { opens = [], nudges: later = [] } = Object.groupBy(templates, ({ id }) =>
    opening.has(id) ? "opens" : "nudges",
  );
  const mail = new MailStack(app, house, opens);
  const { stored } = records;
  const workflow = new WorkflowStack(app, house, { program, stored, mailing: mail.mailing, siteUrl: web.siteUrl });
  const nudges = later.length === 0 ? undefined : new NudgesStack(app, house, later);
  // A text that goes from one stack to the other keeps its name: it has to be gone before it is made anew.
  nudges?.addStackDependency(mail, "their texts are named alike");
  if (nudges) workflow.addStackDependency(nudges, "it sends these texts");
  const { mailing } = mail;
  const { mailQueue } = workflow;
  const { school } = program;
  const office = new OfficeStack(app, house, {
    api: web.api,
    siteUrl: web.siteUrl,
    school,
    stored,
    mailing,
    mailQueue,
  });
  Tags.of(app).add("matchward:stage", settings.stage);
  return { records, web, mail, ...(nudges && { nudges }), workflow, office };
};
