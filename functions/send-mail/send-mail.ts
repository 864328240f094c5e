import type { Parts } from "#adapters/parts/parts.ts";
import type { Mailer } from "#adapters/ses/mailer.ts";
import type { Program } from "#domain/calendar/program.ts";
import { GROUP_SIZE, packed } from "#domain/people/student-groups.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import { clockSince, type TimeLeft } from "../listeners/listener.ts";
import { type Calls, callsOf } from "./calls.ts";
import { type Dispatch, dispatchOf, type Letter } from "./dispatch.ts";
import { type PrepareNeeds, prepareLetters } from "./prepare-letters.ts";
import { type GroupSent, type SendGroupNeeds, sendGroup } from "./send-group.ts";
import type { Ending } from "./send-wanted.ts";
import { BringMessageBack, type Rest, type Summary, summaryOrBringBack } from "./summary.ts";
import { type TurnNeeds, turnOf } from "./turn.ts";
import type { Writers } from "./writers/writer.ts";

export interface SendMailNeeds extends TurnNeeds, SendGroupNeeds, PrepareNeeds {
  program: Program;
  writers: Writers;
  parts: Pick<Parts, "claim" | "settle" | "miss" | "stop" | "resume">;
  mailer: Mailer;
}

/**
 * Sends one mailing to the students of one message: writes letters, waits for the turn, then claims, sends and settles
 * group after group. `at` is this receive (ISO 8601 UTC), `times` counts receives, `left` answers milliseconds.
 * Running twice sends once: the second run finds every mail claimed. If a sender dies between claim and settle, nobody
 * sends that mail again by itself. A late mail is recorded as missed. The daily run plans mails that do not go today.
 * @throws BringMessageBack if SES, rate or quota refused for now or a write failed; NotInProgram as `dispatchOf` does
 */
export const sendMail = async (
  needs: SendMailNeeds,
  message: MailPlanned,
  at: string,
  times = 1,
  left: TimeLeft = () => Number.POSITIVE_INFINITY,
): Promise<Summary> => {
  const dispatch = dispatchOf(needs, message, at);
  const clock = clockSince(at, left);
  const { letters, unrecorded } = await prepareLetters(needs, message.people, dispatch);
  const turn = await turnOf(needs, dispatch.writer.mayGoOut, letters.length, { at, times });
  if (turn.kind === "later") throw new BringMessageBack(turn.reason);
  if (turn.kind === "plan") return summaryOrBringBack([], { left: letters.length, waiting: 0, unrecorded }, times);
  const calls = callsOf(needs, dispatch.writer.template, turn.limits, left);
  const mayGoOut = () => dispatch.writer.mayGoOut(clock());
  const sent = await sendAll(needs, letters, dispatch, { calls, mails: turn.mails, mayGoOut });
  const rest = { left: sent.left, waiting: sent.waiting, unrecorded: unrecorded + sent.unrecorded };
  return summaryOrBringBack(sent.endings, rest, times);
};

// Stops when SES takes no mails, when time is up, when the hours of mails end, and when the turn's mails are claimed. A
// mail that an earlier receive sent is not claimed again, and so takes nothing of the turn.
const sendAll = async (
  needs: SendMailNeeds,
  letters: readonly Letter[],
  dispatch: Dispatch,
  { calls, mails, mayGoOut }: { calls: Calls; mails: number; mayGoOut: () => boolean },
): Promise<GroupSent & Pick<Rest, "left" | "waiting">> => {
  const endings: Ending[] = [];
  let [unrecorded, waiting, left] = [0, 0, 0];
  for (const group of packed(letters, ({ part }) => part.student, Math.min(GROUP_SIZE, mails))) {
    if (!mayGoOut()) {
      left += group.length;
      continue;
    }
    const now = group.slice(0, mails - endings.length);
    const over = calls.whyOver();
    const sent = over ? { endings: now.map(() => over), unrecorded: 0 } : await sendGroup(needs, now, dispatch, calls);
    endings.push(...sent.endings);
    unrecorded += sent.unrecorded;
    waiting += group.length - now.length;
  }
  return { endings, unrecorded, waiting, left };
};
