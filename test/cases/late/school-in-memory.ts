import { memoryMailQueue } from "#adapters/mail-queue/memory-mail-queue.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { memoryFiles } from "#adapters/s3/memory-files.ts";
import { memoryMailer } from "#adapters/ses/memory-mailer.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { releasesOn } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { SessionsArrival } from "#domain/forecast/foretell/foretell-sessions.ts";
import type { Span } from "#domain/forecast/preview.ts";
import type { GuestAnswered } from "#domain/sessions/guest-answers.ts";
import { emptyList, promoted } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { addDays, instantAt } from "#domain/time/dates.ts";
import type { Upload } from "../../../cli/forecast/live-through.ts";
import type { Aftermath } from "../../../cli/forecast/what-happened.ts";
import { advancePhase } from "../../../functions/advance-phase/advance-phase.ts";
import { record } from "../../../functions/hear-guests/record.ts";
import { importRoster } from "../../../functions/import-roster/import-roster.ts";
import { setSeatsOf } from "../../../functions/import-roster/sessions/set-seats.ts";
import { openMilestone } from "../../../functions/open-milestone/open-milestone.ts";
import { remind } from "../../../functions/remind/remind.ts";
import { sendMail } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import { tellAdvisors } from "../../../functions/tell-advisors/tell-advisors.ts";
import { tellGuests } from "../../../functions/tell-guests/tell-guests.ts";
import { KEYS } from "../../worlds/ground/wiring.ts";

/** A school in memory: the deeds of the functions themselves, each called when its schedule calls it. */
const schoolInMemory = (program: Program) => {
  const moves: { detailType: string; detail: unknown }[] = [];
  const freed: { session: string; revision: number; seats: { person: string; place: number }[] }[] = [];
  let keys = 0;
  const records = memoryRecords({
    student: (before, after) => {
      if (before === undefined || before.phase === after.phase) return;
      const data = { student: after.person, cohort: "any", phase: after.phase };
      const detail = { type: "phase.entered", version: 1, id: "any", occurredAt: after.phaseEnteredAt, data };
      moves.push({ detailType: "phase.entered", detail });
    },
    guestList: (before, after) => {
      const seats = promoted(before ?? emptyList(""), after).map(({ person, place }) => ({ person, place }));
      if (seats.length > 0) freed.push({ session: after.session, revision: after.revision, seats });
    },
  });
  const mailer = memoryMailer();
  const newKey = (): string => {
    keys += 1;
    return `g${String(keys % 7).padStart(5, "0")}-key-${String(keys).padStart(11, "0")}`;
  };
  const needs = {
    ...{ program, ...records, files: memoryFiles(), newKey, queue: memoryMailQueue(), mailer, writers: WRITERS },
    ...{ account: memorySendingAccount(), keys: async () => KEYS, siteUrl: "https://careers.school.example" },
  };
  const sent: ReturnType<Aftermath["mails"]>[number][] = [];
  return { needs, sent, moves, freed };
};

type School = ReturnType<typeof schoolInMemory>;

const arrive = async ({ needs }: School, { file, bytes, isComplete }: Upload, time: string): Promise<void> => {
  const key = `${isComplete ? "complete" : "incoming"}/${file}`;
  await needs.files.write("rosters", key, { text: new TextDecoder().decode(bytes), contentType: "text/csv" });
  const detail = { bucket: { name: "rosters" }, object: { key, size: bytes.length } };
  await importRoster(needs, { source: "aws.s3", "detail-type": "Object Created", time, detail });
};

/** A file of sessions, and the bus's news of each that it changes. */
const plan = async (school: School, sessions: readonly KnownSession[], at: string): Promise<void> => {
  const { needs } = school;
  const before = new Map((await needs.sessions.all()).map((one) => [one.id, one]));
  for (const one of sessions) await needs.sessions.save(one, before.get(one.id));
  const named = sessions.filter(({ givenAt }) => givenAt === at);
  await setSeatsOf(
    needs,
    named.map((one) => ({ session: one, kept: [], line: 1 })),
    sessions,
  );
  for (const { id, item, sequence, status } of sessions.filter(({ revisedAt }) => revisedAt === at)) {
    const data = { program: needs.program.id, session: id, item, sequence, status };
    const detail = { type: "session.changed", version: 1, id: "any", occurredAt: at, data } as const;
    await tellGuests(needs, { detail }, at);
  }
  await tellFreed(school, at);
};

const tellFreed = async ({ needs, freed }: School, at: string): Promise<void> => {
  for (const { session, ...seats } of freed.splice(0)) {
    const data = { program: needs.program.id, session, ...seats };
    await tellGuests(needs, { detail: { type: "seat.freed", version: 1, id: "any", occurredAt: at, data } }, at);
  }
};

/** An answer by the deed of its page, and what comes of it. */
const hear = async (school: School, { at, studentId, session: id, answer: said }: GuestAnswered): Promise<void> => {
  const { needs } = school;
  const guest = (await needs.people.all()).find(({ schoolId }) => schoolId === studentId)?.person;
  const session = await needs.sessions.get(id);
  if (guest === undefined || session === undefined) throw new Error(`Nobody can answer to ${id}.`);
  const guests = said.answer === "yes" ? { guests: String(said.guests) } : {};
  const form = new URLSearchParams({ answer: said.answer, ...guests });
  const refused = await record({ ...needs, people: needs.people }, { session, guest, request: { form, now: at } });
  if (refused !== undefined) throw new Error(`The page of ${id} refuses an answer: ${refused}.`);
  await tellFreed(school, at);
  await send(school, at);
};

const morning = async (school: School, at: string): Promise<void> => {
  const { needs } = school;
  const scheduledAt = at.replace(".000Z", "Z");
  const day = { type: "day.began", version: 1, scheduledAt } as const;
  await advancePhase(needs, day);
  for (const { id: milestone } of needs.program.milestones)
    await openMilestone(needs, { type: "milestone.came", version: 1, milestone, scheduledAt });
  await tellGuests(needs, day, at);
  await run(school, at);
  await tellAdvisors({ ...needs, mailer: { send: async () => ({ kind: "sent", messageId: "letter" }) } }, day);
};

const run = async (school: School, at: string): Promise<void> => {
  await remind(school.needs, { type: "day.began", version: 1, scheduledAt: at.replace(".000Z", "Z") });
  await send(school, at);
};

const send = async ({ needs, sent }: School, at: string): Promise<void> => {
  for (const message of needs.queue.takeAll()) {
    const before = needs.mailer.taken.length;
    await sendMail(needs, message, at);
    for (const { to, tags, template } of needs.mailer.taken.slice(before))
      sent.push({ to, tags, template, sentAt: at });
  }
};

/** Lives a span through, with files that come at the beginning of school dates; answers what is left of it. */
export const livedInMemory = async (
  program: Program,
  { from, to }: Span,
  rosters: readonly Upload[],
  files: readonly SessionsArrival[] = [],
  said: readonly GuestAnswered[] = [],
) => {
  const school = schoolInMemory(program);
  const { sendAt, timeZone } = program.school;
  for (let today = from; today <= to; today = addDays(today, 1)) {
    const [midnight, at] = [instantAt(today, "00:00", timeZone), instantAt(today, sendAt, timeZone)];
    for (const roster of rosters.filter(({ on }) => on === today)) await arrive(school, roster, midnight);
    for (const { sessions } of files.filter(({ on }) => on === today)) await plan(school, sessions, midnight);
    await send(school, midnight);
    const later = addDays(today, 1);
    const ofDay = said.filter((one) => one.at >= midnight && one.at < instantAt(later, "00:00", timeZone));
    for (const one of ofDay.filter((early) => early.at <= at)) await hear(school, one);
    await morning(school, at);
    for (const one of ofDay.filter((late) => late.at > at)) await hear(school, one);
    for (const release of releasesOn(program, today)) await run(school, release);
  }
  const { people, parts, escalations } = school.needs;
  return { records: { people, parts, escalations }, mails: () => school.sent, busEvents: () => school.moves };
};
