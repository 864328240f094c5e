import * as z from "zod/mini";
import { envelope } from "../envelope.ts";

/** A roster brought a student who was not there before. */
export const StudentEnrolled = envelope(
  "student.enrolled",
  z.object({ student: z.string(), cohort: z.string(), track: z.string() }),
);
export type StudentEnrolled = z.infer<typeof StudentEnrolled>;
