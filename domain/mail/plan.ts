import { type PlannedStudent, partOf } from "../calendar/current-occurrences.ts";
import type { Occurrence } from "../calendar/occurrences.ts";
import type { Wave } from "../calendar/waves.ts";
import type { Part } from "../parts/part.ts";
import type { TaskType } from "../parts/task-states.ts";

export interface PlannedMail {
  /** The school's own number, for the mail queue alone; `student` is the opaque key. */
  schoolId: string;
  student: string;
  cohort: string;
  milestone: string;
  occurrence: string;
  wave: string;
  plannedAt: string;
  asks: TaskType | undefined;
  /** Ids of other occurrences that this mail tells of too. */
  carries?: string[];
  /** True of what waited for the digest of its week. */
  waitsForDigest?: true;
  /** Of a digest the other things that it tells of; the mail's own wave is the first. */
  digest?: DigestItem[];
}

/** One thing in a digest. `plannedAt`: ISO 8601 UTC. */
export interface DigestItem {
  occurrence: string;
  wave: string;
  plannedAt: string;
}

export const planned = (student: PlannedStudent, occurrence: Occurrence, wave: Wave): PlannedMail => ({
  schoolId: student.schoolId,
  ...partOf(student, occurrence),
  wave: wave.name,
  plannedAt: wave.at,
  ...(wave.waitsFrom !== undefined && { waitsForDigest: true as const }),
});

export type MissedWave = PlannedMail & { reason: string };

export interface Plan {
  send: PlannedMail[];
  miss: MissedWave[];
}

export interface PartPlan {
  occurrence: Occurrence;
  part: Part | undefined;
  send: PlannedMail | undefined;
  useful: PlannedMail[];
  over: MissedWave[];
}
