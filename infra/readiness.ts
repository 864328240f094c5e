import { globSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Program } from "#domain/calendar/program.ts";
import type { School } from "#domain/time/school.ts";
import { atFault, domainOf, identityOf, type Settings } from "./settings.ts";

/** True for an address of a domain that is kept for examples: nobody reads there. */
const isInvented = (address: string): boolean =>
  /[@.](example\.(com|edu|net|org)|[^@]+\.(example|test|invalid))$/i.test(address);

/** The school of the sample program: its own domain alone may write in its name. */
const SAMPLE = { name: /^(Harvard Medical School|HMS Career Advising)$/i, domain: /(^|\.)harvard\.edu$/i };

const own = (what: string): string => `${what}: give your school's own`;

const faultsOfSettings = (settings: Settings): string[] => {
  const { sender, schoolAddress, alarmEmail } = settings;
  return [
    ...(isInvented(sender) ? [own(`sender ${sender} is invented`)] : []),
    ...(schoolAddress.includes("Exampletown") ? [own("schoolAddress is invented")] : []),
    ...(identityOf(settings).includes("@")
      ? [`senderIdentity ${identityOf(settings)} is an address, so that no mail is signed by your school's domain`]
      : []),
    ...(alarmEmail === undefined ? ["alarmEmail is missing: nobody would be told of an alarm"] : []),
    ...(alarmEmail !== undefined && isInvented(alarmEmail) ? [own(`alarmEmail ${alarmEmail} is invented`)] : []),
  ];
};

const faultsOfSchool = ({ program, sender }: Settings, school: School): string[] => {
  const file = `${program}/school.yaml`;
  const named = [school.name, school.sender.name].find((name) => SAMPLE.name.test(name.trim()));
  const isTheirs = SAMPLE.domain.test(domainOf(sender));
  const { sender: from, office } = school;
  return [
    ...(named === undefined || isTheirs ? [] : [own(`${file}: "${named}" is the sample's name`)]),
    ...(isInvented(from.replyTo) ? [own(`${file}: replyTo ${from.replyTo} is invented`)] : []),
    ...(isInvented(office.email) ? [own(`${file}: the office's email ${office.email} is invented`)] : []),
  ];
};

/**
 * What keeps a deployment from real students: what is still the sample's, alarms that nobody hears, mails that the
 * school's domain does not sign. A production stage is refused for any of it, another one warned.
 * @returns a sentence each, without a full stop
 */
const notReady = (settings: Settings, school: School): string[] => [
  ...faultsOfSettings(settings),
  ...faultsOfSchool(settings, school),
];

/**
 * Warnings for a stage that is not ready for real students.
 * @throws Error that names every fault, where the stage is production
 */
export const judge = (settings: Settings, school: School): string[] => {
  const faults = notReady(settings, school);
  if (settings.stage === "prod" && faults.length > 0) throw atFault(faults);
  return faults.map((fault) => `warning: ${fault} (a production stage is refused for this)`);
};

/** Tells which program goes out, as what, and which folders beside it do not. */
export const deploys = ({ stage, program: folder }: Settings, { id, school }: Program, others: readonly string[]) =>
  [
    `matchward ${stage} runs the program in ${folder} (id ${id}, ${school.name})`,
    ...(others.length === 0 ? [] : [`and not that in ${others.join(", ")}: choose by -c program=<folder>`]),
  ].join(", ");

/** The other folders of programs that lie beside one. */
export const otherPrograms = (folder: string): string[] =>
  globSync("*/school.yaml", { cwd: dirname(resolve(folder)) })
    .map((file) => dirname(file))
    .filter((name) => name !== basename(resolve(folder)))
    .map((name) => join(dirname(folder), name))
    .sort();
