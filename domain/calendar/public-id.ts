import * as z from "zod/mini";

/** A public id: lower-case words joined by hyphens, e.g. `retake-cim-survey`. It stands in links, records and reports. */
export const PublicId = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/));
