import * as z from "zod/mini";
import { id } from "../notation/ids.ts";

const tracksOf = z.array(id("A track of tracks.yaml."));

const phasesOf = z.array(id("A phase of these tracks."));

/** `audience:` of a milestone or a series: whoever meets each line that has an entry. */
export const AudienceFields = z.strictObject({
  tracks: z._default(tracksOf, []).check(z.describe("Only these tracks; without it all of tracks.yaml.")),
  phases: z._default(phasesOf, []).check(z.describe("Only who is in one of these phases on the day.")),
});

/** An audience as its entry says it: no tracks are all of them. */
export interface AudienceAsWritten {
  tracks: string[];
  phases?: string[];
}

/** The audience, without the lines that are empty. */
export const audienceOf = ({ tracks, phases }: z.infer<typeof AudienceFields>): AudienceAsWritten => ({
  tracks,
  ...(phases.length === 0 ? {} : { phases }),
});

/** The short form of an audience: `tracks: [pathways]`, beside it at most `phases`. */
export const ShortAudience = {
  tracks: z.optional(tracksOf.check(z.minLength(1))),
  phases: z.optional(
    phasesOf.check(z.minLength(1), z.describe("Only for students who are in one of these phases on the day.")),
  ),
};
