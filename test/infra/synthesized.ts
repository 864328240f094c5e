import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { Program } from "#domain/calendar/program.ts";
import config from "../../cdk.json" with { type: "json" };
import { deploySchool } from "../../infra/matchward.ts";
import type { Settings } from "../../infra/settings.ts";
import { temporaryFolder } from "../temporary-folder.ts";

// The WASM template validation takes seconds once a process and tells nothing that these tests look for.
process.env.CDK_VALIDATION = "false";

const SETTINGS: Settings = {
  stage: "dev",
  region: "us-east-1",
  sender: "advising@school.example",
  schoolAddress: "1 School Street, Schooltown",
  program: "program/none",
  runbook: "docs/runbook.md",
};

export const PROGRAM: Program = {
  id: "small",
  school: {
    name: "School of Medicine",
    shortName: "School",
    timeZone: "America/New_York",
    sendAt: "09:00",
    sender: { name: "Career Advising", replyTo: "advising@school.example" },
    office: { name: "Office", email: "office@school.example" },
    quietDays: { weekends: true, usFederalHolidays: true, dates: [] },
    sendWindow: { from: "08:00", to: "20:00" },
    catchUpDays: 14,
  },
  tracks: [{ id: "pathways", title: "Pathways", years: 4, phases: [] }],
  milestones: [
    {
      id: "match-day",
      title: "Match Day",
      audience: { tracks: ["pathways"] },
      when: { type: "yearly", anchor: "graduation", year: 0, on: { month: 3, nth: 3, weekday: 5 } },
      exact: true,
      mails: { open: "match-day" },
      mail: "calendar",
      showsAccessCode: false,
    },
    {
      id: "intro-cim-survey",
      title: "Survey",
      audience: { tracks: ["pathways"] },
      when: { type: "dates", anchor: "matriculation", year: 0, dates: { "2026": "2026-10-12", "2027": "2027-10-18" } },
      exact: false,
      mails: { open: "intro-cim-survey" },
      mail: "essential",
      showsAccessCode: false,
    },
  ],
};

const TEMPLATES = ["match-day", "intro-cim-survey", "intro-cim-survey-reminder"].map((id) => ({
  id,
  subject: `About ${id}, {{text.firstName}}`,
  html: "<p>{{html.firstName}}</p>",
  text: "{{text.firstName}}",
}));

const synthesize = (settings: Partial<Settings>) => {
  const app = new App({
    outdir: temporaryFolder(),
    context: config.context,
  });
  const stacks: Record<string, Stack> = deploySchool(app, {
    settings: { ...SETTINGS, ...settings },
    program: PROGRAM,
    templates: TEMPLATES,
    codeOf: () => Code.fromAsset(import.meta.dirname),
  });
  const templates = Object.entries(stacks).map(([name, stack]) => [name, Template.fromStack(stack)] as const);
  return { app, templates: Object.fromEntries(templates) };
};

const known = new Map<string, ReturnType<typeof synthesize>>();

/**
 * Synthesizes a stage from a small program, without bundling the functions; once for all who ask for it alike, so leave
 * it unchanged.
 */
export const synthesized = (settings: Partial<Settings> = {}): ReturnType<typeof synthesize> => {
  const name = JSON.stringify(settings);
  const found = known.get(name) ?? synthesize(settings);
  known.set(name, found);
  return found;
};
