import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { parseLinkKeys } from "#adapters/links/link-keys.ts";
import { signLink } from "#adapters/links/link-token.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/people/dynamodb-roster.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { findOccurrence, linkExpiresAt } from "#domain/calendar/occurrences.ts";
import { Program } from "#domain/calendar/program.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import { type PausedMailing, pausedMailings, pauseMailing } from "#office/mailings/paused-mailings.ts";
import { type DecidingNeeds, decideMails } from "#office/mails/decide-mails.ts";
import { studentPath } from "#pages/routes.ts";
import type { Deployment } from "./deployment.ts";
import type { Database } from "./emulators/dynamodb-local.ts";
import { secretText } from "./gateway/secrets.ts";
import type { System } from "./system.ts";

/** What the pages and tests read, beside the functions and uncounted. */
export interface RecordsReader extends Pick<System, "students" | "partsOf" | "choicesOf" | "linkFor"> {
  /** What a person decides, put on the queue as a message of that queue's name. */
  decideMails(
    of: { at: string; send: (queue: string, body: string) => void },
    ...decided: Parameters<System["decideMails"]>
  ): ReturnType<System["decideMails"]>;
  /** `now` and `at`: ISO 8601 UTC. */
  pausedMailings(now: string): Promise<PausedMailing[]>;
  resumeMailing(run: Mailing, of: { since: string; at: string }): Promise<boolean>;
  pauseMailing(run: Mailing, at: string): Promise<boolean>;
  stop(): void;
}

/** The value that the deployed functions are given under a name of their environment. */
const environmentValue = ({ functions }: Deployment, name: string): string => {
  const found = functions.map(({ environment }) => environment[name]).find((value) => value !== undefined);
  if (found === undefined) throw new Error(`No deployed function is given ${name}.`);
  return found;
};

/** Reads the records table straight from the emulator, and signs links with the deployed key. */
export const createRecordsReader = (deployment: Deployment, { endpoint, keyId }: Database): RecordsReader => {
  const client = dynamodbClient({
    endpoint,
    region: deployment.region,
    credentials: { accessKeyId: keyId, secretAccessKey: "local" },
  });
  const table = () => environmentValue(deployment, "RECORDS_TABLE");
  return {
    students: () => dynamodbRoster(client, table()).all(),
    partsOf: (occurrence) => dynamodbParts(client, table()).ofOccurrence(occurrence),
    choicesOf: (student) => dynamodbChoices(client, table()).of(student),
    linkFor: (studentKey, occurrence) => linkTo(deployment, studentKey, occurrence),
    decideMails: ({ at, send }, mails, decision) => {
      const roster = dynamodbRoster(client, table());
      const needs = {
        parts: dynamodbParts(client, table()),
        students: roster.enrolled,
        queue: mailQueue(deployment, send),
      };
      return decideMails(needs, mails, decision, at);
    },
    pausedMailings: async (now) => {
      const needs = {
        program: await deployedProgram(deployment),
        mailings: dynamodbMailings(client, table()),
        parts: dynamodbParts(client, table()),
        roster: dynamodbRoster(client, table()),
        choices: dynamodbChoices(client, table()),
        school: dynamodbSchoolRecord(client, table()),
      };
      return pausedMailings(needs, now);
    },
    resumeMailing: (run, of) => dynamodbMailings(client, table()).resume(run, of),
    pauseMailing: (run, at) => pauseMailing(dynamodbMailings(client, table()), run, at),
    stop: () => client.destroy(),
  };
};

const mailQueue = (deployment: Deployment, send: (queue: string, body: string) => void): DecidingNeeds["queue"] => {
  const url = environmentValue(deployment, "MAIL_QUEUE_URL");
  const queue = deployment.queues.find((one) => one.url === url);
  if (queue === undefined) throw new Error("The mail queue is not deployed.");
  return {
    send: async (messages) => {
      for (const message of messages) send(queue.name, JSON.stringify(message));
    },
  };
};

/** The program as it was deployed: beside the bundle of any function that reads it. */
const deployedProgram = async ({ functions }: Deployment): Promise<Program> => {
  for (const { codePath } of functions) {
    const text = await readFile(join(codePath, "program.json"), "utf8").catch(() => undefined);
    if (text !== undefined) return Program.parse(JSON.parse(text));
  }
  throw new Error("No deployed function carries a program.json.");
};

const linkTo = async (deployment: Deployment, student: string, id: string): Promise<string> => {
  const program = await deployedProgram(deployment);
  const occurrence = findOccurrence(program, id);
  if (occurrence === undefined) throw new Error(`The deployed program has no occurrence "${id}".`);
  const named = environmentValue(deployment, "LINK_KEY_SECRET");
  const secret = deployment.secrets.find(({ name, arn }) => name === named || arn === named);
  if (secret === undefined) throw new Error("The link key secret is not deployed.");
  const expiresAt = linkExpiresAt(program, occurrence);
  const token = signLink(parseLinkKeys(secretText(secret)), { student, occurrence: id, expiresAt });
  return `${environmentValue(deployment, "SITE_URL")}${studentPath("survey", token)}`;
};
