import * as z from "zod/mini";
import { PublicId } from "./public-id.ts";

export const Audience = z.object({
  tracks: z.array(PublicId).check(z.minLength(1)),
  phases: z.optional(z.array(PublicId).check(z.minLength(1))),
});
export type Audience = z.infer<typeof Audience>;

/** `phase`: the student's on the milestone's day; undefined before their first. */
export const concerns = (
  { tracks, phases }: Audience,
  { track, phase }: { track: string; phase: string | undefined },
): boolean => tracks.includes(track) && (phases === undefined || (phase !== undefined && phases.includes(phase)));
