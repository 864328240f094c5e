import * as z from "zod/mini";
import type { Audience } from "#domain/calendar/audience.ts";
import { id } from "../notation/ids.ts";

const tracksOf = z.array(id("A track of tracks.yaml."));

const phasesOf = z.array(id("A phase of these tracks."));

const namesOf = (what: string, example: string) =>
  z
    ._default(z.array(id(`${what}, as the roster has it but for capitals and signs.`)), [])
    .check(z.describe(`Only students of one of these in the roster, e.g. ${example}.`));

/** `audience:` of a milestone or a series: whoever meets each line that has an entry. */
export const AudienceFields = z.strictObject({
  tracks: z._default(tracksOf, []).check(z.describe("Only these tracks; without it all of tracks.yaml.")),
  phases: z._default(phasesOf, []).check(z.describe("Only who is in one of these phases on the day.")),
  societies: namesOf("A society", "castle"),
  degrees: namesOf("A degree", "md"),
  specialties: namesOf("A specialty", "internal-medicine"),
  marked: z.optional(
    z.literal("unmatched").check(z.describe("Of these only whom a dean has marked so: no list or page tells whom.")),
  ),
});

/** The audience, without the lines that are empty; no tracks are all of them. */
export const audienceOf = ({ tracks, marked, ...others }: z.infer<typeof AudienceFields>): Audience => ({
  tracks,
  ...Object.fromEntries(Object.entries(others).filter(([, names]) => names.length > 0)),
  ...(marked && { marked }),
});

/** The short form of an audience: `tracks: [pathways]`, beside it at most `phases`. */
export const ShortAudience = {
  tracks: z.optional(tracksOf.check(z.minLength(1))),
  phases: z.optional(
    phasesOf.check(z.minLength(1), z.describe("Only for students who are in one of these phases on the day.")),
  ),
};
