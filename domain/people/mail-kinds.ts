import * as z from "zod/mini";

/**
 * The kinds of mail that a student may decline. `calendar`: what is coming up for their class; `nudges`: reminders and
 * last calls of what they were asked already; `enrichment`: extras that nobody needs.
 */
export const DECLINABLE_KINDS = ["calendar", "nudges", "enrichment"] as const;
export const DeclinableKind = z.enum(DECLINABLE_KINDS);
export type DeclinableKind = z.infer<typeof DeclinableKind>;

/** Every kind of mail; `essential` goes to everybody it concerns, whatever they declined. */
export const MailKind = z.enum(["essential", ...DECLINABLE_KINDS]);
export type MailKind = z.infer<typeof MailKind>;

/** What the mail may be that opens a milestone: nothing can remind before it. */
export const OpeningKind = z.enum(["essential", "calendar", "enrichment"]);

/** What students have declined, by their opaque keys; who declined nothing is not in it. */
export type Declined = ReadonlyMap<string, readonly DeclinableKind[]>;

/** The kind of one mailing: the milestone's own where it opens, `nudges` for every mail after that. */
export const kindOf = ({ mail }: { mail: MailKind }, wave: string): MailKind => (wave === "open" ? mail : "nudges");

/** True where a student has declined that kind of mail; never true of essential mail. */
export const hasDeclined = (declined: Declined, student: string, kind: MailKind): boolean =>
  kind !== "essential" && (declined.get(student)?.includes(kind) ?? false);
