import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { WARM_UP } from "../cohort.ts";
import {
  chunksOf,
  clickersOf,
  jobsOf,
  knowStudents,
  type MailJob,
  sendJob,
  until,
  type Wanted,
  type Wave,
} from "../letters.ts";
import { ownSetup, serveDeeds } from "../processes/protocol.ts";

/**
 * Runs in a process of its own: BullMQ on Redis. One job a mail as its guide shows, or fifty mails a job. A job
 * checks what is recorded as sent, sends, and records; one that fails is tried again, with the back-off of the guide.
 */
const setup = ownSetup();
const url = setup.stores.redis ?? "";
const redis = new Redis(url, { maxRetriesPerRequest: null });
const connection = { url };
const QUEUE = "mails";
const JOBS_AT_ONCE = 1_000;
const queue = new Queue<MailJob>(QUEUE, { connection });

const isWaiting = async (): Promise<boolean> => {
  const counts = await queue.getJobCounts("waiting", "active", "delayed");
  return Object.values(counts).some((count) => count > 0);
};

const deed = async (job: MailJob): Promise<void> => {
  const recorded = await redis.hmget(`sent:${job.wave}`, ...job.students.map(({ nth }) => String(nth)));
  const students = job.students.filter((_, at) => recorded[at] === null);
  if (students.length === 0) return;
  const sent = await sendJob({ ...job, students });
  await redis.hset(`sent:${job.wave}`, ...sent.flatMap(({ nth, messageId }) => [String(nth), messageId]));
};

const work = async (): Promise<undefined> => {
  const concurrency = setup.batch === 1 ? 50 : 4;
  const worker = new Worker<MailJob>(QUEUE, ({ data }) => deed(data), { connection, concurrency });
  worker.on("error", () => {});
  await until(async () => !(await isWaiting()));
  await worker.close();
  return undefined;
};

const OPTIONS = { attempts: 10, backoff: { type: "exponential", delay: 500 }, removeOnComplete: true } as const;

const enqueue = async (wave: Wave, wanted: Wanted): Promise<void> => {
  const jobs = jobsOf(wave, wanted).map((data) => ({
    name: wave,
    data,
    opts: { ...OPTIONS, jobId: `${wave}-${data.students[0]?.nth}` },
  }));
  for (const some of chunksOf(jobs, JOBS_AT_ONCE)) await queue.addBulk(some);
};

const warmUp = async (): Promise<void> => {
  await enqueue("open", { ...setup, students: WARM_UP });
  await work();
};

serveDeeds({
  create: async () => {
    knowStudents(setup.students);
    await redis.flushall();
    await warmUp();
    await redis.flushall();
    return undefined;
  },
  takeOver: async () => {
    knowStudents(setup.students);
    return undefined;
  },
  open: async () => {
    await enqueue("open", setup);
    return work();
  },
  resume: work,
  click: async () => {
    for (const nth of clickersOf(setup.students)) await redis.sadd("completed", nth);
    return undefined;
  },
  nudge: async () => {
    const completed = await redis.smembers("completed");
    await enqueue("remind-1", { ...setup, leftOut: new Set(completed.map(Number)) });
    return work();
  },
});
