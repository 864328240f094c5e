import { startWorker } from "./processes/processes.ts";
import { nextName } from "./run-once.ts";

/** What planning one wave for that many students took, in a process of its own. */
export interface Planning {
  students: number;
  due: number;
  cpuSeconds: number;
  /** The most memory of the whole process, with the roster of all of them in it. */
  peakBytes: number;
}

/** What issue and page hold it to, for a million students. */
export const PLANNING_LIMITS = { cpuSeconds: 60, megabytes: 512 };

// What V8 may use in a function of 512 MB, so that it collects its garbage as it would there.
const FLAGS = ["--max-old-space-size=450", "--max-semi-space-size=8"];

/** Plans one wave for that many students. */
export const runPlanning = async (students: number): Promise<Planning> => {
  const setup = { students, batch: 50, run: nextName(), stores: {} };
  const worker = startWorker("planning/worker.ts", setup, "http://127.0.0.1:9", FLAGS);
  await worker.do("create");
  const { cpuMicros, peakBytes, told } = await worker.do("plan");
  await worker.kill();
  return { students, due: told.due ?? 0, cpuSeconds: cpuMicros / 1e6, peakBytes };
};
