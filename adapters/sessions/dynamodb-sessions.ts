import { KnownSession } from "#domain/sessions/session.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { getItem, type Item, putItem, queryPartition } from "../dynamodb/table.ts";
import type { Sessions } from "./sessions.ts";

const SESSIONS = PARTITIONS.sessions;

const SessionItem = itemOf(SESSIONS, KnownSession);

/** The key of a session's item. */
export const sessionKey = (program: string, id: string) => ({ pk: SESSIONS.pk(program), sk: id });

/**
 * The sequence of the session among unmarshalled items of the records table; undefined where none is a session's.
 * @throws a zod error where it cannot be read.
 */
export const sequenceIn = (items: readonly Item[]): number | undefined => {
  const item = items.find(({ kind }) => kind === SESSIONS.stamp.kind);
  return item === undefined ? undefined : readSession(item).sequence;
};

/**
 * Reads a session from an unmarshalled item of the records table, or from a stream image of one.
 * @throws a zod error where the item is no session
 */
export const readSession = (item: unknown): KnownSession => SessionItem.parse(item);

const isAsRead = (before: KnownSession | undefined) => {
  if (before === undefined) return { text: "attribute_not_exists(#pk)", names: ["pk"], values: {} };
  const { givenAt, sequence, givenBefore } = before;
  const given = givenBefore === undefined ? "attribute_not_exists(#givenBefore)" : "#givenBefore = :given";
  return {
    text: `#givenAt = :before AND #sequence = :seen AND ${given}`,
    names: ["givenAt", "sequence", "givenBefore"],
    values: { before: givenAt, seen: sequence, ...(givenBefore !== undefined && { given: givenBefore }) },
  };
};

/** A program's sessions in the records table; a save is one conditional write. */
export const dynamodbSessions = (client: ItemCalls, tableName: string, program: string): Sessions => ({
  all: async () =>
    (await queryPartition(client, tableName, SESSIONS.pk(program), { consistent: true })).map(readSession),

  get: async (id) => {
    const item = await getItem(client, tableName, sessionKey(program, id));
    return item && readSession(item);
  },

  save: async (session, before) => {
    const key = sessionKey(program, session.id);
    const item = { ...key, ...SESSIONS.stamp, program, ...session };
    const { ok } = await putItem(client, tableName, item, isAsRead(before));
    return ok;
  },
});
