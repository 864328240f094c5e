import type { Choices } from "#adapters/choices/choices.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import { memoryPace } from "#adapters/pace/memory-pace.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import type { SendingLimits } from "#adapters/ses/sending-account.ts";
import type { Part } from "#domain/parts/part.ts";
import { instantAt } from "#domain/time/dates.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { sendMail } from "../../functions/send-mail/send-mail.ts";
import { answerRequest } from "../../functions/site/site.ts";
import { type Chance, chanceOf } from "./ground/chance.ts";
import { type Ground, groundOf, invoke } from "./ground/ground.ts";
import { type Ask, mailbox, meddle } from "./ground/people.ts";
import { type Process, travelling } from "./ground/process.ts";
import { type RosterOffice, rosterOffice } from "./ground/roster-office.ts";
import { type School, schoolOf } from "./ground/school.ts";
import { type Subscriber, subscriberOf, taskNewsOf } from "./ground/subscriber.ts";
import { type Outside, publishOf, sendMailNeeds, siteNeeds, type Variant } from "./ground/wiring.ts";
import { type WorldBus, worldBus } from "./services/bus.ts";
import { type WorldFeedback, worldFeedback } from "./services/feedback.ts";
import { isRead, worldMailboxes } from "./services/mailboxes.ts";
import { type WorldQueue, worldQueue } from "./services/queue.ts";
import { type MorningCalls, morningCalls } from "./services/schedules.ts";
import { type Accepted, type WorldSes, worldSes } from "./services/ses.ts";
import { type WorldStream, worldStream } from "./services/stream.ts";
import { administrator } from "./witness/administrator.ts";
import type { Faults } from "./witness/faults.ts";
import { type Witness, witnessOf } from "./witness/witness.ts";

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
  /** A system of the school that listens to the bus. */
  subscriber: Subscriber;
  mornings: MorningCalls;
  witness: Witness;
  feedback: WorldFeedback;
}

const MINUTE = 60_000;

/** Mails a second: so many that nothing waits, or so few that classmates go out in several calls. */
const RATES = [1e9, 1e9, 2] as const;

/** How likely an administrator looks, on a day, at the mails that are not known. */
const LOOKS = 0.15;

const timeOn = (school: School, day: string, time: string): number =>
  Date.parse(instantAt(day, time, school.program.school.timeZone));

/** The site, as browsers and scanners reach it until that instant. */
const siteUntil =
  (ground: Ground, outside: Outside, until: number): Ask =>
  (request, answered) => {
    if (ground.agenda.now() > until) return;
    const isBlind = request.method === "POST" && request.page === "survey" && !request.form.has("nonce");
    const place = request.page === "survey" ? "" : `${request.page} `;
    const name = `site ${place}${isBlind ? "blind " : ""}${request.method}${request.undo ? " undo" : ""}`;
    const work = (process: Process) => answerRequest(siteNeeds(ground, process, outside), request, async () => {});
    invoke(ground, { name, lifetime: 10_000, isLogged: false, work }, (end) => {
      if (end.kind === "answered") answered(end.answer);
    });
  };

/** Staff pause a mailing just when its mails are being sent. */
const pauseSoon = ({ agenda, chance }: Ground, { records }: Outside, { occurrence, wave }: MailPlanned): void => {
  const pause = () => void records.mailings.pause({ occurrence, wave }, { at: agenda.iso(), reason: "staff said so" });
  agenda.after(chance.int(0, 300), pause);
};

/** @param disturb what the students do of whom a mail is being sent. */
const queueOf = (ground: Ground, outside: Outside, witness: Witness, disturb: (student: string) => void): WorldQueue =>
  worldQueue(
    ground,
    async (process, message, _sentAt, { at, times }) => {
      const { meddling } = ground.faults();
      for (const { person } of await outside.records.people.some(message.people))
        if (ground.chance.is(meddling)) disturb(person);
      if (ground.chance.is(meddling / 15)) pauseSoon(ground, outside, message);
      ground.logs.push(JSON.stringify(await sendMail(sendMailNeeds(ground, process, outside), message, at, times)));
    },
    (message) => void witness.acknowledged(message, outside.records),
  );

const busOf = (ground: Ground, subscriber: Subscriber): WorldBus =>
  worldBus(ground, (event) => {
    const news = taskNewsOf(event);
    if (news === undefined) return undefined;
    const work = (process: Process) => travelling(ground, process, "subscriber", subscriber).keep(news);
    return { name: `subscriber ${event.id}`, work };
  });

const streamOf = (ground: Ground, variant: Variant, bus: WorldBus): WorldStream => {
  const setAside = ({ sequenceNumber }: { sequenceNumber: string }) =>
    void ground.logs.push(`record not read ${sequenceNumber}`);
  return worldStream(ground, (process, batch) =>
    publishOf(variant)({ bus: travelling(ground, process, "bus", bus), setAside }, batch),
  );
};

/** Students' choices, of which the witness sees each. */
const choicesSeenBy = (witness: Witness, choices: Choices): Choices => {
  const see = async (student: string) => witness.choice(student, await choices.of(student));
  return {
    ...choices,
    decline: async (student, kind, at) => {
      await choices.decline(student, kind, at);
      await see(student);
    },
    save: async (student, declined, at) => {
      await choices.save(student, declined, at);
      await see(student);
    },
  };
};

/**
 * Mailings, of which the witness sees each that is paused; most times staff take it up again some hours or days later.
 */
const mailingsSeenBy = ({ agenda, chance, tell }: Ground, witness: Witness, mailings: Mailings): Mailings => ({
  ...mailings,
  pause: async (mailing, why) => {
    const isNew = await mailings.pause(mailing, why);
    if (!isNew) return false;
    witness.mailing(mailing, true);
    tell(`${mailing.wave} of ${mailing.occurrence} is paused: ${why.reason}`);
    const takeUp = (): void => {
      witness.mailing(mailing, false);
      void mailings.resume(mailing, { since: why.at, at: agenda.iso() });
    };
    if (chance.is(0.7)) agenda.after(chance.int(1, 72) * 60 * MINUTE, takeUp);
    return true;
  },
});

/** The table, which its stream, the witness and the staff see. */
const recordsSeenBy = (
  ground: Ground,
  witness: Witness,
  stream: () => WorldStream,
  office: () => RosterOffice,
): MemoryRecords => {
  const records = memoryRecords({
    group: (before, after) => {
      witness.group(before, after);
      stream().group(before, after);
    },
    student: (before, after) => {
      witness.student(after);
      office().sees(after);
      stream().student(before, after);
    },
  });
  return {
    ...records,
    choices: choicesSeenBy(witness, records.choices),
    mailings: mailingsSeenBy(ground, witness, records.mailings),
  };
};

/** The ground of a world, and the instants on which people mend it and on which they stop answering. */
const timesOf = (seed: number, school: School, chance: Chance, faults: Faults | undefined) => {
  const [calmDay = "", nextDay = ""] = school.days.slice(chance.int(5, 30));
  const from = timeOn(school, school.days[0] ?? "", "00:00");
  const calmFrom = timeOn(school, calmDay, "23:00");
  return {
    ground: groundOf(seed, { from, calmFrom, ...(faults === undefined ? {} : { faults }) }),
    mended: timeOn(school, nextDay, "10:00"),
    lastAnswer: timeOn(school, school.days.at(-2) ?? "", "00:00"),
  };
};

/** How a world differs from the usual ones. */
export interface WorldOptions {
  variant?: Variant;
  faults?: Faults;
  /** What the account may send; without it so much that all goes out on its day. */
  limits?: SendingLimits;
}

/** The world of one seed, with nothing done yet: its whole spring stands on its agenda. */
export const worldOf = (seed: number, { variant = {}, faults, limits }: WorldOptions = {}): World => {
  const chance = chanceOf(seed ^ 0x5bd1e995);
  const school = schoolOf(chance);
  const { ground, mended, lastAnswer } = timesOf(seed, school, chance, faults);
  const witness = witnessOf(ground, school.program, limits !== undefined);
  const mailboxes = worldMailboxes(ground);
  const lastRead = new Map<string, Accepted>();
  const { agenda } = ground;
  const sleep = (milliseconds: number) => new Promise<void>((wake) => agenda.after(milliseconds, wake));
  const records = {
    ...recordsSeenBy(
      ground,
      witness,
      () => stream,
      () => office,
    ),
    pace: memoryPace({ now: () => Math.ceil(agenda.now()), sleep: (ms) => sleep(Math.ceil(ms)) }),
  };
  const arrived = (mail: Accepted): void => {
    ground.tell(`SES accepted ${mail.wave} of ${mail.occurrence} to ${mail.student}`);
    witness.mail(mail);
    const end = mailboxes.endOf(mail.to);
    feedback.of(mail, end);
    if (!isRead(end)) return;
    lastRead.set(mail.student, mail);
    mailbox(ground, ask, mail);
  };
  const ses = worldSes(ground, arrived, limits ?? { ratePerSecond: RATES[seed % RATES.length] ?? 1 });
  const outside: Outside = { program: school.program, records, ses, variant };
  const ask = siteUntil(ground, outside, lastAnswer);
  const office = rosterOffice(ground, outside);
  const feedback = worldFeedback(ground, outside);
  const queue = queueOf(ground, outside, witness, (student) => meddle(ground, ask, student, lastRead.get(student)));
  const subscriber = subscriberOf();
  const bus = busOf(ground, subscriber);
  const stream = streamOf(ground, variant, bus);
  const mornings = morningCalls(ground, school, outside, queue);
  const world = { seed, ground, school, records, ses, queue, stream, bus, subscriber, mornings, witness, feedback };
  school.refused.forEach(ses.refuse);
  for (const { day, change } of school.edits) ground.agenda.at(timeOn(school, day, "11:00"), () => office.edit(change));
  for (const { schoolId, from, until } of school.doubts) {
    ground.agenda.at(timeOn(school, from, chance.pick(["09:01", "09:10", "15:00"])), () => office.doubt(schoolId));
    ground.agenda.at(timeOn(school, until, "15:00"), () => office.letGo(schoolId));
  }
  mornings.fireAll();
  const { look } = administrator(ground, school, outside, queue);
  for (const day of school.days.slice(3, -4))
    if (chance.is(LOOKS)) ground.agenda.at(timeOn(school, day, `${chance.int(10, 18)}:${chance.int(10, 59)}`), look);
  ground.agenda.at(mended, () => redriveAll(world));
  return world;
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
