import type { Parts } from "#adapters/parts/parts.ts";
import type { MailState } from "#domain/parts/part.ts";
import { logRejected } from "../listeners/log.ts";
import { type Calls, UNTOLD } from "./calls.ts";
import { countFailed } from "./count-failed.ts";
import type { Dispatch, Letter } from "./dispatch.ts";
import { liftOldStops } from "./letters/hold-back.ts";
import { type ClaimedLetter, type Ending, type SendWantedNeeds, sendWanted } from "./send-wanted.ts";

export interface SendGroupNeeds extends SendWantedNeeds {
  parts: Pick<Parts, "claim" | "settle" | "resume">;
}

export interface GroupSent {
  endings: Ending[];
  unrecorded: number;
}

/** Claims, sends and settles a group before the next, so a dead sender leaves few unknown. Running twice sends once. */
export const sendGroup = async (
  needs: SendGroupNeeds,
  letters: readonly Letter[],
  dispatch: Dispatch,
  calls: Calls,
): Promise<GroupSent> => {
  if (letters.length === 0) return { endings: [], unrecorded: 0 };
  const claims = await claimAll(needs, letters, dispatch);
  const endings = await sendWanted(needs, claims.won, dispatch, calls);
  const unsettled = await settleAll(needs, claims.won, endings, dispatch);
  const rejected = endings.filter((ending) => ending.kind === "rejected");
  logRejected(rejected.map(({ reason }) => ({ ...dispatch.mailing, reason })));
  return { endings, unrecorded: claims.failed + unsettled };
};

/** Answers the letters that were claimed, and how many the message's next receive may claim. */
export const claimAll = async (
  { parts }: Pick<SendGroupNeeds, "parts">,
  letters: readonly Letter[],
  { mailing, plannedAt, at, writer }: Dispatch,
): Promise<{ won: ClaimedLetter[]; failed: number }> => {
  const those = letters.map(({ part }) => part);
  const claims = await parts.claim(those, mailing.wave, { plannedAt, at, ...writer.claims });
  const won = letters.flatMap((letter, nth) => {
    const claim = claims[nth];
    if (claim?.kind !== "claimed") return [];
    const written = writer.since?.(letter.written, claim.told) ?? letter.written;
    return [{ ...letter, written, attempt: claim.attempt }];
  });
  const freed = await liftOldStops(parts, letters, claims);
  return { won, failed: claims.filter(({ kind }) => kind === "failed" || kind === "busy").length + freed };
};

// A declined or paused mail was surely not sent. If the student or staff takes that back, the daily run plans it again.
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

/** Answers how many claims could not be settled: they stay until `reconcile-mails` gives them up. */
export const settleAll = (
  { parts }: SendGroupNeeds,
  claimed: readonly ClaimedLetter[],
  endings: readonly Ending[],
  { mailing, plannedAt, at }: Dispatch,
): Promise<number> => {
  const settled = claimed.map(({ part, attempt }, nth) => {
    const mail = stateOf(endings[nth] ?? UNTOLD, { plannedAt, attempt, at });
    return { part, wave: mailing.wave, mail };
  });
  return countFailed(settled, parts.settle);
};
