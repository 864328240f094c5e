import * as z from "zod/mini";
import { dayNotation } from "../notation/day-notation.ts";
import { id } from "../notation/ids.ts";
import { readOddDate } from "../notation/odd-dates.ts";
import { readQuietEntry } from "../notation/quiet-entries.ts";
import { notation, refuse } from "../parse-part.ts";
import { readShownText } from "../read-back/shown-text.ts";
import type { Understood } from "../understood.ts";

const readEnd = (text: string): Understood<string> => readOddDate(text) ?? { ok: true, value: text };

const end = (description: string, examples: string[]) => dayNotation(readEnd, { description, examples });

/** One block of `examBlocks`: its days read as an entry of `quietDays.dates` is. */
export const ExamBlockInFile = z.pipe(
  z.strictObject({
    title: notation(readShownText, { description: "What the exams are, as staff know them." }),
    from: end("Its first day.", ["2027-05-03", "October 20"]),
    to: end("Its last day.", ["2027-05-14", "October 31"]),
    tracks: z.optional(z.array(id("A track of tracks.yaml.")).check(z.minLength(1))),
    phases: z.optional(z.array(id("A phase of these tracks.")).check(z.minLength(1))),
  }),
  z.transform(({ from, to, ...rest }, context) => {
    const days = readQuietEntry(`${from} to ${to}`);
    if (days.ok) return { ...rest, ...days.value };
    refuse(context, { what: days.what, mend: days.mend, path: ["from"] });
    return { ...rest, dates: [] };
  }),
);
