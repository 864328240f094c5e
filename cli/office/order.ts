import * as z from "zod/mini";
import { DeclinableKind } from "#domain/people/mail-kinds.ts";

const person = z.string();
const occurrence = z.string();
/** Who of the staff says so. */
const by = z.string();
const undo = z.optional(z.boolean());

/** What staff may order of a school by the command line: plain data, so that it can go to a running console too. */
export const OfficeOrder = z.discriminatedUnion("order", [
  z.object({
    order: z.literal("people"),
    only: z.optional(z.enum(["held", "failed", "declined"])),
    unanswered: z.optional(occurrence),
    csv: z.optional(z.boolean()),
  }),
  z.object({ order: z.literal("done"), person, occurrence, by, undo }),
  z.object({ order: z.literal("waive"), person, occurrence, by, reason: z.optional(z.string()), undo }),
  z.object({
    order: z.literal("evidence"),
    milestone: z.string(),
    by,
    rows: z.array(z.object({ line: z.int(), who: z.string(), on: z.iso.date() })),
  }),
  z.object({ order: z.literal("choices"), person, by, undo: z.optional(DeclinableKind) }),
  z.object({ order: z.literal("retry-address"), person }),
  z.object({ order: z.literal("release"), person, by, undo }),
  z.object({
    order: z.literal("imports"),
    approve: z.optional(z.string()),
    discard: z.optional(z.string()),
    takeBack: z.optional(z.boolean()),
  }),
  z.object({ order: z.literal("approve"), occurrence: z.optional(occurrence), by, undo }),
  z.object({ order: z.literal("rename"), person, to: z.string() }),
  z.object({ order: z.literal("merge"), person, other: z.string() }),
  z.object({ order: z.literal("remove"), person, undo }),
  z.object({ order: z.literal("feed"), cohort: z.optional(z.string()), stop: z.optional(z.boolean()) }),
  z.object({ order: z.literal("unmatched"), person: z.optional(person), by, undo }),
]);
export type OfficeOrder = z.infer<typeof OfficeOrder>;

/** The order of one kind. */
export type OrderOf<Kind extends OfficeOrder["order"]> = Extract<OfficeOrder, { order: Kind }>;
