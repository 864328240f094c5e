import * as z from "zod/mini";
import { envelope } from "../envelope.ts";
import { taskChange } from "./task-change.ts";

/** What had settled a task was taken back, by its person or by staff; it is asked again. */
export const TaskReopened = envelope("task.reopened", z.object(taskChange));
export type TaskReopened = z.infer<typeof TaskReopened>;
