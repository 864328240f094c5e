import { memoryFiles } from "#adapters/doubles/memory-files.ts";
import { memoryPace } from "#adapters/doubles/memory-pace.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/doubles/memory-records.ts";
import type { Published } from "#adapters/event-bus.ts";
import type { SendingLimits } from "#adapters/sending-account.ts";
import { instantAt } from "#domain/dates.ts";
import type { Part } from "#domain/part.ts";
import { workingDayOnOrAfter } from "#domain/quiet-days.ts";
import { SurveyCompleted } from "#events/survey-completed.ts";
import { SurveyReopened } from "#events/survey-reopened.ts";
import { importRoster } from "../../functions/import-roster/import-roster.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { answerRequest } from "../../functions/site/site.ts";
import { tallyProgress } from "../../functions/tally-progress/tally-progress.ts";
import { rosterFile } from "../functions/class.fixture.ts";
import { type WorldBus, worldBus } from "./bus.ts";
import { type Chance, chanceOf } from "./chance.ts";
import type { Faults } from "./faults.ts";
import { type WorldFeedback, worldFeedback } from "./feedback.ts";
import { type Ground, groundOf, invoke, invokeAsync } from "./ground.ts";
import { type Ask, mailbox } from "./people.ts";
import { type Process, travelling } from "./process.ts";
import { type WorldQueue, worldQueue } from "./queue.ts";
import { type MorningCalls, morningCalls } from "./schedules.ts";
import { type School, schoolOf } from "./school.ts";
import { type WorldSes, worldSes } from "./ses.ts";
import { type WorldStream, worldStream } from "./stream.ts";
import { importNeeds, type Outside, publishOf, sendMailNeeds, siteNeeds, type Variant } from "./wiring.ts";
import { type Witness, witnessOf } from "./witness.ts";

/** One world: a small school's spring on doubles that misbehave. */
export interface World {
  seed: number;
  ground: Ground;
  school: School;
  records: MemoryRecords;
  ses: WorldSes;
  queue: WorldQueue;
  stream: WorldStream;
  bus: WorldBus;
  mornings: MorningCalls;
  witness: Witness;
  feedback: WorldFeedback;
}

const MINUTE = 60_000;
const BUCKET = "rosters";

const timeOn = (school: School, day: string, time: string): number =>
  Date.parse(instantAt(day, time, school.program.school.timeZone));

const isTallied = (event: Published): boolean => ["survey.completed", "survey.reopened"].includes(event.type);

const tallied = (event: Published): SurveyCompleted | SurveyReopened =>
  event.type === "survey.completed" ? SurveyCompleted.parse(event) : SurveyReopened.parse(event);

/** The site, as browsers and scanners reach it until that instant. */
const siteUntil =
  (ground: Ground, outside: Outside, until: number): Ask =>
  (request, answered) => {
    if (ground.agenda.now() > until) return;
    const isBlind = request.method === "POST" && !request.form.has("nonce");
    const name = `site ${isBlind ? "blind " : ""}${request.method}${request.undo ? " undo" : ""}`;
    const work = (process: Process) => answerRequest(siteNeeds(ground, process, outside), request);
    invoke(ground, { name, lifetime: 10_000, isLogged: false, work }, (end) => {
      if (end.kind === "answered") answered(end.answer);
    });
  };

const queueOf = (ground: Ground, outside: Outside, witness: Witness): WorldQueue =>
  worldQueue(
    ground,
    async (process, message, _sentAt, { at, times }) => {
      ground.logs.push(JSON.stringify(await sendMail(sendMailNeeds(ground, process, outside), message, at, times)));
    },
    (message) => void witness.acknowledged(message, outside.records),
  );

const busOf = (ground: Ground, { records }: Outside): WorldBus =>
  worldBus(ground, (event) => {
    if (!isTallied(event)) return undefined;
    const tallies = (process: Process) => travelling(ground, process, "tallies", records.tallies);
    return {
      name: `tally-progress ${event.id}`,
      work: (process) => tallyProgress({ tallies: tallies(process) }, tallied(event)),
    };
  });

const streamOf = (ground: Ground, variant: Variant, bus: WorldBus): WorldStream => {
  const setAside = ({ sequenceNumber }: { sequenceNumber: string }) =>
    void ground.logs.push(`record not read ${sequenceNumber}`);
  return worldStream(ground, (process, batch) =>
    publishOf(variant)({ bus: travelling(ground, process, "bus", bus), setAside }, batch),
  );
};

/** The table, which its stream and the witness see. */
const recordsSeenBy = (witness: Witness, stream: () => WorldStream): MemoryRecords =>
  memoryRecords({
    group: (before, after) => {
      witness.group(before, after);
      stream().group(before, after);
    },
    student: (before, after) => {
      witness.student(after);
      stream().student(before, after);
    },
  });

/** The ground of a world, and the instants on which people mend it and on which they stop answering. */
const timesOf = (seed: number, school: School, chance: Chance, faults: Faults | undefined) => {
  const [calmDay = "", nextDay = ""] = school.days.slice(chance.int(5, 30));
  const from = timeOn(school, school.days[0] ?? "", "00:00");
  const calmFrom = timeOn(school, calmDay, "23:00");
  return {
    ground: groundOf(seed, { from, calmFrom, ...(faults === undefined ? {} : { faults }) }),
    mended: timeOn(school, workingDayOnOrAfter(school.program.school, nextDay), "10:00"),
    lastAnswer: timeOn(school, school.days.at(-2) ?? "", "00:00"),
  };
};

/** How a world differs from the usual ones. */
export interface WorldOptions {
  variant?: Variant;
  faults?: Faults;
  /** What the account may send; without it so much that nothing waits. */
  limits?: SendingLimits;
}

/** The world of one seed, with nothing done yet: its whole spring stands on its agenda. */
export const worldOf = (seed: number, { variant = {}, faults, limits }: WorldOptions = {}): World => {
  const chance = chanceOf(seed ^ 0x5bd1e995);
  const school = schoolOf(chance);
  const { ground, mended, lastAnswer } = timesOf(seed, school, chance, faults);
  const witness = witnessOf(ground, limits !== undefined);
  const { agenda } = ground;
  const sleep = (milliseconds: number) => new Promise<void>((wake) => agenda.after(milliseconds, wake));
  const records = {
    ...recordsSeenBy(witness, () => stream),
    pace: memoryPace({ now: () => Math.ceil(agenda.now()), sleep: (ms) => sleep(Math.ceil(ms)) }),
  };
  const ses = worldSes(
    ground,
    (mail) => {
      ground.tell(`SES accepted ${mail.wave} of ${mail.occurrence} to ${mail.student}`);
      witness.mail(mail);
      feedback.of(mail);
      mailbox(ground, siteUntil(ground, outside, lastAnswer), mail);
    },
    limits,
  );
  const outside: Outside = { program: school.program, records, ses, variant };
  const feedback = worldFeedback(ground, outside);
  const queue = queueOf(ground, outside, witness);
  const bus = busOf(ground, outside);
  const stream = streamOf(ground, variant, bus);
  const mornings = morningCalls(ground, school, outside, queue);
  const world = { seed, ground, school, records, ses, queue, stream, bus, mornings, witness, feedback };
  school.refused.forEach(ses.refuse);
  uploadRosters(ground, school, outside);
  mornings.fireAll();
  ground.agenda.at(mended, () => redriveAll(world));
  return world;
};

const uploadRosters = (ground: Ground, school: School, outside: Outside): void => {
  const files = memoryFiles();
  for (const [day, students] of school.rosters) {
    const key = `incoming/${day}.csv`;
    ground.agenda.at(timeOn(school, day, "11:00"), async () => {
      await files.write(BUCKET, key, { text: rosterFile(students), contentType: "text/csv" });
      const detail = { bucket: { name: BUCKET }, object: { key, size: 1 } };
      const uploaded = {
        source: "aws.s3",
        "detail-type": "Object Created",
        time: ground.agenda.iso(),
        detail,
      } as const;
      // However often one call is doubled, staff upload a file again once.
      let isWaiting = false;
      const again = (): void => {
        isWaiting = false;
        invokeAsync(
          ground,
          {
            name: `import-roster ${day}`,
            lifetime: 5 * MINUTE,
            work: (process) => importRoster(importNeeds(ground, process, outside, files), uploaded),
          },
          () => {
            if (!isWaiting) ground.agenda.after(60 * MINUTE, again);
            isWaiting = true;
          },
        );
      };
      again();
    });
  }
};

/** What the people who run it do once the troubles are over: everything that was set aside is given in again. */
export const redriveAll = ({ ground, queue, stream, bus, mornings }: World): void => {
  ground.tell("everything set aside is given in again");
  for (const part of [queue, stream, bus, mornings]) part.redrive();
};

/** Every part of every occurrence, as it stands. */
export const allParts = async ({ school, records }: World): Promise<Part[]> => {
  const year = school.days[0]?.slice(0, 4);
  const parts = school.program.milestones.map(({ id }) => records.parts.ofOccurrence(`${id}@${year}`));
  return (await Promise.all(parts)).flat();
};
