import { isDeepStrictEqual } from "node:util";
import { readSession } from "#adapters/sessions/dynamodb-sessions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import type { SessionChanged } from "#events/sessions/session-changed.ts";
import type { ItemChange } from "../listeners/stream-record.ts";

const factsOf = ({ givenAt: _, givenBefore: __, history: ___, ...facts }: KnownSession) => facts;

// A file that was overtaken by a later one leaves `givenAt` as it is, and its own instant at the fields that it gave.
const uploadedAt = (was: KnownSession | undefined, { givenAt, givenBefore = {} }: KnownSession): string => {
  if (was === undefined || was.givenAt !== givenAt) return givenAt;
  const before: Record<string, unknown> = was.givenBefore ?? {};
  const own = Object.entries(givenBefore).find(([field, at]) => at !== null && at !== before[field]);
  return own?.[1] ?? givenAt;
};

/** The event of a session that a file brought or changed; none where a file said the same again. */
export const sessionAnnouncements = ({ before, after }: ItemChange): SessionChanged[] => {
  const now = readSession(after);
  const was = before === undefined ? undefined : readSession(before);
  if (was !== undefined && isDeepStrictEqual(factsOf(was), factsOf(now))) return [];
  const program = String(after?.program ?? "");
  const { id: session, item, sequence, status, givenAt } = now;
  const id = ["session.changed", program, session, uploadedAt(was, now)].join("/");
  const data = { program, session, item, sequence, status };
  return [{ type: "session.changed", version: 1, id, occurredAt: givenAt, data }];
};
