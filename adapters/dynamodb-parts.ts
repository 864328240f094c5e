import { randomUUID } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { DECIDING, LEARNING, SETTLING } from "#domain/mail-states.ts";
import { stopOf } from "#domain/part.ts";
import * as changes from "./dynamodb-part-changes.ts";
import { type Change, changeItem, getItem, type Item, queryPartition } from "./dynamodb-table.ts";
import { gathered, readEach, readPart, StoredPart } from "./items.ts";
import { type Claim, type ClaimedMail, type PartIdentity, type Parts, whyUnmoved } from "./records.ts";

type Write = (change: Change) => ReturnType<typeof changeItem>;

/** Students' parts in the records table. Each method may run twice: the conditions let only the first run change anything. */
export const dynamodbParts = (client: DynamoDBClient, tableName: string): Parts => {
  const write: Write = (change) => changeItem(client, tableName, change);
  return {
    ofOccurrence: async (occurrence, unread = () => {}) => {
      const items = await queryPartition(client, tableName, changes.partition(occurrence));
      return readEach(StoredPart, items.map(gathered), ({ sk }) => sk, unread);
    },

    get: async (occurrence, student) => {
      const item = await getItem(client, tableName, changes.partKey({ occurrence, student }));
      return item && readPart(item);
    },

    claim: (part, wave, mail) => claim(write, part, wave, mail, 0),

    settle: async (part, wave, outcome) => {
      const changed = await write(changes.moving(part, wave, outcome, SETTLING));
      if (changed.ok || (changed.old && readPart(changed.old).mails[wave])) return;
      throw new Error(`Wave ${wave} of ${part.occurrence} was settled without having been claimed.`);
    },

    learn: async (part, wave, news) => {
      const changed = await write(changes.moving(part, wave, news, LEARNING));
      if (changed.ok) return "moved";
      return whyUnmoved(changed.old && readPart(changed.old).mails[wave], news);
    },

    decide: async (part, wave, decided) => (await write(changes.moving(part, wave, decided, DECIDING))).ok,

    miss: async (part, wave, { plannedAt, at, reason }) => {
      await write(changes.missing(part, wave, { state: "missed", plannedAt, attempt: 0, at, reason }));
    },

    stop: async (part, stop) => {
      await write(changes.stopping(part, stop));
    },

    resume: async (part, reason) => {
      await write(changes.resuming(part, reason));
    },

    markOpened: async (occurrence, student, at) => {
      await write(changes.opening({ occurrence, student }, at));
    },

    complete: async (occurrence, student, answer) => {
      const changed = await write(changes.completing({ occurrence, student }, answer));
      if (changed.ok) return "completed";
      return changed.old && readPart(changed.old).status === "completed" ? "already" : "unknown";
    },

    reopen: async (occurrence, student, at) => (await write(changes.reopening({ occurrence, student }, at))).ok,
  };
};

const claim = async (
  write: Write,
  part: PartIdentity,
  wave: string,
  mail: ClaimedMail,
  seen: number,
): Promise<Claim> => {
  const token = randomUUID();
  const attempt = seen + 1;
  const claimed = { state: "claimed" as const, ...mail, attempt, token };
  const changed = await write(changes.claiming(part, wave, claimed, seen));
  if (changed.ok || tokenOf(changed.old, wave) === token) return { kind: "claimed", attempt };
  const before = readPart(changed.old);
  const state = before.mails[wave];
  if (state && state.state !== "retry") return { kind: "done" };
  if (before.status === "completed") return { kind: "completed" };
  const reason = stopOf(before, mail.essential ?? false);
  if (reason !== undefined) return { kind: "stopped", reason };
  return claim(write, part, wave, mail, state?.attempt ?? 0);
};

const Token = z.object({ token: z.string() });

// The client repeats a call whose answer was lost; the repeat is refused by the very claim it made, and knows it by this.
const tokenOf = (item: Item | undefined, wave: string): string | undefined =>
  Token.safeParse(item?.[changes.mailAttribute(wave)]).data?.token;
