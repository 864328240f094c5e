import { parseArgs } from "node:util";

/** What one bench runs. */
export interface Plan {
  quick: boolean;
  /** False: only makes the page anew of the runs that were kept. */
  measures: boolean;
  matchward: boolean;
  peers: boolean;
  /** Students where contenders are side by side, and under faults. */
  students: number;
  /** Runs of each of those, after one to warm up. */
  runs: number;
  warmUp: boolean;
  /** Students of matchward in memory, with how many runs of each. */
  sizes: readonly { students: number; runs: number }[];
  planned: number;
  /** Ids of those that are run under faults; all where absent. */
  faulted: readonly string[] | undefined;
}

const FULL = {
  students: 10_000,
  runs: 5,
  warmUp: true,
  sizes: [
    { students: 1_000, runs: 5 },
    { students: 10_000, runs: 5 },
    { students: 100_000, runs: 2 },
    { students: 1_000_000, runs: 2 },
  ],
  planned: 1_000_000,
  faulted: undefined,
};

const QUICK = {
  students: 1_000,
  runs: 1,
  warmUp: false,
  sizes: [
    { students: 1_000, runs: 1 },
    { students: 10_000, runs: 1 },
  ],
  planned: 100_000,
  faulted: ["matchward-dynamodb", "graphile-worker-fifty"],
};

const OPTIONS = {
  quick: { type: "boolean", default: false },
  only: { type: "string" },
  runs: { type: "string" },
  page: { type: "boolean", default: false },
} as const;

/** How the bench is called, in a line. */
export const USAGE = "npm run bench:mail -- [--quick] [--only matchward|peers] [--runs <number>] [--page]";

const asked = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new Error(USAGE, { cause: error });
  }
};

/** Reads the command line. @throws Error where it says something else than `USAGE` */
export const planOf = (args: readonly string[]): Plan => {
  const { quick, only, page, ...values } = asked(args);
  if (only !== undefined && only !== "matchward" && only !== "peers") throw new Error(USAGE);
  const plan = quick ? QUICK : FULL;
  const runs = values.runs === undefined ? plan.runs : Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(USAGE);
  return { ...plan, runs, quick, measures: !page, matchward: only !== "peers", peers: only !== "matchward" };
};
