import { parseOccurrenceId } from "../calendar/occurrence-id.ts";
import type { Program } from "../calendar/program.ts";
import type { Part } from "../parts/part.ts";
import { type Mailing, mailingName } from "./mailing.ts";
import type { PlannedMail } from "./plan.ts";

/** What holds a first mailing back of itself: no second person has approved it, or far too many would get it. */
export const FIRST_MAILING_CAUSES = ["approval", "recipients"] as const;
export type FirstMailingCause = (typeof FIRST_MAILING_CAUSES)[number];

/** What is known of a mailing. Instants are ISO 8601 UTC; `recipients` are students. */
export interface KnownMailing extends Mailing {
  /** When its first mails went on the queue, and to how many. */
  opened?: { at: string; recipients: number };
  /** Which second person said yes, and to how many recipients. */
  approved?: { at: string; by: string; recipients: number };
  /** When staff took it up again last. */
  resumedAt?: string;
}

export const firstMailing = (occurrence: string): Mailing => ({ occurrence, wave: "open" });

export const awaitsApproval = (
  { school }: Program,
  { wave }: Mailing,
  known: Pick<KnownMailing, "opened" | "approved"> | undefined,
): boolean =>
  school.approval === "first-mailing" &&
  wave === "open" &&
  known?.approved === undefined &&
  known?.opened === undefined;

export const WAITS_FOR_APPROVAL = "its first mailing waits for a second person's approval";

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const ABOUT = 180 * DAY;

const milestoneOf = (occurrence: string): string | undefined => parseOccurrenceId(occurrence)?.milestone;

/** The same milestone's first mailing of a year before an instant, of those that are known to have opened. */
export const lastYears = (
  all: readonly KnownMailing[],
  { occurrence, like }: Pick<OpeningNow, "occurrence" | "like">,
  at: string,
): (NonNullable<KnownMailing["opened"]> & { occurrence: string }) | undefined => {
  const own = milestoneOf(occurrence);
  const isLike = (one: { occurrence: string }): boolean =>
    like?.includes(one.occurrence) ?? (own !== undefined && milestoneOf(one.occurrence) === own);
  const off = (opened: string): number => Math.abs(Date.parse(at) - YEAR - Date.parse(opened));
  return all
    .flatMap(({ opened, wave, ...one }) =>
      wave === "open" && opened ? [{ occurrence: one.occurrence, ...opened }] : [],
    )
    .filter((one) => one.occurrence !== occurrence && isLike(one))
    .filter((one) => off(one.at) <= ABOUT)
    .toSorted((one, other) => off(one.at) - off(other.at))[0];
};

const FAR_MORE = { times: 2, atLeast: 20 };

const whyFarMore = ({ school }: Program, recipients: number, before: number, what: string): string | undefined => {
  const { times, atLeast } = school.recipients ?? FAR_MORE;
  const isFar = recipients >= times * before && recipients - before >= atLeast;
  return isFar ? `${recipients} recipients, where ${what}` : undefined;
};

/**
 * An occurrence or session of which mails are about to go on the queue: first mails that are `due`, and how many `had`
 * theirs. `like`: of a session, those of the same item, with which it is compared.
 */
export interface OpeningNow {
  occurrence: string;
  due: number;
  had: number;
  like?: readonly string[];
}

/**
 * Why a first mailing has to stop before it goes on the queue; undefined where it may go. Whoever took it up again has
 * seen how many it is for.
 */
export const whyStop = (
  program: Program,
  all: readonly KnownMailing[],
  { occurrence, due, had, ...of }: OpeningNow,
  at: string,
): { cause: FirstMailingCause; reason: string } | undefined => {
  const mailing = firstMailing(occurrence);
  const known = all.find((one) => mailingName(one) === mailingName(mailing));
  if (had === 0 && awaitsApproval(program, mailing, known)) return { cause: "approval", reason: WAITS_FOR_APPROVAL };
  if (due === 0 || known?.resumedAt !== undefined) return undefined;
  const recipients = due + had;
  const before = lastYears(all, { occurrence, ...of }, at);
  const reason = known?.approved
    ? whyFarMore(program, recipients, known.approved.recipients, `${known.approved.recipients} were approved`)
    : before && whyFarMore(program, recipients, before.recipients, `${before.recipients} got ${before.occurrence}`);
  return reason === undefined ? undefined : { cause: "recipients", reason };
};

const hadIt = ({ mails: { open } }: Part): boolean =>
  open !== undefined && open.state !== "retry" && open.state !== "missed";

export const openedBefore = (parts: readonly Part[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const part of parts) if (hadIt(part)) counts.set(part.occurrence, (counts.get(part.occurrence) ?? 0) + 1);
  return counts;
};

/**
 * The openings in a plan, with those that a welcome or a digest carries. `before`: how many had each already; `like`:
 * of sessions, those with which each is compared.
 */
export const openingsIn = (
  mails: readonly Pick<PlannedMail, "occurrence" | "wave" | "carries" | "digest">[],
  before: ReadonlyMap<string, number> = new Map(),
  like: ReadonlyMap<string, readonly string[]> = new Map(),
): OpeningNow[] => {
  const counts = new Map<string, number>();
  const count = (occurrence: string, more: number) => counts.set(occurrence, (counts.get(occurrence) ?? 0) + more);
  for (const { carries = [], digest = [], ...mail } of mails) {
    for (const { occurrence, wave } of [mail, ...digest]) count(occurrence, wave === "open" ? 1 : 0);
    for (const carried of carries) count(carried, 1);
  }
  return [...counts].map(([occurrence, due]) => {
    const others = like.get(occurrence);
    return { occurrence, due, had: before.get(occurrence) ?? 0, ...(others && { like: others }) };
  });
};

export const allOpenings = (parts: readonly OpeningNow[]): OpeningNow[] =>
  [...Map.groupBy(parts, ({ occurrence }) => occurrence)].map(([occurrence, those]) => ({
    occurrence,
    due: those.reduce((sum, { due }) => sum + due, 0),
    had: Math.max(...those.map(({ had }) => had)),
  }));
