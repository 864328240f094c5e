import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";
import { EVIDENCE_LEVELS, Evidence, EvidenceSource, isTaskSettled, type Part, Task, taskBegun } from "./part.ts";
import type { PartChange } from "./part-changes.ts";
import { firstStateOf, isSettled, leadsTo, type TaskCause, type TaskState } from "./task-states.ts";

export const opening =
  (at: string): PartChange<boolean> =>
  (part) =>
    part && part.openedAt === undefined ? { said: true, part: { ...part, openedAt: at } } : { said: false };

const LEVEL_BY = { person: "attested", witness: "verified", office: "waived" } as const;

const moved = (part: Part, to: TaskState, by: keyof typeof LEVEL_BY, evidence: Evidence): Part | undefined => {
  const { task } = part;
  if (task === undefined || !leadsTo(task.type, { from: task.state, to, by })) return undefined;
  const shown = { ...task.evidence, [LEVEL_BY[by]]: evidence };
  return { ...part, task: { ...task, state: to, at: evidence.at, evidence: shown }, revision: part.revision + 1 };
};

/** Attests an open task by its person's link; begins it if the part had none. Answers the part as it then stands. */
export const attesting =
  ({ id, at }: { id: string; at: string }): PartChange<Part | undefined> =>
  (part) => {
    if (part === undefined) return { said: undefined };
    const asked = { ...part, task: part.task ?? taskBegun("answer", at) };
    const attested = moved(asked, "attested", "person", { source: "link", by: part.student, at, answer: id });
    return attested ? { said: attested, part: attested } : { said: part };
  };

/** An answer that does not complete a task by itself. `others`: those that do so with it; absent if none do. */
export interface AnswerInPart {
  id: string;
  at: string;
  others?: readonly string[];
}

/** Records an answer in part, once; with the last of them the task is attested. Answers the part as it then stands. */
export const progressing =
  ({ id, at, others }: AnswerInPart): PartChange<Part | undefined> =>
  (part) => {
    if (part === undefined || isTaskSettled(part)) return { said: part };
    const task = part.task ?? taskBegun("answer", at);
    const known = task.answers ?? {};
    const isLast = others?.every((other) => known[other] !== undefined) ?? false;
    if (known[id] !== undefined && !isLast) return { said: part };
    const answered = { ...part, task: { ...task, answers: { ...known, [id]: known[id] ?? at } } };
    if (isLast) return attesting({ id, at })(answered);
    if (!leadsTo(task.type, { from: task.state, to: task.state, by: "person" })) return { said: part };
    const changed = { ...answered, revision: part.revision + 1 };
    return { said: changed, part: changed };
  };

const withoutAnswer = (task: Task, id: string | undefined): Pick<Task, "answers"> => {
  const left = Object.entries(task.answers ?? {}).filter(([one]) => one !== id);
  return left.length === 0 ? {} : { answers: Object.fromEntries(left) };
};

/** Takes an answer in part back while its task is open. False where it does not stand. */
export const retracting =
  (id: string): PartChange<boolean> =>
  (part) => {
    const task = part?.task;
    if (!task || isTaskSettled(part) || task.answers?.[id] === undefined) return { said: false };
    const { answers: _, ...rest } = task;
    const before = { ...rest, ...withoutAnswer(task, id) };
    return { said: true, part: { ...part, task: before, revision: part.revision + 1 } };
  };

/** Records that a list or another person shows a task to be done. False where it is verified already, or cannot be. */
export const verifying =
  (evidence: Omit<Evidence, "answer" | "reason">): PartChange<boolean> =>
  (part) => {
    const verified = part && moved(part, "verified", "witness", evidence);
    return verified ? { said: true, part: verified } : { said: false };
  };

export const waiving =
  (waived: { by: string; at: string; reason: string }): PartChange<boolean> =>
  (part) => {
    const excused = part && moved(part, "waived", "office", { source: "office", ...waived });
    return excused ? { said: true, part: excused } : { said: false };
  };

/** Takes back that one official let them off, and nothing else. False where that does not stand. */
export const unwaiving =
  ({ by, at }: { by: string; at: string }): PartChange<boolean> =>
  (part) => {
    const task = part?.task;
    if (!part || task?.state !== "waived" || task.evidence.waived?.by !== by || !mayReopen(task, "office"))
      return { said: false };
    const { waived: _, ...evidence } = task.evidence;
    const due = { ...task, state: firstStateOf(task.type), at, evidence };
    return { said: true, part: { ...part, task: due, revision: part.revision + 1 } };
  };

/** Takes back that one official saw it done, and nothing else: a person's own word stands again. */
export const unverifying =
  ({ by, at }: { by: string; at: string }): PartChange<boolean> =>
  (part) => {
    const task = part?.task;
    const { verified, ...evidence } = task?.evidence ?? {};
    if (!part || !task || verified?.source !== "office" || verified.by !== by) return { said: false };
    const to = evidence.attested === undefined ? firstStateOf(task.type) : "attested";
    if (!leadsTo(task.type, { from: task.state, to, by: "office" })) return { said: false };
    const before = { ...task, state: to, at: evidence.attested?.at ?? at, evidence };
    return { said: true, part: { ...part, task: before, revision: part.revision + 1 } };
  };

/** True where a person's own word settled the task: they may take it back. */
export const mayTakeBack = ({ task }: Pick<Part, "task">): boolean => task !== undefined && mayReopen(task, "person");

const mayReopen = ({ type, state }: Task, by: TaskCause): boolean =>
  isSettled(state) && leadsTo(type, { from: state, to: firstStateOf(type), by });

/** Takes back what settled a task, with its evidence: a person their own word, staff anything and all answers. */
export const reopening =
  (at: string, by: Extract<TaskCause, "person" | "office"> = "person"): PartChange<boolean> =>
  (part) => {
    const task = part?.task;
    if (!task || !mayReopen(task, by)) return { said: false };
    const kept = by === "person" ? withoutAnswer(task, task.evidence.attested?.answer) : {};
    return {
      said: true,
      part: { ...part, task: { ...taskBegun(task.type, at), ...kept }, revision: part.revision + 1 },
    };
  };

const FREE_CHANGES = 20;
const BETWEEN_MS = 60_000;

/** True where a task changed many times, and a moment ago: no person does that, and classmates wait for each write. */
export const changesTooOften = ({ task, revision }: Part, now: string): boolean => {
  const last = [task?.at ?? "", ...Object.values(task?.answers ?? {})].toSorted().at(-1) ?? "";
  return revision >= FREE_CHANGES && Date.parse(now) - Date.parse(last) < BETWEEN_MS;
};

export const TaskChange = z.object({
  student: z.string(),
  cohort: z.string(),
  milestone: z.string(),
  occurrence: z.string(),
  revision: z.int(),
  type: Task.shape.type,
  state: Task.shape.state,
  at: Instant,
  /** The strongest evidence for the task; absent where it is open. */
  evidence: z.optional(
    z.object({ level: z.enum(EVIDENCE_LEVELS), source: EvidenceSource, answer: Evidence.shape.answer }),
  ),
  /** Id of the answer in part that was given, where it left the task open. */
  inPart: z.optional(z.string()),
  /** True where the person's own word was taken back. */
  isWithdrawn: z.optional(z.literal(true)),
  /** True where the person's own word, told before, counts by itself again. */
  isAgain: z.optional(z.literal(true)),
});
export type TaskChange = z.infer<typeof TaskChange>;

const strongest = ({ evidence }: Task): TaskChange["evidence"] => {
  const level = EVIDENCE_LEVELS.findLast((one) => evidence[one] !== undefined);
  const found = level && evidence[level];
  return found && { level, source: found.source, ...(found.answer === undefined ? {} : { answer: found.answer }) };
};

/** What a change of a part made of its task; undefined where the task is as it was, or has only begun. */
export const taskChangeOf = (before: Part | undefined, after: Part): TaskChange | undefined => {
  const { student, cohort, milestone, occurrence, revision, task } = after;
  if (revision === (before?.revision ?? 0) || task === undefined) return undefined;
  const { type, state, at } = task;
  const evidence = strongest(task);
  const known = before?.task?.answers ?? {};
  const inPart = isSettled(state) ? undefined : Object.keys(task.answers ?? {}).find((id) => known[id] === undefined);
  const hadWord = before?.task?.evidence.attested !== undefined;
  const isWithdrawn = hadWord && task.evidence.attested === undefined;
  const isAgain = hadWord && evidence?.level === "attested";
  return {
    ...{ student, cohort, milestone, occurrence, revision, type, state, at },
    ...(evidence === undefined ? {} : { evidence }),
    ...(inPart === undefined ? {} : { inPart }),
    ...(isWithdrawn ? { isWithdrawn } : {}),
    ...(isAgain ? { isAgain } : {}),
  };
};
