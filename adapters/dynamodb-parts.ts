import { randomUUID } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import type { MailState } from "#domain/part.ts";
import { type Change, changeItem, getItem, type Item, placeholder, queryPartition } from "./dynamodb-table.ts";
import { KIND, MAIL_PREFIX, readPart } from "./items.ts";
import type { Claim, PartIdentity, Parts } from "./records.ts";

const partition = (occurrence: string) => `part#${occurrence}`;
const partKey = (part: Pick<PartIdentity, "occurrence" | "student">) => ({
  pk: partition(part.occurrence),
  sk: part.student,
});
const mailAttribute = (wave: string) => `${MAIL_PREFIX}${wave}`;

/** Students' parts in the records table. Each method may run twice: the conditions let only the first run change anything. */
export const dynamodbParts = (client: DynamoDBClient, tableName: string): Parts => {
  const change = (what: Change) => changeItem(client, tableName, what);

  const claim = async (part: PartIdentity, wave: string, mail: Planned, seen = 0): Promise<Claim> => {
    const token = randomUUID();
    const attempt = seen + 1;
    const claimed: MailState = { state: "claimed", ...mail, attempt };
    const changed = await change(claiming(part, wave, { ...claimed, token }, seen));
    if (changed.ok || tokenOf(changed.old, wave) === token) return { kind: "claimed", attempt };
    const { status, mails } = readPart(changed.old);
    const state = mails[wave];
    if (state && state.state !== "retry") return { kind: "done" };
    if (status === "completed") return { kind: "completed" };
    return claim(part, wave, mail, state?.attempt ?? 0);
  };

  return {
    ofOccurrence: async (occurrence) => (await queryPartition(client, tableName, partition(occurrence))).map(readPart),

    get: async (occurrence, student) => {
      const item = await getItem(client, tableName, partKey({ occurrence, student }));
      return item && readPart(item);
    },

    claim: (part, wave, mail) => claim(part, wave, mail),

    settle: async (part, wave, outcome) => {
      const changed = await change(settling(part, wave, outcome));
      if (changed.ok || (changed.old && readPart(changed.old).mails[wave])) return;
      throw new Error(`Wave ${wave} of ${part.occurrence} was settled without having been claimed.`);
    },

    miss: async (part, wave, { plannedAt, at, reason }) => {
      const attribute = mailAttribute(wave);
      const missed: MailState = { state: "missed", plannedAt, attempt: 0, at, reason };
      await change({
        key: partKey(part),
        set: { [attribute]: missed },
        first: identityOf(part),
        condition: { text: `attribute_not_exists(#${placeholder(attribute)})`, names: [attribute], values: {} },
      });
    },

    markOpened: async (occurrence, student, at) => {
      const text = "attribute_exists(pk) AND attribute_not_exists(#openedAt)";
      await change({
        key: partKey({ occurrence, student }),
        set: { openedAt: at },
        condition: { text, names: [], values: {} },
      });
    },

    complete: async (occurrence, student, answer) => {
      const changed = await change({
        key: partKey({ occurrence, student }),
        set: { status: "completed", completedAt: answer.at, answer: answer.id },
        add: { revision: 1 },
        condition: { text: "#status = :due", names: ["status"], values: { due: "due" } },
      });
      if (changed.ok) return "completed";
      return changed.old && readPart(changed.old).status === "completed" ? "already" : "unknown";
    },

    reopen: async (occurrence, student, at) => {
      const { ok } = await change({
        key: partKey({ occurrence, student }),
        set: { status: "due", reopenedAt: at },
        add: { revision: 1 },
        remove: ["completedAt", "answer"],
        condition: { text: "#status = :completed", names: ["status"], values: { completed: "completed" } },
      });
      return ok;
    },
  };
};

interface Planned {
  plannedAt: string;
  at: string;
}

const identityOf = ({ occurrence, milestone, student, cohort, asks }: PartIdentity): Item => ({
  kind: KIND.part,
  occurrence,
  milestone,
  student,
  cohort,
  revision: 0,
  ...(asks ? { status: "due" } : {}),
});

// The claim stands on what was seen of the wave (nothing, or a retry of that attempt), so of any number of claimers one wins.
const claiming = (part: PartIdentity, wave: string, mail: MailState & { token: string }, seen: number): Change => {
  const attribute = mailAttribute(wave);
  const name = `#${placeholder(attribute)}`;
  const free = seen === 0 ? `attribute_not_exists(${name})` : `${name}.#state = :retry AND ${name}.#attempt = :seen`;
  return {
    key: partKey(part),
    set: { [attribute]: mail },
    first: identityOf(part),
    condition: {
      text: `${free} AND (attribute_not_exists(#status) OR #status = :due)`,
      names: [attribute, "status", ...(seen === 0 ? [] : ["state", "attempt"])],
      values: { due: "due", ...(seen === 0 ? {} : { retry: "retry", seen }) },
    },
  };
};

const settling = (part: Pick<PartIdentity, "occurrence" | "student">, wave: string, outcome: MailState): Change => {
  const attribute = mailAttribute(wave);
  const name = `#${placeholder(attribute)}`;
  return {
    key: partKey(part),
    set: { [attribute]: outcome },
    condition: {
      text: `${name}.#state = :claimed AND ${name}.#attempt = :attempt`,
      names: [attribute, "state", "attempt"],
      values: { claimed: "claimed", attempt: outcome.attempt },
    },
  };
};

const Token = z.object({ token: z.string() });

// The client repeats a call whose answer was lost; the repeat is refused by the very claim it made, and knows it by this.
const tokenOf = (item: Item | undefined, wave: string): string | undefined =>
  Token.safeParse(item?.[mailAttribute(wave)]).data?.token;
