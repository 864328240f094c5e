import * as z from "zod/mini";
import { Instant } from "../time/instant.ts";
import { type Enrollment, isHere } from "./enrollment.ts";

/** Why somebody is held: a doubt of a roster, or `paused`, where staff said so by hand. */
export const HOLD_REASONS = ["status", "double", "rows", "returns", "missing", "import", "paused"] as const;
export const HoldReason = z.enum(HOLD_REASONS);
export type HoldReason = z.infer<typeof HoldReason>;

const Doubt = z.object({
  reason: HoldReason,
  since: Instant,
  /** Names what is doubted, e.g. `status:inactive`: the same evidence never holds one whom a person let go. */
  evidence: z.string(),
  says: z.string(),
  other: z.optional(z.string()),
});
export type Doubt = z.infer<typeof Doubt>;

export const Hold = z.extend(Doubt, { also: z.optional(z.array(Doubt)) });
export type Hold = z.infer<typeof Hold>;

export interface Holdable {
  held?: Hold | undefined;
  released?: string[] | undefined;
}

/** True of what staff set by hand and take back by hand: no roster and no decision of a doubt does. */
export const isPause = ({ reason }: Pick<Doubt, "reason">): boolean => reason === "paused";

/** True of whom a roster leaves in doubt. Who is paused only gets no mail: they move on and may answer. */
export const isDoubted = (person: Holdable): boolean => !doubtsOf(person).every(isPause);

/** True of who takes part: who is here or on leave, and whom nobody doubts. */
export const isListed = (person: Pick<Enrollment, "status"> & Holdable): boolean =>
  !isDoubted(person) && isHere(person);

export const doubtsOf = ({ held }: Holdable): Doubt[] => {
  if (held === undefined) return [];
  const { also = [], ...first } = held;
  return [first, ...also];
};

/** True where nobody doubted or decided anything between two versions of a person. */
export const isHeldAlike = (one: Holdable, other: Holdable): boolean =>
  JSON.stringify([one.held, one.released]) === JSON.stringify([other.held, other.released]);

// A doubt comes first, since it is announced and somebody has to settle it.
const holdOf = (doubts: readonly Doubt[]): Hold | undefined => {
  const [first, ...also] = [...doubts.filter((one) => !isPause(one)), ...doubts.filter(isPause)];
  return first && { ...first, ...(also.length > 0 && { also }) };
};

const isSame = (doubt: Pick<Doubt, "evidence">, evidence: string): boolean => doubt.evidence === evidence;

/** The hold with these doubts too, but for those that stand already and those that a person has decided on. */
export const doubted = (person: Holdable, doubts: readonly Doubt[]): Hold | undefined => {
  const known = doubtsOf(person);
  for (const doubt of doubts) {
    const isOld = [...(person.released ?? []), ...known.map(({ evidence }) => evidence)].includes(doubt.evidence);
    if (!isOld) known.push(doubt);
  }
  return holdOf(known);
};

/** The hold without what staff paused by hand. */
export const withoutPause = (person: Holdable): Hold | undefined =>
  holdOf(doubtsOf(person).filter((doubt) => !isPause(doubt)));

/** What staff paused by hand alone. */
export const pauseOf = (person: Holdable): Hold | undefined => holdOf(doubtsOf(person).filter(isPause));

export const withoutDoubt = (person: Holdable, evidence: string): Hold | undefined =>
  holdOf(doubtsOf(person).filter((doubt) => !isSame(doubt, evidence)));
