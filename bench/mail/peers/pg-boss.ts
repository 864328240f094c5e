import { PgBoss } from "pg-boss";
import { WARM_UP } from "../cohort.ts";
import { chunksOf, jobsOf, knowStudents, type MailJob, sendJob, until, type Wanted, type Wave } from "../letters.ts";
import { ownSetup, serveDeeds } from "../processes/protocol.ts";
import { studentTable } from "./student-table.ts";

/**
 * Runs in a process of its own: pg-boss on PostgreSQL. One job a mail, fetched fifty at a time since its default of
 * one job every two seconds would measure the pause, or fifty mails a job. A job that fails is tried again.
 */
const setup = ownSetup();
const url = `${setup.stores.postgres}/${setup.run}`;
const table = studentTable(url);
const boss = new PgBoss({ connectionString: url, supervise: true, schedule: false });
boss.on("error", () => {});
const QUEUE = "mails";
const JOBS_AT_ONCE = 1_000;
const FETCHED = 50;
// Its default is 15 minutes: a killed worker's jobs would come back only then.
const EXPIRE_SECONDS = 10;

const start = async (): Promise<void> => {
  knowStudents(setup.students);
  await boss.start();
  const tried = { retryLimit: 10, retryDelay: 1, expireInSeconds: EXPIRE_SECONDS };
  await boss.createQueue(QUEUE, tried);
};

const deed = async (job: MailJob): Promise<void> => {
  const students = await table.unsent(job);
  if (students.length === 0) return;
  await table.record(job, await sendJob({ ...job, students }));
};

const isOpen = async (): Promise<boolean> => {
  const { rows } = await table.pool.query<{ open: boolean }>(
    "SELECT EXISTS (SELECT FROM pgboss.job WHERE name = $1 AND state < 'completed') AS open",
    [QUEUE],
  );
  return rows[0]?.open ?? false;
};

const OPTIONS = { pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, perJobResults: true } as const;

/** @param supervised true: looks for jobs of a dead worker all the time; by itself it does so once a minute */
const work = async (supervised = false): Promise<undefined> => {
  const options = { ...OPTIONS, batchSize: setup.batch === 1 ? FETCHED : 4 };
  await boss.work<MailJob, unknown, typeof options>(QUEUE, options, (jobs) =>
    Promise.all(
      jobs.map(({ id, data }) =>
        deed(data).then(
          () => ({ id, status: "completed" as const }),
          (error: Error) => ({ id, status: "failed" as const, output: { message: error.message } }),
        ),
      ),
    ),
  );
  await until(async () => {
    if (supervised) await boss.supervise(QUEUE);
    return !(await isOpen());
  });
  await boss.offWork(QUEUE);
  return undefined;
};

const enqueue = async (wave: Wave, wanted: Wanted): Promise<void> => {
  for (const some of chunksOf(jobsOf(wave, wanted), JOBS_AT_ONCE)) {
    await boss.insert(
      QUEUE,
      some.map((data) => ({ data })),
    );
  }
};

const warmUp = async (): Promise<void> => {
  await enqueue("open", { ...setup, students: WARM_UP });
  await work();
  await boss.deleteAllJobs(QUEUE);
  await table.clear();
};

serveDeeds({
  create: async () => {
    await table.create();
    await start();
    await warmUp();
    return undefined;
  },
  takeOver: async () => {
    await start();
    return undefined;
  },
  open: async () => {
    await enqueue("open", setup);
    return work();
  },
  resume: () => work(true),
  click: async () => {
    await table.completeClickers(setup.students);
    return undefined;
  },
  nudge: async () => {
    await enqueue("remind-1", { ...setup, leftOut: await table.completed() });
    return work();
  },
});
