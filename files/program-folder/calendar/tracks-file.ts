import * as z from "zod/mini";
import { notation } from "../parse-part.ts";
import { ANCHOR_YEAR_PATTERN, DATE_PATTERN, readAnchorYear, readDate, type Understood } from "./days.ts";
import { text } from "./school-file.ts";

const ID_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ID_HINT = "Use lower-case letters and digits, with hyphens between words.";

/** Schedules and stored templates are named by ids, and their names hold 64 characters, prefix included. */
const LONGEST_ID = 40;

/** Reads a public id, e.g. `retake-cim-survey`. */
export const readId = (id: string): Understood<string> => {
  if (!ID_PATTERN.test(id)) return { ok: false, what: `"${id}" cannot be an id.`, mend: ID_HINT };
  if (id.length <= LONGEST_ID) return { ok: true, value: id };
  return { ok: false, what: `"${id}" is too long for an id.`, mend: `Use at most ${LONGEST_ID} characters.` };
};

/** A public id: it names things in reports, links and files, and must not change once it has been used. */
export const id = (description: string) => notation(readId, { description, pattern: ID_PATTERN.source });

/** An id as the key of a group. */
const idKey = z.string().check(z.regex(ID_PATTERN, ID_HINT));

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
      day: notation(readDate, {
        description: "The day on which the phase begins.",
        pattern: DATE_PATTERN.source,
        examples: ["October 1"],
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
