import * as z from "zod/mini";
import { envelope } from "../envelope.ts";
import { evidenceTold, taskChange } from "./task-change.ts";

/** Staff excused a person from a task. Who and why stays in the records. */
export const TaskWaived = envelope("task.waived", z.object({ ...taskChange, evidence: evidenceTold }));
export type TaskWaived = z.infer<typeof TaskWaived>;
