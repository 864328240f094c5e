import { startQueues } from "../../../local/emulators/queues.ts";

/** Runs the SQS emulator in a process of its own, with one queue of each name that a run can ask for. */
const { endpoint, stop } = await startQueues({ region: "us-east-1", queues: [], buckets: [] });
process.send?.(endpoint);
const end = async () => {
  await stop();
  process.exit(0);
};
process.on("disconnect", end);
process.on("SIGTERM", end);
