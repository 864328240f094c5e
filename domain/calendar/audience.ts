import * as z from "zod/mini";
import { PublicId } from "./public-id.ts";

/** Whom a milestone is for. A file's `tracks` and `phases` make it; another way to choose is another optional list. */
export const Audience = z.object({
  tracks: z.array(PublicId).check(z.minLength(1)),
  /** Students who are in one of these phases on the day; in any where it is absent. */
  phases: z.optional(z.array(PublicId).check(z.minLength(1))),
});
export type Audience = z.infer<typeof Audience>;

/**
 * True where a milestone is for a student.
 * @param student of that track, and in that phase on the milestone's day; in none before their first
 */
export const concerns = (
  { tracks, phases }: Audience,
  { track, phase }: { track: string; phase: string | undefined },
): boolean => tracks.includes(track) && (phases === undefined || (phase !== undefined && phases.includes(phase)));
