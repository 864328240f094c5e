import * as z from "zod/mini";
import { notation } from "../parse-part.ts";
import type { Understood } from "../understood.ts";

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
export const idKey = z.string().check(z.regex(ID_PATTERN, ID_HINT));
