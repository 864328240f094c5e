import { Logger, makeWorkerUtils, type Runner, run, type WorkerUtils } from "graphile-worker";
import { WARM_UP } from "../cohort.ts";
import { chunksOf, jobsOf, knowStudents, MailJob, sendJob, until, type Wanted, type Wave } from "../letters.ts";
import { ownSetup, serveDeeds } from "../processes/protocol.ts";
import { studentTable } from "./student-table.ts";

/**
 * Runs in a process of its own: graphile-worker on PostgreSQL. One job a mail with its defaults, or fifty mails a
 * job with the settings of its page about performance: a local queue, and completions in batches.
 */
const setup = ownSetup();
const connectionString = `${setup.stores.postgres}/${setup.run}`;
const table = studentTable(connectionString);
const JOBS_AT_ONCE = 1_000;
const TUNED = { localQueue: { size: 25 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };

let utils: WorkerUtils | undefined;
const theUtils = async (): Promise<WorkerUtils> => {
  utils ??= await makeWorkerUtils({ connectionString });
  return utils;
};

const deed = async (job: MailJob): Promise<void> => {
  const students = await table.unsent(job);
  if (students.length === 0) return;
  await table.record(job, await sendJob({ ...job, students }));
};

const quiet = { debug: () => {}, error: () => {}, info: () => {}, warn: () => {} };

const startRunner = async (): Promise<Runner> => {
  const many = { concurrentJobs: 10, maxPoolSize: 11, pollInterval: 500 };
  const few = { concurrentJobs: 4, maxPoolSize: 11, pollInterval: 500, ...TUNED };
  return run({
    preset: { worker: { connectionString, ...(setup.batch === 1 ? many : few) } },
    taskList: {
      mail: (payload) => deed(MailJob.parse(payload)),
    },
    noHandleSignals: true,
    logger: new Logger(() => (level) => quiet[level === "warning" ? "warn" : level]?.()),
  });
};

const isOpen = async (): Promise<boolean> => {
  const { rows } = await table.pool.query<{ open: boolean }>(
    "SELECT EXISTS (SELECT FROM graphile_worker._private_jobs WHERE attempts < max_attempts) AS open",
  );
  return rows[0]?.open ?? false;
};

const work = async (): Promise<undefined> => {
  const runner = await startRunner();
  await until(async () => !(await isOpen()));
  await runner.stop();
  return undefined;
};

// A killed worker's jobs stay locked for four hours; its docs have them unlocked by hand once it is known to be gone.
const unlock = async (): Promise<undefined> => {
  knowStudents(setup.students);
  const { rows } = await table.pool.query<{ locked_by: string }>(
    "SELECT DISTINCT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL",
  );
  await (await theUtils()).forceUnlockWorkers(rows.map(({ locked_by }) => locked_by));
  return undefined;
};

const enqueue = async (wave: Wave, wanted: Wanted): Promise<void> => {
  const { addJobs } = await theUtils();
  for (const some of chunksOf(jobsOf(wave, wanted), JOBS_AT_ONCE)) {
    await addJobs(some.map((payload) => ({ identifier: "mail", payload })));
  }
};

const warmUp = async (): Promise<void> => {
  await enqueue("open", { ...setup, students: WARM_UP });
  await work();
  await table.clear();
};

serveDeeds({
  create: async () => {
    knowStudents(setup.students);
    await table.create();
    await (await theUtils()).migrate();
    await warmUp();
    return undefined;
  },
  takeOver: unlock,
  open: async () => {
    await enqueue("open", setup);
    return work();
  },
  resume: work,
  click: async () => {
    await table.completeClickers(setup.students);
    return undefined;
  },
  nudge: async () => {
    await enqueue("remind-1", { ...setup, leftOut: await table.completed() });
    return work();
  },
});
