import { isDeepStrictEqual } from "node:util";
import { readSession } from "#adapters/sessions/dynamodb-sessions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import type { SessionChanged } from "#events/sessions/session-changed.ts";
import type { ItemChange } from "../listeners/stream-record.ts";

const whatItIs = ({ givenAt: _, givenBefore: __, history: ___, ...session }: KnownSession) => session;

/** The event of a session that a file brought or changed; none where a file said the same again. */
export const sessionAnnouncements = ({ before, after }: ItemChange): SessionChanged[] => {
  const now = readSession(after);
  if (before !== undefined && isDeepStrictEqual(whatItIs(readSession(before)), whatItIs(now))) return [];
  const program = String(after?.program ?? "");
  const { id: session, item, sequence, status, givenAt } = now;
  const id = ["session.changed", program, session, givenAt].join("/");
  const data = { program, session, item, sequence, status };
  return [{ type: "session.changed", version: 1, id, occurredAt: givenAt, data }];
};
