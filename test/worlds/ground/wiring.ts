import { createSecretKey } from "node:crypto";
import { signChoiceLink } from "#adapters/links/choice-token.ts";
import type { LinkKeys } from "#adapters/links/link-token.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { PartGroups } from "#adapters/parts/part-groups.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { MemoryRecords } from "#adapters/records/memory-records.ts";
import type { memoryFiles } from "#adapters/s3/memory-files.ts";
import type { Mailer } from "#adapters/ses/mailer.ts";
import type { SendingAccount } from "#adapters/ses/sending-account.ts";
import { sesMailer } from "#adapters/ses/ses-mailer.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import { publishChanges } from "../../../functions/publish-changes/publish-changes.ts";
import type { SendMailNeeds } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import type { WorldSes } from "../services/ses.ts";
import type { Ground } from "./ground.ts";
import { partsFor } from "./instances.ts";
import { call, type Process, travelling } from "./process.ts";

/** Wiring with a bug in it, to show that worlds find it; nothing changed is the product. */
export interface Variant {
  groups?: (groups: PartGroups) => PartGroups;
  parts?: (parts: Parts, groups: PartGroups) => Parts;
  send?: (needs: SendMailNeeds) => SendMailNeeds;
  mailer?: (mailer: Mailer) => Mailer;
  /** True: what a batch read leaves unanswered is not asked for again. */
  forgetsUnread?: boolean;
  publish?: typeof publishChanges;
}

/** What the functions touch. */
export interface Outside {
  program: Program;
  records: MemoryRecords;
  ses: WorldSes;
  variant: Variant;
}

export const SITE = "https://careers.school.example";

export const KEYS: LinkKeys = { current: { kid: "k1", key: createSecretKey("a".repeat(64), "utf8") } };

/** The token of a mail of an earlier year, which still answers. */
export const oldChoiceToken = (student: string, kind: DeclinableKind): string =>
  signChoiceLink(KEYS, { program: "hms", student, kind, expiresAt: "2029-01-01T00:00:00.000Z" });

export const CONFIGURATION_SET = "matchward";

const SES_SETTINGS = {
  sender: { name: "Career Advising", address: "careers@school.example", replyTo: "advising@school.example" },
  identityArn: "arn:aws:ses:us-east-1:111122223333:identity/school.example",
  configurationSet: CONFIGURATION_SET,
  templatePrefix: "",
};

const keysFor = (ground: Ground, process: Process) => () => call(ground, process, "secret.get", () => KEYS);

/** Reads students by their ids as `BatchGetItem` does: each answer may leave some unread, which are asked for again. */
const readSome = async (
  ground: Ground,
  process: Process,
  outside: Outside,
  ids: readonly string[],
): Promise<Awaited<ReturnType<People["some"]>>> => {
  const unread = new Set<string>();
  const read = () => {
    const partly = ground.faults().partlyRead;
    for (const id of ids) if (ids.length > 1 && ground.chance.is(partly)) unread.add(id);
    return outside.records.people.some(ids.filter((id) => !unread.has(id)));
  };
  const found = await call(ground, process, "roster.some", read);
  if (unread.size === 0 || outside.variant.forgetsUnread) return found;
  return [...found, ...(await readSome(ground, process, outside, [...unread]))];
};

// A sender's own count is nothing that travels.
const accountFor = (ground: Ground, process: Process, { ses: { account } }: Outside): SendingAccount => ({
  state: (now) => call(ground, process, "ses.account", () => account.state(now)),
  count: account.count,
});

/** What `send-mail` needs, as that process reaches it. */
export const sendMailNeeds = (ground: Ground, process: Process, outside: Outside): SendMailNeeds => {
  const mailer = sesMailer(outside.ses.clientOf(process), SES_SETTINGS);
  const needs = {
    program: outside.program,
    writers: WRITERS,
    people: { some: (ids: readonly string[]) => readSome(ground, process, outside, ids) },
    parts: partsFor(ground, process, outside),
    sessions: travelling(ground, process, "sessions", outside.records.sessions),
    guestLists: travelling(ground, process, "guest lists", outside.records.guestLists),
    preflight: travelling(ground, process, "preflight", outside.records.preflight),
    pace: travelling(ground, process, "pace", outside.records.pace),
    account: accountFor(ground, process, outside),
    mailer: outside.variant.mailer?.(mailer) ?? mailer,
    keys: keysFor(ground, process),
    siteUrl: SITE,
  };
  return outside.variant.send?.(needs) ?? needs;
};

/** What the mornings' functions and the import need. */
export const morningNeeds = (ground: Ground, process: Process, outside: Outside, queue: MailQueue) => ({
  program: outside.program,
  people: travelling(ground, process, "roster", outside.records.people),
  parts: partsFor(ground, process, outside),
  choices: travelling(ground, process, "choices", outside.records.choices),
  school: travelling(ground, process, "school", outside.records.school),
  mailings: travelling(ground, process, "runs", outside.records.mailings),
  sessions: outside.records.sessions,
  guestLists: outside.records.guestLists,
  pace: travelling(ground, process, "pace", outside.records.pace),
  queue: travelling(ground, process, "queue", queue),
});

/** What the site needs. */
export const siteNeeds = (ground: Ground, process: Process, outside: Outside) => ({
  program: outside.program,
  occurrenceOf: (id: string) => findOccurrence(outside.program, id),
  parts: partsFor(ground, process, outside),
  codes: travelling(ground, process, "codes", outside.records.accessCodes),
  choices: travelling(ground, process, "choices", outside.records.choices),
  keys: keysFor(ground, process),
  siteUrl: SITE,
});

/** What the import needs: the morning's, the file, and keys that say nothing of a student. */
export const importNeeds = (
  ground: Ground,
  process: Process,
  outside: Outside,
  files: ReturnType<typeof memoryFiles>,
) => ({
  program: outside.program,
  files: travelling(ground, process, "files", files),
  people: travelling(ground, process, "roster", outside.records.people),
  accessCodes: travelling(ground, process, "codes", outside.records.accessCodes),
  parts: partsFor(ground, process, outside),
  school: travelling(ground, process, "school", outside.records.school),
  imports: travelling(ground, process, "imports", outside.records.imports),
  sessions: travelling(ground, process, "sessions", outside.records.sessions),
  newKey: () => ground.chance.letters(22),
});

/** The deed of `publish-changes`, or the variant's. */
export const publishOf = ({ publish }: Variant): typeof publishChanges => publish ?? publishChanges;
