import { type Cause, CORRECTING, DECIDING, LEARNING, SETTLING, sourcesOf } from "./mail-states.ts";
import { isTaskSettled, type MailState, type Part, type StopReason, stopOf, taskBegun } from "./part.ts";
import type { TaskType } from "./task-states.ts";

/** What names a part. */
export interface PartName {
  occurrence: string;
  /** The student's opaque key. */
  student: string;
}

/** What names a part, and what it is created with by the first change that needs it. */
export interface PartIdentity extends PartName {
  milestone: string;
  cohort: string;
  /** What the milestone asks, if anything. */
  asks: TaskType | undefined;
}

/** What a change of a part says of it, and the part as it stands after; without a part nothing changes. */
export interface Changed<Said> {
  said: Said;
  part?: Part;
}

/** One change of one part as it stands, if it is there. Pure: the same part always comes out the same. */
export type PartChange<Said> = (part: Part | undefined) => Changed<Said>;

/** `claimed`: send it, and settle it with this `attempt`, which fences out a later claim of the same wave. */
export type Claim =
  | { kind: "claimed"; attempt: number }
  | { kind: "done" }
  | { kind: "completed" }
  | { kind: "stopped"; reason: StopReason };

/**
 * What news of a mail changed. `moved`: the mail stands there now. `known`: it stood there already. `behind`: it stands
 * further on, or ended otherwise. `older`: the news is of an earlier attempt. `unknown`: no such mail or attempt.
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

// A task begins with the first change that says that the milestone asks something, also on a part made before it did.
const begun = (part: Part | undefined, identity: PartIdentity, at: string): Part => {
  const there = part ?? created(identity);
  if (identity.asks === undefined || there.task !== undefined) return there;
  return { ...there, task: taskBegun(identity.asks, at) };
};

const withMail = (part: Part, wave: string, mail: MailState): Part => ({
  ...part,
  mails: { ...part.mails, [wave]: mail },
});

const isFree = (mail: MailState | undefined): boolean => mail === undefined || mail.state === "retry";

/** Claims a wave of a part whose task is not settled and that no stop holds back. */
export const claiming =
  (identity: PartIdentity, wave: string, mail: Pick<MailState, "plannedAt" | "at">): PartChange<Claim> =>
  (part) => {
    const before = part?.mails[wave];
    if (!isFree(before)) return { said: { kind: "done" } };
    if (isTaskSettled(part)) return { said: { kind: "completed" } };
    const reason = part && stopOf(part);
    if (reason !== undefined) return { said: { kind: "stopped", reason } };
    const attempt = (before?.attempt ?? 0) + 1;
    const { plannedAt, at } = mail;
    const claimed = withMail(begun(part, identity, at), wave, { state: "claimed", plannedAt, attempt, at });
    return { said: { kind: "claimed", attempt }, part: claimed };
  };

/** Moves a wave of the same attempt on, where one of these causes may move it there. */
const moving = (part: Part | undefined, wave: string, mail: MailState, causes: readonly Cause[]): Part | undefined => {
  const before = part?.mails[wave];
  const sources = sourcesOf(mail.state, causes);
  if (!part || before?.attempt !== mail.attempt || !sources.includes(before.state)) return undefined;
  return withMail(part, wave, mail);
};

/** Settles a claim of the same attempt, or what became of it by time. False where the wave was never claimed. */
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

/** Takes in what SES's events tell of a mail, forward only. */
export const learning =
  (wave: string, news: MailState): PartChange<Learnt> =>
  (part) => {
    const moved = moving(part, wave, news, LEARNING);
    return moved ? { said: "moved", part: moved } : { said: whyUnmoved(part?.mails[wave], news) };
  };

/** Takes in what an administrator decided of an ambiguous mail; false where it is not ambiguous in that attempt. */
export const deciding =
  (wave: string, decided: MailState): PartChange<boolean> =>
  (part) => {
    const moved = moving(part, wave, decided, DECIDING);
    return moved ? { said: true, part: moved } : { said: false };
  };

const NEW_ADDRESS = "the address was corrected";

/**
 * Takes up again those of these waves that bounced, for the student's new address; a settled task needs no more mail.
 * The attempt counts up, so that what is still told of the old address is news of an older one.
 * @param only the attempt that is meant, where it is one
 */
export const takingUp =
  (waves: readonly string[], at: string, only?: number): PartChange<boolean> =>
  (part) => {
    if (part === undefined || isTaskSettled(part)) return { said: false };
    const sources = sourcesOf("retry", CORRECTING);
    const bounced = Object.entries(part.mails).filter(
      ([wave, { state, attempt }]) =>
        waves.includes(wave) && sources.includes(state) && (only === undefined || only === attempt),
    );
    if (bounced.length === 0) return { said: false };
    const takenUp = bounced.map(([wave, { plannedAt, attempt }]): [string, MailState] => [
      wave,
      { state: "retry", plannedAt, attempt: attempt + 1, at, reason: NEW_ADDRESS },
    ]);
    return { said: true, part: { ...part, mails: { ...part.mails, ...Object.fromEntries(takenUp) } } };
  };

/** Marks a wave as missed that has no state, or that SES did not take; a settled task misses nothing. */
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

/** Holds a part's mails back; a reason that stands already keeps its instant. */
export const stopping =
  (identity: PartIdentity, { reason, at }: { reason: StopReason; at: string }): PartChange<boolean> =>
  (part) => {
    if (part?.stops?.[reason] !== undefined) return { said: false };
    const there = begun(part, identity, at);
    return { said: true, part: { ...there, stops: { ...there.stops, [reason]: at } } };
  };

/** Takes one reason back; other reasons go on holding the mails. */
export const resuming =
  (reason: StopReason): PartChange<boolean> =>
  (part) => {
    if (part?.stops?.[reason] === undefined) return { said: false };
    const { stops, ...rest } = part;
    const { [reason]: _, ...left } = stops ?? {};
    return { said: true, part: Object.keys(left).length === 0 ? rest : { ...rest, stops: left } };
  };
