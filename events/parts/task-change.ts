import * as z from "zod/mini";
import { EVIDENCE_LEVELS, EvidenceSource, Task } from "#domain/parts/part.ts";

/** What each change of a task tells, whatever the program and the type of its ask. */
export const taskChange = {
  /** Id of the program that asks. */
  program: z.string(),
  /** The person's opaque key. */
  person: z.string(),
  cohort: z.string(),
  milestone: z.string(),
  occurrence: z.string(),
  type: Task.shape.type,
  state: Task.shape.state,
  revision: z.int(),
};

/** The strongest evidence that stands for a settled task: how well it is known, and whence. */
export const evidenceTold = z.object({ level: z.enum(EVIDENCE_LEVELS), source: EvidenceSource });
