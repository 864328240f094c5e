import type { LinkKeys } from "#adapters/links/link-token.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { Roster } from "#adapters/people/roster.ts";
import type { Mailer } from "#adapters/ses/mailer.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { suppressionOf } from "#domain/people/address.ts";
import type { Addressee } from "#domain/people/student.ts";
import { GROUP_SIZE, packed } from "#domain/people/student-groups.ts";
import { mayGoOut } from "#domain/time/send-window.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import type { TimeLeft } from "../listeners/listener.ts";
import { type Calls, callsOf, TOO_LATE, UNTRIED } from "./calls.ts";
import { holdBack } from "./hold-back.ts";
import { concerns, type Dispatch, dispatchOf, type Letter, letterTo } from "./letters.ts";
import { type GroupSent, type SendGroupNeeds, sendGroup } from "./send-group.ts";
import type { Ending } from "./send-wanted.ts";
import { MOST_RECEIVES, soonestOf, type TurnNeeds, turnOf } from "./turn.ts";
import { unwritten } from "./unwritten.ts";

/** What sending needs of the world. `keys` may fail, and does so before anything is claimed. */
export interface SendMailNeeds extends TurnNeeds, SendGroupNeeds {
  program: Program;
  roster: Pick<Roster, "some">;
  parts: Pick<Parts, "claim" | "settle" | "miss" | "stop" | "resume">;
  mailer: Mailer;
  keys: () => Promise<LinkKeys>;
  /** Where students' pages are, without a slash at the end. */
  siteUrl: string;
}

/** How many mails of a message ended how; no names, so that it may be logged. `left`: to the next morning's plan. */
export type Sent = Record<Ending["kind"] | "left", number>;

/** Some mails were surely not sent, or not recorded: SQS brings the message back, and what was sent is not sent again. */
export class BringMessageBack extends Error {
  override readonly name = "BringMessageBack";
}

/**
 * Sends one wave to the students of one message: wait for the turn, then group after group claim each, send all, settle each.
 * @param at instant at which the message was first received, ISO 8601 UTC
 * @param times how often the message has been received, from 1
 * @param left milliseconds until this sender is ended
 * @throws BringMessageBack where SES or the account's rate or quota refused for now, or a record could not be written.
 *
 * Running twice sends once: the second run finds every mail claimed. Whoever completed the task since it was planned, and
 * whoever's part is stopped, is left out by the claim itself. A crash between claim and settle leaves a claim that nobody sends again by itself.
 * Nobody is written to at an address that failed: their part is stopped, until the roster brings another.
 * Whatever can fail before a mail goes out is done before the claims. A message that comes too late (from the
 * dead-letter queue, say) is recorded as missed by the rule of the daily run; one that is not sent today claims nothing,
 * so that the daily run plans it again.
 */
export const sendMail = async (
  needs: SendMailNeeds,
  message: MailPlanned,
  at: string,
  times = 1,
  left: TimeLeft = () => Number.POSITIVE_INFINITY,
): Promise<Sent> => {
  const mailing = dispatchOf(needs.program, message, soonestOf({ at, times }));
  const { letters, unwritten } = await write(needs, message, mailing);
  const isTime = (instant: string) => mayGoOut(needs.program.school, mailing.occurrence.milestone, instant);
  const turn = await turnOf(needs, isTime, letters.length, { at, times });
  if (turn.kind === "later") throw new BringMessageBack(turn.reason);
  if (turn.kind === "plan") return told([], { left: letters.length, waiting: 0, unwritten }, times);
  const calls = callsOf(needs, mailing.wave.template, turn.limits, left);
  const { endings, waiting, ...sent } = await sendAll(needs, letters, mailing, { calls, mails: turn.mails });
  return told(endings, { left: 0, waiting, unwritten: unwritten + sent.unwritten }, times);
};

/** Writes the letters to those who are to be written to, and records why the others are not. */
const write = async (
  needs: SendMailNeeds,
  { studentIds }: MailPlanned,
  mailing: Dispatch,
): Promise<{ letters: Letter[]; unwritten: number }> => {
  const { program, siteUrl } = needs;
  const [students, keys] = await Promise.all([needs.roster.some(studentIds), needs.keys()]);
  const concerned = students.filter((student) => concerns(program, mailing.occurrence, student));
  const missed = await missAll(needs, concerned, mailing);
  const useful = concerned.filter((student) => whyNot(mailing, student) === undefined);
  const unsettled = await holdBack(needs, useful, mailing);
  const letters = useful
    .filter((student) => suppressionOf(student) === undefined)
    .map((student) => letterTo(student, mailing, { keys, siteUrl }));
  return { letters, unwritten: missed + unsettled };
};

/**
 * Sends group after group, small ones together, as long as SES takes mails and there is time to record what became of them,
 * and until as many are claimed as the turn lets out: what an earlier receive has sent takes none of it.
 */
const sendAll = async (
  needs: SendMailNeeds,
  letters: readonly Letter[],
  mailing: Dispatch,
  { calls, mails }: { calls: Calls; mails: number },
): Promise<GroupSent & { waiting: number }> => {
  const sent = { endings: [] as Ending[], unwritten: 0, waiting: 0 };
  for (const group of packed(letters, ({ part }) => part.student, Math.min(GROUP_SIZE, mails))) {
    const now = group.slice(0, mails - sent.endings.length);
    const over = calls.whyOver();
    const { endings, unwritten } = over
      ? { endings: now.map(() => over), unwritten: 0 }
      : await sendGroup(needs, now, mailing, calls);
    sent.endings.push(...endings);
    sent.unwritten += unwritten;
    sent.waiting += group.length - now.length;
  }
  return sent;
};

/** Why a student who is concerned is not written to, if so. */
const whyNot = ({ late }: Dispatch, { status }: Addressee): string | undefined =>
  status === "active" ? late : `student is not active (${status})`;

/** Records those who are not written to; answers how many could not be recorded. */
const missAll = (needs: SendMailNeeds, students: readonly Addressee[], mailing: Dispatch): Promise<number> => {
  const { occurrence, wave, plannedAt, at } = mailing;
  const missed = students.flatMap((student) => {
    const reason = whyNot(mailing, student);
    if (reason === undefined) return [];
    return [{ part: partOf(student, occurrence), wave: wave.name, mail: { plannedAt, at, reason } }];
  });
  return unwritten(missed, needs.parts.miss);
};

/** What is left to the plan on a message's last receive: the day's quota is used up, or SES was not asked at all. */
const LEFT_AT_LAST: readonly string[] = ["ACCOUNT_DAILY_QUOTA_EXCEEDED", UNTRIED.reason, TOO_LATE.reason];

/** What is worth another try with this message. */
const isWorthATry = (ending: Ending, times: number): boolean =>
  ending.kind === "unsent" && !(times >= MOST_RECEIVES && LEFT_AT_LAST.includes(ending.reason));

/** What a message leaves behind beside its endings: mails of another day, mails whose turn is to come, records unwritten. */
interface Rest {
  left: number;
  waiting: number;
  unwritten: number;
}

const told = (endings: readonly Ending[], { left, waiting, unwritten }: Rest, times: number): Sent => {
  const isLast = times >= MOST_RECEIVES;
  const sent: Sent = { sent: 0, rejected: 0, unsent: 0, declined: 0, paused: 0, ambiguous: 0, left };
  for (const { kind } of endings) sent[kind] += 1;
  const again = endings.filter((ending) => isWorthATry(ending, times)).length;
  if (again > 0) throw new BringMessageBack(`${again} of ${endings.length} mails were not sent for now`);
  if (unwritten > 0) throw new BringMessageBack(`${unwritten} records were not written, or have to be read again`);
  if (waiting > 0 && !isLast)
    throw new BringMessageBack(`${waiting} mails have not had their turn at the account's rate`);
  return { ...sent, left: left + waiting };
};
