import * as z from "zod/mini";
import type { Choices } from "#adapters/choices/choices.ts";
import type { GuestLists } from "#adapters/guest-lists/guest-lists.ts";
import { mailMessages } from "#adapters/mail-queue/mail-messages.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { MailingState, Mailings } from "#adapters/mailings/mailings.ts";
import type { Pace } from "#adapters/pace/pace.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { Sessions } from "#adapters/sessions/sessions.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { PlannedMail } from "#domain/mail/plan.ts";
import { dietaryToForget } from "#domain/sessions/guest-list.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { owedSeats, planSeats, planSession, sessionsToWatch } from "#domain/sessions/session-mails.ts";
import { noteTold, type ToldSoFar, toldByParts } from "#domain/sessions/spacing/told-so-far.ts";
import { schoolDate } from "#domain/time/dates.ts";
import { SeatFreed } from "#events/sessions/seat-freed.ts";
import { SessionChanged } from "#events/sessions/session-changed.ts";
import { DayBegan } from "#events/time/day-began.ts";
import { guardInvitations } from "#office/mailings/guard-invitations.ts";
import { pausedAmong } from "#office/mailings/guard-openings.ts";
import { readSessions, type SessionAtHand } from "../listeners/read-sessions.ts";

/** A morning, or a fact of the school's bus of which guests have to know. */
export const GuestsOccasion = z.union([
  DayBegan,
  z.object({ detail: z.discriminatedUnion("type", [SessionChanged, SeatFreed]) }),
]);
export type GuestsOccasion = z.infer<typeof GuestsOccasion>;

export interface TellGuestsNeeds {
  program: Program;
  people: Pick<People, "enrolled">;
  parts: Pick<Parts, "ofOccurrence" | "owe">;
  choices: Pick<Choices, "all">;
  school: Pick<SchoolRecord, "startedOn">;
  mailings: Pick<Mailings, "all" | "pause" | "open" | "reach">;
  sessions: Pick<Sessions, "all">;
  guestLists: Pick<GuestLists, "get" | "forgetDietary">;
  pace: Pick<Pace, "known">;
  queue: MailQueue;
}

/** Sessions looked at; mails and messages queued. */
export interface GuestsTold {
  sessions: number;
  due: number;
  messages: number;
}

const NOBODY: GuestsTold = { sessions: 0, due: 0, messages: 0 };

/**
 * Queues the mails of sessions: each morning those of all that are at hand, and at once those of one that changed, or
 * of which a seat became free. It reads what each guest was told, so running twice, or late, queues what is still due;
 * and a mail that is queued twice is claimed once. Invitations that may not go out are paused first. Who has a freed
 * seat is recorded as owed its mail before that is queued: no later look at the list shows it. What can wait goes in
 * the morning alone, as far as its guest's week has room; the rest `remind` queues with the digest. In the morning it
 * also deletes what guests of past sessions eat.
 * @param now when it was called, ISO 8601 UTC
 */
export const tellGuests = async (
  needs: TellGuestsNeeds,
  occasion: GuestsOccasion,
  now: string,
): Promise<GuestsTold> => {
  const { program, school, sessions } = needs;
  const at = "scheduledAt" in occasion ? new Date(occasion.scheduledAt).toISOString() : now;
  if ("detail" in occasion && occasion.detail.data.program !== program.id) return NOBODY;
  const among = await sessions.all();
  const those = sessionsOf(program, among, occasion, at);
  if (those.length === 0 || (await school.startedOn()) === undefined) return NOBODY;
  const found = await find(needs, those, among);
  if ("scheduledAt" in occasion) await forgetDietary(needs, found, at);
  const mails = "detail" in occasion ? await planFact(needs, found, occasion, at) : await planMorning(needs, found, at);
  return { sessions: those.length, ...(await queued(needs, mails)) };
};

// A seat that became free concerns whoever answered, however early: also where invitations are not due (yet).
const sessionsOf = (
  program: Program,
  all: readonly KnownSession[],
  occasion: GuestsOccasion,
  at: string,
): KnownSession[] => {
  if (!("detail" in occasion)) return sessionsToWatch(program, all, at);
  const { type, data } = occasion.detail;
  const own = all.filter(({ id }) => id === data.session);
  return type === "seat.freed" ? own : sessionsToWatch(program, own, at);
};

type FoundSession = SessionAtHand &
  Omit<Parameters<typeof planSession>[0], "program" | "now"> & { mailings: readonly MailingState[] };

const find = async (
  needs: TellGuestsNeeds,
  sessions: readonly KnownSession[],
  among: readonly KnownSession[],
): Promise<FoundSession[]> => {
  const { people, choices, mailings } = needs;
  const [students, declined, known, each] = await Promise.all([
    ...([people.enrolled(), choices.all(), mailings.all()] as const),
    readSessions(needs, sessions),
  ]);
  const paused = pausedAmong(known);
  return each.map((one) => ({ ...one, among, students, declined, paused, mailings: known }));
};

// One after another: what goes out of one session takes room of a week that the next one looks at.
const planMorning = async (needs: TellGuestsNeeds, found: readonly FoundSession[], at: string) => {
  const morning = toldByParts(
    needs.program,
    found.flatMap(({ known }) => [...known.values()]),
  );
  const mails: PlannedMail[] = [];
  for (const one of found) mails.push(...(await planOf(needs, one, at, morning)));
  return mails;
};

const planFact = async (
  needs: TellGuestsNeeds,
  found: readonly FoundSession[],
  { detail }: Extract<GuestsOccasion, { detail: unknown }>,
  at: string,
) => {
  const plan = (one: FoundSession) =>
    detail.type === "seat.freed" ? planFreed(needs, one, detail.data.seats, at) : planOf(needs, one, at);
  return (await Promise.all(found.map(plan))).flat();
};

const planOf = async (
  needs: TellGuestsNeeds,
  { list: _, isRead, mailings, ...found }: FoundSession,
  now: string,
  morning?: ToldSoFar,
): Promise<PlannedMail[]> => {
  const { program } = needs;
  const planned = planSession({ ...found, program, now, morning });
  const mails = planned.filter((mail) => isRead(mail) && mail.waitsForDigest === undefined);
  const going = await guardInvitations(needs, mailings, { ...found, parts: found.known, mails }, now);
  const on = schoolDate(now, program.school.timeZone);
  if (morning !== undefined)
    for (const { student, wave } of going) noteTold(morning, student, { session: found.session.id, wave, on });
  return going;
};

const planFreed = async (
  { program, parts }: TellGuestsNeeds,
  { list: _, isRead, mailings: __, ...found }: FoundSession,
  seats: Parameters<typeof owedSeats>[1],
  now: string,
): Promise<PlannedMail[]> => {
  const plan = { ...found, program, now };
  const owed = owedSeats(plan, seats).filter(isRead);
  const mail = { plannedAt: now, at: now, reason: "a seat became free" };
  await parts.owe(owed.map((part) => ({ part, wave: part.wave, mail })));
  return planSeats(plan, owed);
};

const queued = async (needs: TellGuestsNeeds, mails: readonly PlannedMail[]) => {
  if (mails.length === 0) return { due: 0, messages: 0 };
  const messages = mailMessages(needs.program.id, mails, await needs.pace.known());
  await needs.queue.send(messages);
  return { due: mails.length, messages: messages.length };
};

const forgetDietary = async ({ program, guestLists }: TellGuestsNeeds, found: readonly FoundSession[], at: string) => {
  const { timeZone } = program.school;
  const [sessions, lists] = [found.map(({ session }) => session), found.map(({ list }) => list)];
  for (const id of dietaryToForget(sessions, lists, { today: schoolDate(at, timeZone), timeZone }))
    await guestLists.forgetDietary(id);
};
