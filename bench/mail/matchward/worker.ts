import { SURVEY, WARM_UP } from "../cohort.ts";
import { newMeter } from "../counts.ts";
import { ownSetup, serveDeeds } from "../processes/protocol.ts";
import { aftermath } from "./aftermath.ts";
import { feeds } from "./feeds.ts";
import { workloadOf } from "./workload.ts";

/** Runs in a process of its own: matchward's side of the workload. */
const setup = ownSetup();
const meter = newMeter();
const workload = workloadOf(setup, meter);

const warmUp = async (): Promise<void> => {
  const small = workloadOf({ ...setup, students: WARM_UP, run: `${setup.run}-warm` }, meter);
  await small.enroll();
  await small.open();
  await small.click();
  await small.morning(SURVEY.remindsOn);
};

serveDeeds(
  {
    create: async () => {
      await warmUp();
      return workload.enroll();
    },
    open: workload.open,
    resume: workload.resume,
    click: workload.click,
    nudge: () => workload.morning(SURVEY.remindsOn),
    feeds: () => feeds(workload.schools, setup, meter),
    ...aftermath(workload.schools, workload.morning),
  },
  meter.read,
);
