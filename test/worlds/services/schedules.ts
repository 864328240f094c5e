import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import { instantAt } from "#domain/time/dates.ts";
import { advancePhase } from "../../../functions/advance-phase/advance-phase.ts";
import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { reconcileMails } from "../../../functions/reconcile-mails/reconcile-mails.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { type Ground, invokeAsync } from "../ground/ground.ts";
import { partsFor } from "../ground/instances.ts";
import { type Process, travelling } from "../ground/process.ts";
import type { School } from "../ground/school.ts";
import { morningNeeds, type Outside } from "../ground/wiring.ts";

const MINUTE = 60_000;
const LIFETIME = 5 * MINUTE;
/** Latest that a schedule is delivered here: the afternoon of its day, inside the hours of sending. */
const LATEST = 8 * 60;

/** The schedules of a world's mornings, and of some of its half hours. */
export interface MorningCalls {
  /** Puts every morning of the spring on the agenda. */
  fireAll(): void;
  setAside(): number;
  redrive(): void;
  /** Calls every function again for days that were: one in three, since each has to change nothing by itself. */
  replay(): void;
}

interface Call {
  name: string;
  work: (process: Process) => Promise<unknown>;
}

const callsOn = (ground: Ground, school: School, outside: Outside, queue: MailQueue, scheduledAt: string): Call[] => {
  const needs = (process: Process) => morningNeeds(ground, process, outside, queue);
  const began = { type: "day.began", version: 1, scheduledAt } as const;
  const day = scheduledAt.slice(0, 10);
  const openings = school.program.milestones.map(({ id: milestone }) => ({
    name: `open-milestone ${milestone} ${day}`,
    work: (process: Process) =>
      openMilestone(needs(process), { type: "milestone.came", version: 1, milestone, scheduledAt }),
  }));
  // Each milestone's schedule fires once a year, in this spring on one of two days.
  const isOpening = day.endsWith("-04-01") || day.endsWith("-04-15");
  return [
    ...(isOpening ? openings : []),
    {
      name: `reconcile-mails ${day}`,
      work: (process) => reconcileMails(needs(process), { type: "half-hour.passed", version: 1, scheduledAt }),
    },
    { name: `remind ${day}`, work: (process) => remind(needs(process), began) },
    // No phase begins in a spring, so that a look now and then is enough.
    ...(day.endsWith("5")
      ? [{ name: `advance-phase ${day}`, work: (process: Process) => advancePhase(needs(process), began) }]
      : []),
  ];
};

/** Of the half hours of a day one is enough. */
const HALF_HOURS = ["11:30"];

const reconcilingOf = (ground: Ground, outside: Outside, scheduledAt: string): Call => ({
  name: `reconcile-mails ${scheduledAt}`,
  work: (process) =>
    reconcileMails(
      {
        program: outside.program,
        people: travelling(ground, process, "roster", outside.records.people),
        parts: partsFor(ground, process, outside),
        school: travelling(ground, process, "school", outside.records.school),
        sessions: outside.records.sessions,
      },
      { type: "half-hour.passed", version: 1, scheduledAt },
    ),
});

/** Times in a schedule's input have no fractions of seconds. */
const wholeSeconds = (instant: string): string => `${instant.slice(0, 19)}Z`;

/**
 * EventBridge Scheduler: late, twice or not at all; what its function cannot do is set aside.
 * @param instants at which something is scheduled, ISO 8601 UTC
 * @param callsAt what is called for such an instant, given as a schedule's input tells it
 */
export const worldScheduler = (
  ground: Ground,
  instants: readonly string[],
  callsAt: (scheduledAt: string) => readonly Call[],
): MorningCalls => {
  const { agenda, chance } = ground;
  const dead: Call[] = [];

  const deliver = (one: Call): void => invokeAsync(ground, { ...one, lifetime: LIFETIME }, () => dead.push(one));

  const fire = (one: Call): void => {
    const { missed, late, outage } = ground.faults();
    if (outage === "scheduler" || chance.is(missed)) {
      ground.tell(`${one.name}: the schedule did not fire`);
      return;
    }
    agenda.after(chance.is(late) ? chance.int(1, LATEST) * MINUTE : chance.int(0, 30_000), () => deliver(one));
  };

  const calls = (instant: string) => callsAt(wholeSeconds(instant));
  return {
    fireAll: () => {
      for (const at of instants) agenda.at(Date.parse(at), () => calls(at).forEach(fire));
    },
    setAside: () => dead.length,
    redrive: () => dead.splice(0).forEach(deliver),
    replay: () =>
      instants
        .filter(() => chance.is(1 / 3))
        .flatMap(calls)
        .forEach(deliver),
  };
};

/** The schedules of a school's mornings and half hours. */
export const morningCalls = (ground: Ground, school: School, outside: Outside, queue: MailQueue): MorningCalls => {
  const { sendAt, timeZone } = school.program.school;
  const days = school.days.slice(1);
  const mornings = days.map((day) => instantAt(day, sendAt, timeZone));
  const known = new Set(mornings.map(wholeSeconds));
  const halfHours = days.flatMap((day) => HALF_HOURS.map((time) => instantAt(day, time, timeZone)));
  return worldScheduler(ground, [...mornings, ...halfHours], (at) =>
    known.has(at) ? callsOn(ground, school, outside, queue, at) : [reconcilingOf(ground, outside, at)],
  );
};
