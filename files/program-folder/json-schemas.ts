import * as z from "zod/mini";
import { CalendarFile } from "./calendar/calendar-file.ts";
import { SchoolFile } from "./calendar/school-file.ts";
import { TracksFile } from "./calendar/tracks-file.ts";
import { NationalFile } from "./national/national-file.ts";

const schemaText = (title: string, schema: z.core.$ZodType): string =>
  `${JSON.stringify({ ...z.toJSONSchema(schema, { io: "input" }), title }, undefined, 2)}\n`;

/** JSON Schema of each YAML file of a program folder, by file name: what editors complete and underline with. */
export const schemaTexts = (): Record<string, string> => ({
  "school.json": schemaText("The school", SchoolFile),
  "tracks.json": schemaText("Tracks and their phases", TracksFile),
  "calendar.json": schemaText("The calendar", CalendarFile),
  "national.json": schemaText("National dates", NationalFile),
});
