import { isDeepStrictEqual } from "node:util";
import { readSession } from "#adapters/sessions/dynamodb-sessions.ts";
import type { SessionChanged } from "#events/sessions/session-changed.ts";
import type { ItemChange } from "../listeners/stream-record.ts";

/** The event of a session that a file brought or changed; none where a file said the same again. */
export const sessionAnnouncements = ({ before, after }: ItemChange): SessionChanged[] => {
  const { givenAt, givenBefore: _, history: __, ...now } = readSession(after);
  if (before !== undefined) {
    const { givenAt: ___, givenBefore: ____, history: _____, ...was } = readSession(before);
    if (isDeepStrictEqual(was, now)) return [];
  }
  const program = String(after?.program ?? "");
  const { id: session, item, sequence, status } = now;
  const id = ["session.changed", program, session, givenAt].join("/");
  const data = { program, session, item, sequence, status };
  return [{ type: "session.changed", version: 1, id, occurredAt: givenAt, data }];
};
