import * as z from "zod/mini";

/** ISO 8601 UTC instant, e.g. `2027-04-01T13:00:00.000Z`. */
export const Instant = z.iso.datetime();
