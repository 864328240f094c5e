import { type Cause, CORRECTING, DECIDING, LEARNING, SETTLING, sourcesOf } from "./mail-states.ts";
import {
  isFree,
  isTaskSettled,
  type MailState,
  type Part,
  type StopReason,
  stopOf,
  taskBegun,
  toldSequence,
} from "./part.ts";
import type { TaskType } from "./task-states.ts";

export interface PartName {
  occurrence: string;
  /** The student's opaque key. */
  student: string;
}

/** A part's name, and what its first change creates it with. */
export interface PartIdentity extends PartName {
  milestone: string;
  cohort: string;
  asks: TaskType | undefined;
}

/** `said`: the answer of a change. `part`: the part after it; absent where nothing changes. */
export interface Changed<Said> {
  said: Said;
  part?: Part;
}

/** Works out a change of a part, or of none yet. Pure: a write that lost a race works it out again. */
export type PartChange<Said> = (part: Part | undefined) => Changed<Said>;

/**
 * `claimed`: send the mail, then settle it with this `attempt`, so that a stale sender cannot settle a newer claim.
 * `told`: the sequence of its session that they were told last. `busy`: another mail of that session is on its way, and
 * what is told has to keep its order.
 */
export type Claim =
  | { kind: "claimed"; attempt: number; told?: number }
  | { kind: "done" }
  | { kind: "completed" }
  | { kind: "busy" }
  | { kind: "stopped"; reason: StopReason };

/**
 * What an event of SES did to a mail. `moved`: the mail stands there now. `known`: it already did. `behind`: it stands
 * further on, or ended otherwise. `older`: the event is of an earlier attempt. `unknown`: no such mail or attempt.
 */
export type Learnt = "moved" | "known" | "behind" | "older" | "unknown";

const created = ({ occurrence, milestone, student, cohort }: PartIdentity): Part => ({
  occurrence,
  milestone,
  student,
  cohort,
  revision: 0,
  mails: {},
});

// A program may begin to ask after the part was made: the next change then begins the task.
export const begun = (part: Part | undefined, identity: PartIdentity, at: string): Part => {
  const there = part ?? created(identity);
  if (identity.asks === undefined || there.task !== undefined) return there;
  return { ...there, task: taskBegun(identity.asks, at) };
};

/** Begins a part that is not there yet, so that its task can be settled before its first mail. */
export const beginning =
  (identity: PartIdentity, at: string): PartChange<boolean> =>
  (part) => {
    const there = begun(part, identity, at);
    return there === part ? { said: false } : { said: true, part: there };
  };

export const withMail = (part: Part, wave: string, mail: MailState): Part => ({
  ...part,
  mails: { ...part.mails, [wave]: mail },
});

/** A mail to claim. `corrects`: it is only for whoever was told of its session as it stood before. */
export type MailToClaim = Pick<MailState, "plannedAt" | "at" | "tells"> & { corrects?: boolean };

// Whoever was told nothing, or all of it, needs no correction.
const whyOutOfTurn = (part: Part | undefined, { tells, corrects }: MailToClaim, told?: number): Claim | undefined => {
  if (tells === undefined) return undefined;
  if (Object.values(part?.mails ?? {}).some(({ state }) => state === "claimed")) return { kind: "busy" };
  return corrects === true && (told ?? tells) >= tells ? { kind: "done" } : undefined;
};

/** Claims a wave, unless it was claimed before, the part's task is settled, or a stop holds the part's mails back. */
export const claiming =
  (identity: PartIdentity, wave: string, mail: MailToClaim): PartChange<Claim> =>
  (part) => {
    const before = part?.mails[wave];
    if (!isFree(before)) return { said: { kind: "done" } };
    if (isTaskSettled(part)) return { said: { kind: "completed" } };
    const reason = part && stopOf(part);
    if (reason !== undefined) return { said: { kind: "stopped", reason } };
    const told = toldSequence(part);
    const outOfTurn = whyOutOfTurn(part, mail, told);
    if (outOfTurn !== undefined) return { said: outOfTurn };
    const attempt = (before?.attempt ?? 0) + 1;
    const { plannedAt, at, tells } = mail;
    const claim: MailState = { state: "claimed", plannedAt, attempt, at, ...(tells !== undefined && { tells }) };
    const said: Claim = { kind: "claimed", attempt, ...(told !== undefined && { told }) };
    return { said, part: withMail(begun(part, identity, at), wave, claim) };
  };

const moving = (part: Part | undefined, wave: string, mail: MailState, causes: readonly Cause[]): Part | undefined => {
  const before = part?.mails[wave];
  const sources = sourcesOf(mail.state, causes);
  if (!part || before?.attempt !== mail.attempt || !sources.includes(before.state)) return undefined;
  return withMail(part, wave, before.tells === undefined ? mail : { ...mail, tells: before.tells });
};

/** Records what became of the claim of that attempt. False where the wave was never claimed. */
export const settling =
  (wave: string, outcome: MailState): PartChange<boolean> =>
  (part) => {
    const moved = moving(part, wave, outcome, SETTLING);
    return moved ? { said: true, part: moved } : { said: part?.mails[wave] !== undefined };
  };

const whyUnmoved = (mail: MailState | undefined, news: MailState): Exclude<Learnt, "moved"> => {
  if (mail === undefined || mail.attempt < news.attempt) return "unknown";
  if (mail.attempt > news.attempt) return "older";
  return mail.state === news.state ? "known" : "behind";
};

/** Records what an event of SES says of a mail. An event never moves a mail back. */
export const learning =
  (wave: string, news: MailState): PartChange<Learnt> =>
  (part) => {
    const moved = moving(part, wave, news, LEARNING);
    return moved ? { said: "moved", part: moved } : { said: whyUnmoved(part?.mails[wave], news) };
  };

/** Records an administrator's decision on an ambiguous mail. False where that attempt is not ambiguous. */
export const deciding =
  (wave: string, decided: MailState): PartChange<boolean> =>
  (part) => {
    const moved = moving(part, wave, decided, DECIDING);
    return moved ? { said: true, part: moved } : { said: false };
  };

const AT_ADDRESS = "tried again at the address as it stands now";

/** Takes up what bounced at an address that is corrected or tried again. A new attempt makes older events `older`. */
export const takingUp =
  (waves: readonly string[], at: string, onlyAttempt?: number): PartChange<boolean> =>
  (part) => {
    if (part === undefined || isTaskSettled(part)) return { said: false };
    const sources = sourcesOf("retry", CORRECTING);
    const bounced = Object.entries(part.mails).filter(
      ([wave, { state, attempt }]) =>
        waves.includes(wave) && sources.includes(state) && (onlyAttempt === undefined || onlyAttempt === attempt),
    );
    if (bounced.length === 0) return { said: false };
    const takenUp = bounced.map(([wave, { plannedAt, attempt }]): [string, MailState] => [
      wave,
      { state: "retry", plannedAt, attempt: attempt + 1, at, reason: AT_ADDRESS },
    ]);
    return { said: true, part: { ...part, mails: { ...part.mails, ...Object.fromEntries(takenUp) } } };
  };

/** Records as missed a wave that no sender claimed or that SES did not take; a settled task misses nothing. */
export const missing =
  (
    identity: PartIdentity,
    wave: string,
    mail: { plannedAt: string; at: string; reason: string },
  ): PartChange<boolean> =>
  (part) => {
    if (isTaskSettled(part) || !isFree(part?.mails[wave])) return { said: false };
    const { plannedAt, at, reason } = mail;
    const attempt = part?.mails[wave]?.attempt ?? 0;
    const missed: MailState = { state: "missed", plannedAt, attempt, at, reason };
    return { said: true, part: withMail(begun(part, identity, at), wave, missed) };
  };

/** Holds a part's mails back. A reason that stands already keeps its instant. */
export const stopping =
  (identity: PartIdentity, { reason, at }: { reason: StopReason; at: string }): PartChange<boolean> =>
  (part) => {
    if (part?.stops?.[reason] !== undefined) return { said: false };
    const there = begun(part, identity, at);
    return { said: true, part: { ...there, stops: { ...there.stops, [reason]: at } } };
  };

export const resuming =
  (reason: StopReason): PartChange<boolean> =>
  (part) => {
    if (part?.stops?.[reason] === undefined) return { said: false };
    const { stops, ...rest } = part;
    const { [reason]: _, ...left } = stops ?? {};
    return { said: true, part: Object.keys(left).length === 0 ? rest : { ...rest, stops: left } };
  };
