import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import { signGuestLink } from "#adapters/links/guest-token.ts";
import { parseLinkKeys } from "#adapters/links/link-keys.ts";
import { type LinkKeys, signLink } from "#adapters/links/link-token.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbMarks } from "#adapters/marks/dynamodb-marks.ts";
import { dynamodbNotes } from "#adapters/notes/dynamodb-notes.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbProgress } from "#adapters/progress/dynamodb-progress.ts";
import type { Files } from "#adapters/s3/files.ts";
import { uploadsInto } from "#adapters/s3/uploads.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import { dynamodbUsers } from "#adapters/users/dynamodb-users.ts";
import { findOccurrence, linkExpiresAt } from "#domain/calendar/occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { sessionOf } from "#domain/sessions/session-subject.ts";
import { guestLinkExpiresAt } from "#domain/sessions/session-waves.ts";
import { COMPILED_PROGRAM } from "#files/program-folder/compiled-program.ts";
import type { OfficeRecords } from "#office/records.ts";
import { guestPath, studentPath } from "#pages/routes.ts";
import type { Deployment } from "./deployment.ts";
import type { Database } from "./emulators/dynamodb-local.ts";
import { secretText } from "./gateway/secrets.ts";
import { stayIn } from "./http/stay-in.ts";
import {
  lateAccessCodes,
  lateAuditLog,
  lateChoices,
  lateCorrections,
  lateFeeds,
  lateGuestLists,
  lateMailings,
  lateParts,
  latePeople,
  lateProgress,
  lateSessions,
} from "./late-records.ts";
import type { System } from "./system.ts";

/** What staff read and write of the emulated stores, and the links that students are sent. */
export interface DeployedRecords {
  records: OfficeRecords;
  linkFor: System["linkFor"];
  /** Keeps whoever asks signed in, by the cookies that they bring. */
  stayIn(cookies: string | null, now: string): Promise<void>;
  stop(): void;
}

/** The value that the deployed functions are given under a name of their environment. */
const environmentValue = ({ functions }: Deployment, name: string): string => {
  const found = functions.map(({ environment }) => environment[name]).find((value) => value !== undefined);
  if (found === undefined) throw new Error(`No deployed function is given ${name}.`);
  return found;
};

interface RecordsParts {
  send(queue: string, body: string): void;
  files: Files;
  onWrite(): void;
}

/**
 * Opens the records table straight on the emulator, and signs links with the deployed key.
 * @param send puts a message on the queue of that name; `files` are the buckets; `onWrite` is called after each write
 */
export const openRecords = (
  deployment: Deployment,
  { endpoint, keyId }: Database,
  { send, files, onWrite }: RecordsParts,
): DeployedRecords => {
  const credentials = { accessKeyId: keyId, secretAccessKey: "local" };
  const sdk = dynamodbClient({ endpoint, region: deployment.region, credentials });
  const client = tellingWrites(sdk, onWrite);
  // Asked for late: a deployment without records can run as long as nobody looks at them.
  const table = () => environmentValue(deployment, "RECORDS_TABLE");
  let read: Promise<Program> | undefined;
  const programId = async () => {
    read ??= deployedProgram(deployment);
    return (await read).id;
  };
  const people = async () => dynamodbPeople(client, table(), await programId());
  const parts = async () => dynamodbParts(client, table(), await programId());
  const mailings = async () => dynamodbMailings(client, table(), await programId());
  const sessions = async () => dynamodbSessions(client, table(), await programId());
  const guestLists = async () => dynamodbGuestLists(client, table(), await programId());
  const marks = async () => dynamodbMarks(client, table(), await programId());
  const feeds = async () => dynamodbFeeds(client, table(), await programId());
  const school = async () => dynamodbSchoolRecord(client, table(), await programId());
  return {
    records: {
      auditLog: lateAuditLog(async () => dynamodbAuditLog(client, table(), await programId())),
      people: latePeople(people),
      users: { all: async () => dynamodbUsers(client, table(), await programId()).all() },
      notes: { remove: async (...of) => dynamodbNotes(client, table(), await programId()).remove(...of) },
      parts: lateParts(parts),
      progress: lateProgress(async () => dynamodbProgress(client, table(), await programId())),
      choices: lateChoices(async () => dynamodbChoices(client, table())),
      corrections: lateCorrections(async () => dynamodbCorrections(client, table(), await programId())),
      accessCodes: lateAccessCodes(async () => dynamodbAccessCodes(client, table())),
      mailings: lateMailings(mailings),
      marks: {
        of: async (year) => (await marks()).of(year),
        mark: async (...marked) => (await marks()).mark(...marked),
        takeBack: async (...taken) => (await marks()).takeBack(...taken),
      },
      imports: {
        all: async () => dynamodbImports(client, table(), await programId()).all(),
        decide: async (...decided) => dynamodbImports(client, table(), await programId()).decide(...decided),
      },
      sessions: lateSessions(sessions),
      guestLists: lateGuestLists(guestLists),
      feeds: lateFeeds(feeds),
      escalations: { since: async (day) => dynamodbEscalations(client, table(), await programId()).since(day) },
      files,
      uploads: uploadsInto(files, () => environmentValue(deployment, "ROSTERS_BUCKET")),
      school: { startedOn: async () => (await school()).startedOn() },
      queue: mailQueue(deployment, send),
      // The emulator keeps no list of its own: what becomes of a mail goes by its address alone.
      suppressionList: { forget: async () => undefined },
    },
    linkFor: async (student, to) => linkTo(deployment, student, (await sessionNamed(sessions, to)) ?? to),
    stayIn: (...asked) => stayIn(async () => ({ client, table: table(), program: await programId() }), ...asked),
    stop: () => sdk.destroy(),
  };
};

/** A client that tells of each write, even of one whose answer did not come. */
const tellingWrites = (client: ItemCalls, onWrite: () => void): ItemCalls => ({
  getItem: client.getItem,
  query: client.query,
  batchGetItem: client.batchGetItem,
  putItem: (request) => client.putItem(request).finally(onWrite),
  updateItem: (request) => client.updateItem(request).finally(onWrite),
});

/** The mail queue, reached without the gateway. */
const mailQueue = (deployment: Deployment, send: (queue: string, body: string) => void): MailQueue => ({
  send: async (messages) => {
    const url = environmentValue(deployment, "MAIL_QUEUE_URL");
    const queue = deployment.queues.find((one) => one.url === url);
    if (queue === undefined) throw new Error("The mail queue is not deployed.");
    for (const message of messages) send(queue.name, JSON.stringify(message));
  },
});

/** The program as it was deployed: beside the bundle of any function that reads it. */
const deployedProgram = async ({ functions }: Deployment): Promise<Program> => {
  for (const { codePath } of functions) {
    const text = await readFile(join(codePath, COMPILED_PROGRAM), "utf8").catch(() => undefined);
    if (text !== undefined) return Program.parse(JSON.parse(text));
  }
  throw new Error(`No deployed function carries a ${COMPILED_PROGRAM}.`);
};

const sessionNamed = async (
  sessions: () => Promise<Pick<Sessions, "get">>,
  subject: string,
): Promise<KnownSession | undefined> => {
  const id = sessionOf(subject);
  return id === undefined ? undefined : (await sessions()).get(id);
};

const linkTo = async (deployment: Deployment, student: string, to: string | KnownSession): Promise<string> => {
  const program = await deployedProgram(deployment);
  const site = environmentValue(deployment, "SITE_URL");
  const names = { program: program.id, student };
  if (typeof to !== "string") {
    const guest = { ...names, session: to.id, expiresAt: guestLinkExpiresAt(program, to) };
    return `${site}${guestPath(signGuestLink(linkKeys(deployment), guest))}`;
  }
  const occurrence = findOccurrence(program, to);
  if (occurrence === undefined) throw new Error(`The deployed program has no occurrence "${to}".`);
  const expiresAt = linkExpiresAt(program, occurrence);
  const token = signLink(linkKeys(deployment), { ...names, occurrence: to, expiresAt });
  return `${site}${studentPath("survey", token)}`;
};

const linkKeys = (deployment: Deployment): LinkKeys => {
  const named = environmentValue(deployment, "LINK_KEY_SECRET");
  const secret = deployment.secrets.find(({ name, arn }) => name === named || arn === named);
  if (secret === undefined) throw new Error("The link key secret is not deployed.");
  return parseLinkKeys(secretText(secret));
};
