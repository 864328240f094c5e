import { GROUP_SIZE, packed } from "#domain/people/student-groups.ts";
import { clockSince, type TimeLeft } from "../listeners/listener.ts";
import { type Calls, type CallsNeeds, callsOf } from "./calls.ts";
import type { GroupSent } from "./send-group.ts";
import type { Ending } from "./send-wanted.ts";
import { BringMessageBack, type Rest, type Summary, summaryOrBringBack } from "./summary.ts";
import { type TurnNeeds, turnOf } from "./turn.ts";

/** What a message asks for: a letter a student, how many were not recorded, and how a group of letters goes out. */
export interface Work<OneLetter> {
  template: string;
  letters: readonly OneLetter[];
  studentOf(letter: OneLetter): string;
  unrecorded: number;
  mayGoOut(instant: string): boolean;
  send(group: readonly OneLetter[], calls: Calls): Promise<GroupSent>;
}

/** One receive of a message, `at` an instant in ISO 8601 UTC. `times` counts receives, `left` answers milliseconds. */
interface Receiving {
  at: string;
  times: number;
  left: TimeLeft;
}

/** Does a message's work, group after group, as far as its turn at the account's rate goes. */
export const workOff = async <OneLetter>(
  needs: TurnNeeds & CallsNeeds,
  work: Work<OneLetter>,
  { at, times, left }: Receiving,
): Promise<Summary> => {
  const clock = clockSince(at, left);
  const { letters, unrecorded } = work;
  const turn = await turnOf(needs, work.mayGoOut, letters.length, { at, times });
  if (turn.kind === "later") throw new BringMessageBack(turn.reason);
  if (turn.kind === "plan") return summaryOrBringBack([], { left: letters.length, waiting: 0, unrecorded }, times);
  const calls = callsOf(needs, work.template, turn.limits, left);
  const sent = await sendAll(work, { calls, mails: turn.mails, mayGoOut: () => work.mayGoOut(clock()) });
  const rest = { left: sent.left, waiting: sent.waiting, unrecorded: unrecorded + sent.unrecorded };
  return summaryOrBringBack(sent.endings, rest, times);
};

// Stops when SES takes no mails, when time is up, when the hours of mails end, and when the turn's mails are claimed. A
// mail that an earlier receive sent is not claimed again, and so takes nothing of the turn.
const sendAll = async <OneLetter>(
  work: Work<OneLetter>,
  { calls, mails, mayGoOut }: { calls: Calls; mails: number; mayGoOut: () => boolean },
): Promise<GroupSent & Pick<Rest, "left" | "waiting">> => {
  const endings: Ending[] = [];
  let [unrecorded, waiting, left] = [0, 0, 0];
  for (const group of packed(work.letters, work.studentOf, Math.min(GROUP_SIZE, mails))) {
    if (!mayGoOut()) {
      left += group.length;
      continue;
    }
    const now = group.slice(0, mails - endings.length);
    const over = calls.whyOver();
    const sent = over ? { endings: now.map(() => over), unrecorded: 0 } : await work.send(now, calls);
    endings.push(...sent.endings);
    unrecorded += sent.unrecorded;
    waiting += group.length - now.length;
  }
  return { endings, unrecorded, waiting, left };
};
