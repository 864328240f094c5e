import { memberOf, type PartGroup } from "#adapters/parts/part-groups.ts";
import { type Cause, TRANSITIONS } from "#domain/parts/mail-states.ts";
import { isTaskSettled, type MailState, type Part } from "#domain/parts/part.ts";
import { leadsTo } from "#domain/parts/task-states.ts";
import type { Ground } from "../ground/ground.ts";

/** When a mail was claimed last, and after how much else that was seen. */
export interface ClaimSeen {
  at: number;
  order: number;
  attempt: number;
}

/** What is to be remembered of parts. */
interface Seen {
  task(name: string, isCompleted: boolean): void;
  claim(name: string, attempt: number): void;
  /** A mail that is sent once more, since an address was corrected or a person chose so. */
  takenUp(name: string, by: Cause): void;
}

/** The only calls in which a task may be completed, or opened again. */
const COMPLETES = "site POST";
const REOPENS = "site POST undo";

/** Who alone may move a mail for these causes, by the beginning of their names. */
const RIGHTFUL: Partial<Record<Cause, string[]>> = {
  correction: ["import-roster", "track-mail"],
  administrator: ["administrator"],
};

/**
 * The way that a mail went, if its states know it: within one attempt, or by a claim or correction that counts it up.
 */
const wayOf = (before: MailState | undefined, after: MailState, actor: string): Cause | undefined => {
  const from = before?.state ?? "planned";
  const isRightful = ({ by }: { by: Cause }) => (RIGHTFUL[by] ?? [""]).some((name) => actor.startsWith(name));
  const way = TRANSITIONS.find((one) => one.from === from && one.to === after.state && isRightful(one));
  const step = way?.by === "claim" || way?.by === "correction" ? 1 : 0;
  return after.attempt === (before?.attempt ?? 0) + step ? way?.by : undefined;
};

const isSame = (one: MailState | undefined, other: MailState): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Looks at a write of a group: the version, each task, each mail. */
export const seeGroup = (ground: Ground, seen: Seen, before: PartGroup | undefined, after: PartGroup): void => {
  const [was, is] = [before?.version ?? 0, after.version];
  if (is !== was + 1) ground.violate(`I10 group ${after.group} went from version ${was} to ${is}`);
  for (const student of new Set([...Object.keys(before?.members ?? {}), ...Object.keys(after.members)])) {
    seePart(ground, seen, before && memberOf(before, student), memberOf(after, student));
  }
};

const seePart = (ground: Ground, seen: Seen, before: Part | undefined, after: Part | undefined): void => {
  if (after === undefined) {
    ground.violate(`I10 the part of ${before?.student} is gone`);
    return;
  }
  seeTask(ground, seen, before, after);
  for (const wave of Object.keys(before?.mails ?? {}))
    if (after.mails[wave] === undefined) ground.violate(`I10 ${wave} of ${after.student} is gone`);
  for (const [wave, mail] of Object.entries(after.mails)) seeMail(ground, seen, { before, after, wave, mail });
};

const seeTask = ({ actor, violate }: Ground, seen: Seen, before: Part | undefined, after: Part): void => {
  const name = `${after.occurrence}/${after.student}`;
  const [was, is] = [before?.task, after.task];
  if (was?.state === is?.state) return;
  const rightful = isTaskSettled(after) ? COMPLETES : REOPENS;
  const isWay = was && is && leadsTo(is.type, { from: was.state, to: is.state, by: "person" });
  if (was !== undefined && !(isWay && actor() === rightful)) violate(`I4 ${name} became ${is?.state} by ${actor()}`);
  seen.task(name, isTaskSettled(after));
};

const seeMail = (
  { violate, actor }: Ground,
  seen: Seen,
  { before, after, wave, mail }: { before: Part | undefined; after: Part; wave: string; mail: MailState },
): void => {
  const was = before?.mails[wave];
  if (isSame(was, mail)) return;
  const name = `${wave} of ${after.occurrence} to ${after.student}`;
  const way = wayOf(was, mail, actor());
  if (way === undefined) violate(`I10 ${name} went from ${was?.state ?? "planned"} to ${mail.state} by ${actor()}`);
  if (mail.state === "retry" && (way === "correction" || way === "administrator")) seen.takenUp(name, way);
  if (mail.state !== "claimed") return;
  seen.claim(name, mail.attempt);
  if (isTaskSettled(before)) violate(`I3 ${name} claimed after completion`);
  if (before?.stops !== undefined) violate(`I8 ${name} claimed although it is held back`);
};
