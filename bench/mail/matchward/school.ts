import { createSecretKey } from "node:crypto";
import type { LinkKeys } from "#adapters/links/link-token.ts";
import { type SesSettings, sesClient, sesMailer } from "#adapters/ses/ses-mailer.ts";
import { Program } from "#domain/calendar/program.ts";
import { instantAt } from "#domain/time/dates.ts";
import { readRules } from "#files/program-folder/index.ts";
import { DEFAULT_PROGRAM } from "../../../cli/places.ts";
import { SURVEY, ZONES } from "../cohort.ts";

/** Where the students' pages would be. */
export const SITE_URL = "https://careers.school.example";

/** The key that signs the links, held as it is after a cold start. */
export const KEYS: LinkKeys = { current: { kid: "k1", key: createSecretKey("a".repeat(64), "utf8") } };

const rules = await readRules(DEFAULT_PROGRAM, 2026);

/** The default program in one of the three time zones, asking nothing but the one survey. */
export const programIn = (zone: number): Program => {
  if (!rules.ok) throw new Error("The default program has faults.");
  const { id: program, school, tracks, milestones } = rules.program;
  return Program.parse({
    id: program,
    school: { ...school, timeZone: ZONES[zone] },
    tracks,
    milestones: milestones.filter(({ id }) => id === SURVEY.milestone),
  });
};

/** The sending time of a school date, as an instant. */
export const morningOf = ({ school }: Program, date: string): string => instantAt(date, school.sendAt, school.timeZone);

/** How everybody in the bench sends, matchward and peers alike. */
export const SES_SETTINGS: SesSettings = {
  sender: { name: "Career Advising", address: "careers@school.example", replyTo: "advising@school.example" },
  identityArn: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
  configurationSet: "matchward",
  templatePrefix: "",
};

/** The product's own SES client, which the bench's environment points to the sink. */
export const benchMailer = () => sesMailer(sesClient(), SES_SETTINGS);
