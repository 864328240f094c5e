import type { Occurrence } from "../calendar/occurrences.ts";
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
}

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
