import type { Parts } from "#adapters/parts/parts.ts";
import type { MailState } from "#domain/parts/part.ts";
import { logRejected } from "../listeners/log.ts";
import type { Calls } from "./calls.ts";
import { letGo } from "./hold-back.ts";
import type { Dispatch, Letter } from "./letters.ts";
import { type ClaimedLetter, type Ending, type SendWantedNeeds, sendWanted } from "./send-wanted.ts";
import { unwritten } from "./unwritten.ts";

/** What sending to a group depends on. */
export interface SendGroupNeeds extends SendWantedNeeds {
  parts: Pick<Parts, "claim" | "settle" | "resume">;
}

/** How the mails of a group that were claimed ended, and how many records were not written. */
export interface GroupSent {
  endings: Ending[];
  unwritten: number;
}

/**
 * Sends the letters of a group, or of some small ones: claims each, sends all, settles each. No more than these is
 * claimed before, so that a sender that dies leaves no more of which nobody knows what became. Running twice sends once:
 * the second run finds them claimed.
 */
export const sendGroup = async (
  needs: SendGroupNeeds,
  letters: readonly Letter[],
  mailing: Dispatch,
  calls: Calls,
): Promise<GroupSent> => {
  if (letters.length === 0) return { endings: [], unwritten: 0 };
  const claims = await claimAll(needs, letters, mailing);
  const endings = await sendWanted(needs, claims.won, mailing, calls);
  const unsettled = await settleAll(needs, claims.won, endings, mailing);
  const run = { occurrence: mailing.occurrence.id, wave: mailing.wave.name };
  const rejected = endings.filter((ending) => ending.kind === "rejected");
  logRejected(rejected.map(({ reason }) => ({ ...run, reason })));
  return { endings, unwritten: claims.failed + unsettled };
};

/** Claims all letters; answers those that were won, and how many may be once the message comes back. */
const claimAll = async (
  { parts }: SendGroupNeeds,
  letters: readonly Letter[],
  { wave, plannedAt, at }: Dispatch,
): Promise<{ won: ClaimedLetter[]; failed: number }> => {
  const those = letters.map(({ part }) => part);
  const claims = await parts.claim(those, wave.name, { plannedAt, at });
  const won = letters.flatMap((letter, nth) => {
    const claim = claims[nth];
    return claim?.kind === "claimed" ? [{ ...letter, attempt: claim.attempt }] : [];
  });
  const released = await letGo(parts, letters, claims);
  return { won, failed: claims.filter(({ kind }) => kind === "failed").length + released };
};

// A declined or paused mail was surely not sent: should that be taken back in time, the daily run plans it again.
const STATE_OF = {
  sent: "sent",
  rejected: "rejected",
  unsent: "retry",
  declined: "retry",
  paused: "retry",
  ambiguous: "ambiguous",
} as const;

const stateOf = (ending: Ending, mail: Pick<MailState, "plannedAt" | "attempt" | "at">): MailState => ({
  state: STATE_OF[ending.kind],
  ...mail,
  ...(ending.kind === "sent" ? { messageId: ending.messageId } : { reason: ending.reason }),
});

/** Settles each claim by how it ended; answers how many could not be settled, and so stay claimed for the daily run. */
const settleAll = (
  { parts }: SendGroupNeeds,
  claimed: readonly ClaimedLetter[],
  endings: readonly Ending[],
  { wave, plannedAt, at }: Dispatch,
): Promise<number> => {
  const settled = claimed.map(({ part, attempt }, nth) => {
    const ending = endings[nth] ?? { kind: "ambiguous", reason: "no outcome" };
    return { part, wave: wave.name, mail: stateOf(ending, { plannedAt, attempt, at }) };
  });
  return unwritten(settled, parts.settle);
};
