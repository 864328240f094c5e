import type { Attributes, ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { parseLinkKeys } from "#adapters/links/link-keys.ts";
import { signLink } from "#adapters/links/link-token.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { findOccurrence, linkExpiresAt } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { GROUP_SIZE } from "#domain/people/student-groups.ts";
import { keyOf, SURVEY, studentOf } from "../mail/cohort.ts";

/** An item as it goes over the wire, where bytes are base64. */
export type WireItem = Record<string, Record<string, unknown>>;

/** All that a page needs to be asked for: the link, and what the table and the secret hold. */
export interface Visit {
  token: string;
  /** When the student comes, ISO 8601 UTC. */
  at: string;
  items: WireItem[];
  secret: string;
}

const SECRET = JSON.stringify({ kid: "bench", key: "k".repeat(64) });
const [SENT_AT, VISITED_AT] = ["2027-04-01T13:00:00.000Z", "2027-04-01T14:04:00.000Z"];
/** Somebody in the middle of the class. */
const VISITOR = 42;

const onTheWire = (item: Attributes): WireItem =>
  JSON.parse(
    JSON.stringify(item, function (this: Record<string, unknown>, name, value) {
      const given = this[name];
      return given instanceof Uint8Array ? Buffer.from(given).toString("base64") : value;
    }),
  );

const notAsked = (): never => {
  throw new Error("A class's mails are claimed and settled by whole items.");
};

/** A table of whole items in memory, as far as a group of parts is read and written. */
const itemsInMemory = () => {
  const items = new Map<string, Attributes>();
  const nameOf = ({ pk, sk }: Attributes): string => `${pk?.S}|${sk?.S}`;
  const calls: ItemCalls = {
    getItem: async ({ Key = {} }) => ({ Item: items.get(nameOf(Key)) }),
    putItem: async ({ Item = {} }) => items.set(nameOf(Item), Item),
    ...{ updateItem: notAsked, query: notAsked, batchGetItem: notAsked },
  };
  return { calls, items };
};

/**
 * A student's visit on the day on which their class of a hundred got its survey, with the item as the sender leaves it
 * behind: every mail claimed and sent.
 */
export const visitOf = async (program: Program): Promise<Visit> => {
  const occurrence = findOccurrence(program, SURVEY.occurrence);
  if (occurrence === undefined) throw new Error(`The program has no ${SURVEY.milestone}.`);
  const { calls, items } = itemsInMemory();
  const parts = dynamodbParts(calls, "records", program.id);
  const classmates = Array.from({ length: GROUP_SIZE }, (_, nth) => partOf(studentOf(nth), occurrence));
  const mail = { plannedAt: SENT_AT, at: SENT_AT };
  await parts.claim(classmates, "open", mail);
  const sent = { ...mail, state: "sent", attempt: 1, messageId: `0100019a${"1b2c3d4e".repeat(6)}-000000` } as const;
  await parts.settle(classmates.map((part) => ({ part, wave: "open", mail: sent })));
  const link = { program: program.id, student: keyOf(VISITOR), occurrence: occurrence.id };
  return {
    token: signLink(parseLinkKeys(SECRET), { ...link, expiresAt: linkExpiresAt(program, occurrence) }),
    at: VISITED_AT,
    items: [...items.values()].map(onTheWire),
    secret: SECRET,
  };
};
