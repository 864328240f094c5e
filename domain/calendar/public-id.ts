import * as z from "zod/mini";

/** Lower-case words joined by hyphens, e.g. `retake-cim-survey`, as links, records and reports show it. */
export const PublicId = z.string().check(z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/));
