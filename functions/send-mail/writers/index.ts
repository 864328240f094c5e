import { occurrenceWriter } from "./occurrence.ts";
import { sessionWriter } from "./session.ts";
import type { Writers } from "./writer.ts";

/** A writer for each kind of subject. A new kind of mail is a file in this folder, and a line here. */
export const WRITERS: Writers = {
  occurrence: occurrenceWriter,
  session: sessionWriter,
};
