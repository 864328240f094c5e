import * as z from "zod/mini";
import { SessionId } from "#domain/sessions/session.ts";
import { envelope } from "../envelope.ts";

/** Seats became free, or more: these waited, and have one now. `place`: their number in the order of arrival. */
export const SeatFreed = envelope(
  "seat.freed",
  z.object({
    program: z.string(),
    session: SessionId,
    revision: z.int(),
    seats: z.array(z.object({ person: z.string(), place: z.int() })),
  }),
);
export type SeatFreed = z.infer<typeof SeatFreed>;
