/** `answer`: confirm that it is done. `attend`: say whether one comes, and come. `meet`: book a meeting and hold it. */
export const TASK_TYPES = ["answer", "attend", "meet", "document"] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/** Where a task can stand (diagrams: `docs/task-states.md`). */
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

/** `person`: on their own link. `witness`: a list or another person. `office`: staff. `seat`: a seat became free. */
export type TaskCause = "person" | "witness" | "office" | "seat";

interface Way {
  from: TaskState;
  to: TaskState;
  by: TaskCause;
}

const ways = (from: readonly TaskState[], to: TaskState, by: TaskCause): Way[] =>
  from.map((one) => ({ from: one, to, by }));

const CONFIRMING: readonly Way[] = [
  ...ways(["due"], "due", "person"),
  ...ways(["due"], "attested", "person"),
  ...ways(["attested"], "due", "person"),
  ...ways(["due", "attested"], "verified", "witness"),
  ...ways(["due"], "waived", "office"),
  ...ways(["attested", "verified", "waived"], "due", "office"),
  ...ways(["verified"], "attested", "office"),
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

export const WAYS: Readonly<Record<TaskType, readonly Way[]>> = {
  answer: CONFIRMING,
  attend: ATTENDING,
  meet: MEETING,
  document: CONFIRMING,
};

const FIRST_STATE: Readonly<Record<TaskType, TaskState>> = {
  answer: "due",
  attend: "invited",
  meet: "due",
  document: "due",
};

/** Where a task begins, and where it stands again once what settled it is taken back. */
export const firstStateOf = (type: TaskType): TaskState => FIRST_STATE[type];

const OPEN: ReadonlySet<TaskState> = new Set(Object.values(FIRST_STATE));

/** True where the task asks nothing more. A claim looks at this alone, so no mail goes out after completion. */
export const isSettled = (state: TaskState): boolean => !OPEN.has(state);

export const leadsTo = (type: TaskType, { from, to, by }: Way): boolean =>
  WAYS[type].some((way) => way.from === from && way.to === to && way.by === by);
