import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { memoryPace } from "#adapters/pace/memory-pace.ts";
import { type MemoryRecords, memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import type { GuestList } from "#domain/sessions/guest-list.ts";
import { sessionSubject } from "#domain/sessions/session-subject.ts";
import { instantAt } from "#domain/time/dates.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { record } from "../../../functions/hear-guests/record.ts";
import { importSessions } from "../../../functions/import-roster/sessions/import-sessions.ts";
import { reconcileMails } from "../../../functions/reconcile-mails/reconcile-mails.ts";
import { SENDER_SECONDS } from "../../../functions/send-mail/queue-figures.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { GuestsOccasion, tellGuests } from "../../../functions/tell-guests/tell-guests.ts";
import { chanceOf } from "../ground/chance.ts";
import { type Ground, groundOf, invoke, invokeAsync } from "../ground/ground.ts";
import { type Process, travelling } from "../ground/process.ts";
import { KEYS, morningNeeds, type Outside, publishOf, SITE, sendMailNeeds, type Variant } from "../ground/wiring.ts";
import { type WorldBus, worldBus } from "../services/bus.ts";
import { type WorldQueue, worldQueue } from "../services/queue.ts";
import { type MorningCalls, worldScheduler } from "../services/schedules.ts";
import { type WorldSes, worldSes } from "../services/ses.ts";
import { type WorldStream, worldStream } from "../services/stream.ts";
import type { Faults } from "../witness/faults.ts";
import { HEADER, type Said, type SessionSchool, sessionSchoolOf } from "./session-school.ts";
import { type SessionWitness, sessionWitnessOf } from "./session-witness.ts";

/** Wiring with a bug in it; nothing changed is the product. */
export interface SessionVariant extends Variant {
  tell?: typeof tellGuests;
  /** Guest lists of another making, by who is told of their changes. */
  lists?: (ground: Ground, watch: (before: GuestList | undefined, after: GuestList) => void) => GuestLists;
}

/** One world with sessions: a class's winter on doubles that misbehave. */
export interface SessionWorld {
  ground: Ground;
  school: SessionSchool;
  records: MemoryRecords;
  ses: WorldSes;
  queue: WorldQueue;
  stream: WorldStream;
  bus: WorldBus;
  mornings: MorningCalls;
  witness: SessionWitness;
  /** From when on nothing goes wrong and all that was set aside has been given in again, milliseconds since 1970. */
  mended: number;
}

const MINUTE = 60_000;
const SITE_LIFETIME = 10_000;
/** More would never end: each is told in mails, during which staff may change it again. */
const MOST_OTHERS = 6;

const timeOn = ({ program }: SessionSchool, day: string, time: string): number =>
  Date.parse(instantAt(day, time, program.school.timeZone));

/** The table, which its stream and the witness see. */
const recordsSeenBy = (
  ground: Ground,
  witness: SessionWitness,
  variant: SessionVariant,
  stream: () => WorldStream,
): MemoryRecords => {
  const guestList = (before: GuestList | undefined, after: GuestList): void => {
    witness.guestList(before, after);
    stream().guestList(before, after);
  };
  const { agenda } = ground;
  const records = memoryRecords({
    group: (_, after) => witness.group(after),
    session: (before, after) => {
      witness.session(after);
      stream().session(before, after);
    },
  });
  const sleep = (ms: number) => new Promise<void>((wake) => agenda.after(Math.ceil(ms), wake));
  return {
    ...records,
    guestLists: variant.lists?.(ground, guestList) ?? memoryGuestLists(guestList),
    pace: memoryPace({ now: () => Math.ceil(agenda.now()), sleep }),
    preflight: {
      check: async (mailing, students) => {
        const read = await records.preflight.check(mailing, students);
        witness.looked(ground.process(), mailing.occurrence, read.sequence);
        return read;
      },
    },
  };
};

const tellNeeds = (ground: Ground, process: Process, outside: Outside, queue: WorldQueue) => ({
  ...morningNeeds(ground, process, outside, queue),
  sessions: travelling(ground, process, "sessions", outside.records.sessions),
  guestLists: travelling(ground, process, "guest lists", outside.records.guestLists),
});

interface Uploads {
  /** A file comes into the bucket, of which S3 tells the import at least once. */
  give(row: string): void;
  /** Staff give a session another room just while mails of it are being sent. */
  another(mail: Pick<MailPlanned, "occurrence">): void;
}

const uploadsOf = (ground: Ground, { records, program }: Outside): Uploads => {
  const newest = new Map<string, string>();
  let [nth, others] = [0, 0];
  const give = (row: string): void => {
    nth += 1;
    newest.set(sessionSubject(row.split(",")[0] ?? ""), row);
    const bytes = new TextEncoder().encode(`${HEADER}\n${row}\n`);
    const place = { at: ground.agenda.iso(), bucket: "rosters", key: `incoming/${nth}.csv`, reports: `reports/${nth}` };
    ground.tell(`uploaded: ${row}`);
    const work = (process: Process) => {
      const sessions = travelling(ground, process, "sessions", records.sessions);
      const guestLists = travelling(ground, process, "guest lists", records.guestLists);
      return importSessions({ program, files: memoryFiles(), sessions, guestLists }, place, bytes);
    };
    const name = `import-roster ${nth}`;
    const call = (): void => invokeAsync(ground, { name, lifetime: 5 * MINUTE, work }, call);
    call();
  };
  return {
    give,
    another: ({ occurrence }) => {
      const row = newest.get(occurrence);
      if (row === undefined || others === MOST_OTHERS) return;
      others += 1;
      give(row.replace(/Room \d+/, `Room ${1_000 + nth}`));
    },
  };
};

/** A guest says on their page whether they come; their browser asks once. */
const say = (ground: Ground, { records, program }: Outside, said: Said): void => {
  const { person, answer, guests } = said;
  const form = new URLSearchParams({ answer, guests: String(guests) });
  const work = async (process: Process) => {
    const sessions = travelling(ground, process, "sessions", records.sessions);
    const guestLists = travelling(ground, process, "guest lists", records.guestLists);
    const people = travelling(ground, process, "roster", records.people);
    const session = await sessions.get(said.session);
    const needs = { program, people, sessions, guestLists, keys: async () => KEYS, siteUrl: SITE };
    const request = { form, now: ground.agenda.iso() };
    return session && record(needs, { session, guest: person, request });
  };
  const name = `hear-guests ${answer} ${guests} of ${person}`;
  invoke(ground, { name, lifetime: SITE_LIFETIME, isLogged: false, work }, () => {});
};

const morningsOf = (
  ground: Ground,
  { days, program }: SessionSchool,
  outside: Outside & { variant: SessionVariant },
  queue: WorldQueue,
): MorningCalls => {
  const { sendAt, timeZone } = program.school;
  const tell = outside.variant.tell ?? tellGuests;
  const at = (time: string) => days.slice(1).map((day) => instantAt(day, time, timeZone));
  return worldScheduler(ground, [...at(sendAt), ...at("00:30"), ...at("12:30"), ...at("18:00")], (scheduledAt) => {
    const reconcile = {
      name: `reconcile-mails ${scheduledAt}`,
      work: (process: Process) =>
        reconcileMails(tellNeeds(ground, process, outside, queue), {
          ...{ type: "half-hour.passed", version: 1, scheduledAt },
        }),
    };
    const morning = {
      name: `tell-guests ${scheduledAt}`,
      work: (process: Process) => {
        const began = { type: "day.began", version: 1, scheduledAt } as const;
        return tell(tellNeeds(ground, process, outside, queue), began, ground.agenda.iso());
      },
    };
    const isMorning = instantAt(scheduledAt.slice(0, 10), sendAt, timeZone).startsWith(scheduledAt.slice(0, 19));
    return isMorning ? [morning] : [reconcile];
  });
};

/** Everything of the bus that guests have to know. */
const busOf = (ground: Ground, outside: Outside & { variant: SessionVariant }, queue: WorldQueue): WorldBus =>
  worldBus(ground, (event) => {
    if (event.type !== "session.changed" && event.type !== "seat.freed") return undefined;
    const tell = outside.variant.tell ?? tellGuests;
    const work = (process: Process) =>
      tell(tellNeeds(ground, process, outside, queue), GuestsOccasion.parse({ detail: event }), ground.agenda.iso());
    return { name: `tell-guests ${event.type}`, work };
  });

export interface SessionWorldOptions {
  variant?: SessionVariant;
  faults?: Faults;
}

/** The ground, and the instant on which everything that was set aside has been given in again. */
const groundIn = (seed: number, school: SessionSchool, calm: number, faults: Faults | undefined) => {
  const [calmDay = "", nextDay = ""] = school.days.slice(calm);
  const from = timeOn(school, school.days[0] ?? "", "00:00");
  const calmFrom = timeOn(school, calmDay, "23:00");
  const mended = timeOn(school, nextDay, "10:00");
  return { ground: groundOf(seed, { from, calmFrom, ...(faults && { faults }) }), mended };
};

/** The world of one seed, with nothing done yet: its winter stands on its agenda. */
export const sessionWorldOf = (seed: number, { variant = {}, faults }: SessionWorldOptions = {}): SessionWorld => {
  const chance = chanceOf(seed ^ 0x2545f491);
  const school = sessionSchoolOf(chance);
  const { ground, mended } = groundIn(seed, school, chance.int(5, 34), faults);
  const { agenda } = ground;
  const witness = sessionWitnessOf(ground);
  const records = recordsSeenBy(ground, witness, variant, () => stream);
  const ses = worldSes(ground, (mail) => witness.mail(mail, ground.process()));
  const outside = { program: school.program, records, ses, variant };
  const upload = uploadsOf(ground, outside);
  const queue = worldQueue(
    ground,
    (process, message, _sentAt, { at, times }) => {
      if (chance.is(ground.faults().meddling / 8)) agenda.after(chance.int(0, 300), () => upload.another(message));
      const left = () => Date.parse(at) + SENDER_SECONDS * 1000 - agenda.now();
      return sendMail(sendMailNeeds(ground, process, outside), message, at, times, left);
    },
    () => {},
  );
  const bus = busOf(ground, outside, queue);
  const stream = worldStream(ground, (process, batch) =>
    publishOf(variant)({ bus: travelling(ground, process, "bus", bus), setAside: () => {} }, batch),
  );
  const mornings = morningsOf(ground, school, outside, queue);
  const world = { ground, school, records, ses, queue, stream, bus, mornings, witness, mended };
  for (const student of school.students) void records.people.save(student);
  void records.school.start(school.days[0] ?? "");
  for (const { day, time, row } of school.uploads) agenda.at(timeOn(school, day, time), () => upload.give(row));
  for (const one of school.said)
    agenda.at(timeOn(school, one.day, one.time) + one.afterMs, () => say(ground, outside, one));
  mornings.fireAll();
  agenda.at(mended, () => redriveSessions(world));
  return world;
};

/** Everything that was set aside is given in again. */
export const redriveSessions = ({ ground, queue, stream, bus, mornings }: SessionWorld): void => {
  ground.tell("everything set aside is given in again");
  for (const part of [queue, stream, bus, mornings]) part.redrive();
};
