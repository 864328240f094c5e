/**
 * What a task asks of its person. `answer`: to confirm on their own link that it is done. `attend`: to say whether they
 * come, and to come. `meet`: to book a meeting and to hold it. `document`: to have a document ready.
 */
export const TASK_TYPES = ["answer", "attend", "meet", "document"] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/**
 * Where a task can stand. The diagrams of these machines are in `docs/task-states.md`; a test draws them from `WAYS`.
 */
export const TASK_STATES = [
  "due",
  "attested",
  "verified",
  "invited",
  "going",
  "waiting",
  "declined",
  "attended",
  "missed",
  "booked",
  "held",
  "waived",
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/**
 * Who moves a task. `person`: whom it is asked of, on their own link. `witness`: a list or another person shows what
 * was done. `office`: staff decide. `seat`: a seat became free.
 */
export type TaskCause = "person" | "witness" | "office" | "seat";

interface Way {
  from: TaskState;
  to: TaskState;
  by: TaskCause;
}

/** Ways from each of some states to one. */
const ways = (from: readonly TaskState[], to: TaskState, by: TaskCause): Way[] =>
  from.map((one) => ({ from: one, to, by }));

const CONFIRMING: readonly Way[] = [
  ...ways(["due"], "attested", "person"),
  ...ways(["attested"], "due", "person"),
  ...ways(["due", "attested"], "verified", "witness"),
  ...ways(["due"], "waived", "office"),
  ...ways(["attested", "verified", "waived"], "due", "office"),
];

const ATTENDING: readonly Way[] = [
  ...ways(["invited", "waiting", "declined"], "going", "person"),
  ...ways(["invited", "declined"], "waiting", "person"),
  ...ways(["invited", "going", "waiting"], "declined", "person"),
  ...ways(["waiting"], "going", "seat"),
  ...ways(["invited", "going", "waiting", "declined", "missed"], "attended", "witness"),
  ...ways(["going", "attended"], "missed", "witness"),
  ...ways(["invited", "declined", "missed"], "waived", "office"),
  ...ways(["waived"], "invited", "office"),
];

const MEETING: readonly Way[] = [
  ...ways(["due"], "booked", "person"),
  ...ways(["booked"], "due", "person"),
  ...ways(["due", "booked"], "held", "witness"),
  ...ways(["due", "booked"], "waived", "office"),
  ...ways(["held", "waived"], "due", "office"),
];

/** Every way that a task of each type can go; the conditions of the records table are made from it. */
export const WAYS: Readonly<Record<TaskType, readonly Way[]>> = {
  answer: CONFIRMING,
  attend: ATTENDING,
  meet: MEETING,
  document: CONFIRMING,
};

/** Where a task of each type begins. */
const FIRST_STATE: Readonly<Record<TaskType, TaskState>> = {
  answer: "due",
  attend: "invited",
  meet: "due",
  document: "due",
};

/** Where a task of that type begins, and comes back to when it is taken back. */
export const firstStateOf = (type: TaskType): TaskState => FIRST_STATE[type];

const OPEN: ReadonlySet<TaskState> = new Set(Object.values(FIRST_STATE));

/**
 * True where nothing is asked of the person any more, so that no mail of it is due. All that a claim asks of a task.
 */
export const isSettled = (state: TaskState): boolean => !OPEN.has(state);

/** True where that cause moves a task of that type so. */
export const leadsTo = (type: TaskType, { from, to, by }: Way): boolean =>
  WAYS[type].some((way) => way.from === from && way.to === to && way.by === by);
