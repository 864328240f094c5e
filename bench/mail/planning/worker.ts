import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { Enrolled } from "#domain/people/student.ts";
import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { numbersIn, SURVEY, studentOf } from "../cohort.ts";
import { newMeter } from "../counts.ts";
import { morningOf, programIn } from "../matchward/school.ts";
import { ownSetup, serveDeeds } from "../processes/protocol.ts";

/**
 * Runs in a process of its own, so that its memory is its own: plans one opening mailing for everybody by the
 * product's `open-milestone`. The roster comes as its adapter hands it over; what goes on the queue is counted and let
 * go.
 */
const setup = ownSetup();
const meter = newMeter();
let students: Enrolled[] = [];

const queue: MailQueue = {
  send: async (messages) => {
    for (const { people } of messages) meter.count("planned", people.length);
  },
};

serveDeeds(
  {
    create: async () => {
      students = [...numbersIn({ first: 0, end: setup.students })].map((nth) => Enrolled.parse(studentOf(nth)));
      return undefined;
    },
    plan: async () => {
      const program = programIn(0);
      const { parts, choices, mailings, pace } = memoryRecords();
      const scheduledAt = morningOf(program, SURVEY.opensOn);
      const needs = { program, people: { enrolled: async () => students }, parts, choices, mailings, pace, queue };
      const { due } = await openMilestone(needs, {
        type: "milestone.came",
        version: 1,
        milestone: SURVEY.milestone,
        scheduledAt,
      });
      return { due };
    },
  },
  meter.read,
);
