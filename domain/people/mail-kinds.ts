import * as z from "zod/mini";

/**
 * What students may decline. `calendar`: coming dates. `residency`: the residency application. `match`: Match Day.
 * `nudges`: reminders and last calls. `enrichment`: extras.
 */
export const DECLINABLE_KINDS = ["calendar", "residency", "match", "nudges", "enrichment"] as const;
export const DeclinableKind = z.enum(DECLINABLE_KINDS);
export type DeclinableKind = z.infer<typeof DeclinableKind>;

/** `essential` mail goes to everybody it concerns, whatever they declined. */
export const MailKind = z.enum(["essential", ...DECLINABLE_KINDS]);
export type MailKind = z.infer<typeof MailKind>;

/** An opening mail is no nudge: nothing can remind before it. */
export const OpeningKind = z.enum(["essential", "calendar", "residency", "match", "enrichment"]);

/** What students declined, by their opaque keys; a student who declined nothing is absent. */
export type Declined = ReadonlyMap<string, readonly DeclinableKind[]>;

export const kindOf = ({ mail }: { mail: MailKind }, wave: string): MailKind => (wave === "open" ? mail : "nudges");

export const hasDeclined = (declined: Declined, student: string, kind: MailKind): boolean =>
  kind !== "essential" && (declined.get(student)?.includes(kind) ?? false);
