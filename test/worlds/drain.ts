import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import { memoryPace } from "#adapters/pace/memory-pace.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { sesError } from "#adapters/ses/memory-ses.ts";
import { GROUP_SIZE } from "#domain/people/student-groups.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { program } from "../domain/calendar/program.fixture.ts";
import { messageTo, occurrence, queuedAt, studentNamed } from "../functions/send-mail/april.fixture.ts";
import { type Ground, groundOf } from "./ground/ground.ts";
import type { Process } from "./ground/process.ts";
import { sendMailNeeds } from "./ground/wiring.ts";
import { worldQueue } from "./services/queue.ts";
import { type WorldSes, worldSes } from "./services/ses.ts";
import { CALM } from "./witness/faults.ts";

const START = Date.parse(queuedAt);

/** Shares of SES's calls that it throttles, and whose answer is lost after it took their mails. */
const THROTTLED = 0.05;
const LOST = 0.005;
/** When so much of the mailing is out, all senders die at once. */
const DEATHS = [0.4, 0.8];

const students = (count: number) =>
  Array.from({ length: count }, (_, nth) => {
    const group = `g${String(Math.floor(nth / GROUP_SIZE)).padStart(5, "0")}`;
    return studentNamed(`${group}${nth % GROUP_SIZE}`);
  });

/** SES as that process reaches it, with those faults. */
const faulty = (ses: WorldSes, { chance }: Ground, process: Process): WorldSes => {
  const client = ses.clientOf(process);
  return {
    ...ses,
    clientOf: () => ({
      send: async (command) => {
        if (chance.is(THROTTLED)) throw sesError("TooManyRequestsException", 429);
        const answer = await client.send(command);
        if (chance.is(LOST)) throw sesError("Error", undefined, "ECONNRESET");
        return answer;
      },
    }),
  };
};

/**
 * Drains the queue of one large mailing at SES's rate, in simulated time, while SES throttles and loses answers and the
 * senders die twice. Answers how long that took in seconds, and what became of each student's mail.
 */
export const drain = async (seed: number, of: { mails: number; ratePerSecond: number }) => {
  const ground = groundOf(seed, { from: START, calmFrom: START, faults: CALM });
  const { agenda } = ground;
  const living = new Set<Process>();
  const deaths = DEATHS.map((share) => Math.ceil(share * of.mails));
  let drainedAt = START;
  const ses = worldSes(
    ground,
    () => {
      if (ses.accepted.length < (deaths[0] ?? Number.POSITIVE_INFINITY)) return;
      deaths.shift();
      for (const process of living) process.die();
      living.clear();
    },
    { ratePerSecond: of.ratePerSecond },
  );
  const sleep = (ms: number) => new Promise<void>((wake) => agenda.after(Math.ceil(ms), wake));
  const records = { ...memoryRecords(), pace: memoryPace({ now: () => Math.ceil(agenda.now()), sleep }) };
  const all = students(of.mails);
  for (const student of all) await records.people.save(student);
  const queue = worldQueue(
    ground,
    async (process, message, _sentAt, { at, times }) => {
      living.add(process);
      const outside = { program, records, ses: faulty(ses, ground, process), variant: {} };
      await sendMail(sendMailNeeds(ground, process, outside), message, at, times);
    },
    () => {
      drainedAt = agenda.now();
    },
  );
  const [{ wave, plannedAt }, sizes] = [messageTo([]), { ratePerSecond: of.ratePerSecond }];
  const mails = all.map(({ schoolId, person }) => ({
    schoolId,
    student: person,
    occurrence,
    wave,
    plannedAt,
  }));
  await queue.send(mailMessages(program.id, mails, sizes));
  await agenda.run();
  const parts = await records.parts.ofOccurrence(occurrence);
  const sent = ses.accepted.map(({ student }) => student);
  const states = Object.groupBy(parts, ({ mails: { open } }) => open?.state ?? "nothing");
  const stateOf = new Map(parts.map(({ student, mails: { open } }) => [student, open?.state]));
  const accepted = new Set(sent);
  return {
    seconds: (drainedAt - START) / 1000,
    setAside: queue.setAside(),
    duplicates: sent.length - accepted.size,
    /** Not sent, and not shown to anybody: a claim that its sender left is shown within the hour. */
    lost: all.filter(({ person }) => {
      const state = stateOf.get(person);
      return !accepted.has(person) && state !== "claimed" && state !== "ambiguous";
    }).length,
    sent: states.sent?.length ?? 0,
    /** Recorded as sent though SES never took them. */
    untrue: states.sent?.filter(({ student }) => !accepted.has(student)).length ?? 0,
    shown: (states.claimed?.length ?? 0) + (states.ambiguous?.length ?? 0),
  };
};
