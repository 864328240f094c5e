/** A store that a contender needs, by the name under which its worker is told of it. */
export type StoreName = "dynamodb" | "sqs" | "redis" | "postgres";

/** Who runs the workload, and how. */
export interface Contender {
  /** Names it in options and raw results. */
  id: string;
  title: string;
  /** In what form: one job a mail, fifty a job … */
  form: string;
  script: string;
  /** Mails in one job and one SES call. */
  batch: number;
  stores: readonly StoreName[];
  /** What is on disk when a mail counts as sent. */
  durability: string;
}

const MATCHWARD = { title: "matchward", script: "matchward/worker.ts", batch: 50 };
const FLOOR = { title: "no state at all", script: "floor/worker.ts", stores: [], durability: "nothing" };

const BOTH_FORMS = [
  { suffix: "one", form: "one job a mail", batch: 1 },
  { suffix: "fifty", form: "50 mails a job", batch: 50 },
];

const peer = (id: string, store: "redis" | "postgres"): Contender[] =>
  BOTH_FORMS.map(({ suffix, form, batch }) => ({
    id: `${id}-${suffix}`,
    title: id,
    form,
    script: `peers/${id}.ts`,
    batch,
    stores: [store],
    durability: store === "redis" ? "AOF, up to 1 s lost" : "WAL, fsync",
  }));

/** Writing, signing and sending alone: what any of them costs at least. */
export const FLOORS: readonly Contender[] = BOTH_FORMS.map(({ suffix, form, batch }) => ({
  ...FLOOR,
  id: `floor-${suffix}`,
  form,
  batch,
}));

/** matchward in memory, where nothing but its own code and the SES client works. */
export const IN_MEMORY: Contender = {
  ...MATCHWARD,
  id: "matchward-memory",
  form: "in-memory doubles",
  stores: [],
  durability: "nothing",
};

/** matchward as deployed, on the emulators of DynamoDB and SQS. */
export const EMULATED: Contender = {
  ...MATCHWARD,
  id: "matchward-dynamodb",
  form: "DynamoDB Local, SQS emulator",
  stores: ["dynamodb", "sqs"],
  durability: "as DynamoDB: three copies (the emulator: none)",
};

export const PEERS: readonly Contender[] = [
  ...peer("bullmq", "redis"),
  ...peer("pg-boss", "postgres"),
  ...peer("graphile-worker", "postgres"),
];
