import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";

export const CORRECTION_SUBJECTS = ["details", "course", "item", "session", "other"] as const;
export const CorrectionSubject = z.enum(CORRECTION_SUBJECTS);
export type CorrectionSubject = z.infer<typeof CorrectionSubject>;

export const LONGEST_CORRECTION = 1000;

/** What a student says is wrong, of which one of a subject is open at a time. `settled`: by whom of the office. */
export const Correction = z.object({
  student: z.string(),
  schoolId: z.string(),
  subject: CorrectionSubject,
  says: z.string(),
  at: Instant,
  settled: z.optional(z.object({ at: Instant, by: z.string() })),
});
export type Correction = z.infer<typeof Correction>;

export const isOpen = ({ settled }: Pick<Correction, "settled">): boolean => settled === undefined;
