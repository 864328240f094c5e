import * as z from "zod/mini";
import { dayNotation } from "../notation/day-notation.ts";
import { ANCHOR_YEAR_PATTERN, readAnchorYear } from "../notation/days.ts";
import { idKey } from "../notation/ids.ts";
import { readDay } from "../notation/yearly-days.ts";
import { notation } from "../parse-part.ts";
import { text } from "./school-file.ts";

/** A year counted from the student's own, e.g. `graduation - 1`. */
export const anchorYear = notation(readAnchorYear, {
  description: "The year, counted from the student's own.",
  pattern: ANCHOR_YEAR_PATTERN.source,
  examples: ["matriculation", "matriculation + 1", "graduation - 1", "graduation"],
});

const PhaseInFile = z.strictObject({
  title: text("The phase's name, as people see it."),
  begins: z.pipe(
    z.strictObject({
      day: dayNotation(readDay, {
        description: "The day on which the phase begins.",
        examples: ["October 1", "first Monday of October"],
      }),
      year: anchorYear,
    }),
    z.transform(({ day, year }) => ({ ...year, on: day })),
  ),
});

/** One track, by its id in `tracks.yaml`. */
export const TrackInFile = z.strictObject({
  title: text("The track's name, as people see it."),
  years: z.int().check(z.gte(1), z.lte(10), z.describe("Years from matriculation to graduation, normally.")),
  phases: z
    .record(idKey, PhaseInFile)
    .check(z.describe("Phases in order, by id; {} where the program does not follow the track's phases.")),
});

/** `tracks.yaml`: the curricula that students follow, and when each phase begins. */
export const TracksFile = z.strictObject({ tracks: z.record(idKey, TrackInFile) });
