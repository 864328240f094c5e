import { WARM_UP } from "../cohort.ts";
import { clickersOf, jobsOf, knowStudents, sendJob, type Wanted, type Wave } from "../letters.ts";
import { ownSetup, serveDeeds } from "../processes/protocol.ts";

/**
 * Runs in a process of its own: writes, signs and sends, and keeps nothing of it. What all the others cost at
 * least.
 */
const setup = ownSetup();
const SIDE_BY_SIDE = setup.batch === 1 ? 50 : 4;

const sendAll = async (wave: Wave, wanted: Wanted): Promise<undefined> => {
  const jobs = jobsOf(wave, wanted).values();
  const lane = async (): Promise<void> => {
    for (const job of jobs) await sendJob(job);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return undefined;
};

serveDeeds({
  create: async () => {
    knowStudents(setup.students);
    return sendAll("open", { ...setup, students: WARM_UP });
  },
  open: () => sendAll("open", setup),
  click: async () => undefined,
  nudge: () => sendAll("remind-1", { ...setup, leftOut: new Set(clickersOf(setup.students)) }),
});
