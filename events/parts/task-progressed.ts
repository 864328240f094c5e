import * as z from "zod/mini";
import { envelope } from "../envelope.ts";
import { taskChange } from "./task-change.ts";

/** A person answered what was asked without being done by it; `answer` is the answer's id. The task stays open. */
export const TaskProgressed = envelope("task.progressed", z.object({ ...taskChange, answer: z.string() }));
export type TaskProgressed = z.infer<typeof TaskProgressed>;
