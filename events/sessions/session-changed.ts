import * as z from "zod/mini";
import { SessionId, SessionStatus } from "#domain/sessions/session.ts";
import { envelope } from "../envelope.ts";

/**
 * A session came, or a file says otherwise of it. Its `sequence` grew where its guests would notice; where it did not,
 * a recording came, or another number of seats.
 */
export const SessionChanged = envelope(
  "session.changed",
  z.object({ program: z.string(), session: SessionId, item: z.string(), sequence: z.int(), status: SessionStatus }),
);
export type SessionChanged = z.infer<typeof SessionChanged>;
