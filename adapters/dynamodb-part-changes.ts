import { type Cause, sourcesOf } from "#domain/mail-states.ts";
import { type MailState, reasonsAgainst, type StopReason } from "#domain/part.ts";
import { type Change, type Item, placeholder } from "./dynamodb-table.ts";
import { KIND, MAIL_PREFIX, STOP_PREFIX } from "./items.ts";
import type { ClaimedMail, PartIdentity } from "./records.ts";

/** What finds a part. */
export type PartName = Pick<PartIdentity, "occurrence" | "student">;

/** Partition of an occurrence's parts. */
export const partition = (occurrence: string): string => `part#${occurrence}`;

/** Key of a part. */
export const partKey = ({ occurrence, student }: PartName) => ({ pk: partition(occurrence), sk: student });

/** Attribute that holds a wave's mail state. */
export const mailAttribute = (wave: string): string => `${MAIL_PREFIX}${wave}`;

const stopAttribute = (reason: StopReason): string => `${STOP_PREFIX}${reason}`;

const mailPlaceholder = (wave: string): string => `#${placeholder(mailAttribute(wave))}`;

const identityOf = ({ occurrence, milestone, student, cohort, asks }: PartIdentity): Item => ({
  kind: KIND.part,
  occurrence,
  milestone,
  student,
  cohort,
  revision: 0,
  ...(asks ? { status: "due" } : {}),
});

/**
 * Claims a wave of a part that no stop holds back. The claim stands on what was seen of the wave, so of any number of claimers one wins.
 * @param token known to this claimer alone.
 * @param seen the attempt at whose `retry` the wave stood, or 0 where it had no state.
 */
export const claiming = (
  part: PartIdentity,
  wave: string,
  { essential = false, ...claim }: MailState & { token: string } & Pick<ClaimedMail, "essential">,
  seen: number,
): Change => {
  const name = mailPlaceholder(wave);
  const stops = reasonsAgainst(essential).map(stopAttribute);
  const unstopped = stops.map((stop) => `attribute_not_exists(#${placeholder(stop)})`).join(" AND ");
  const free = seen === 0 ? `attribute_not_exists(${name})` : `${name}.#state = :retry AND ${name}.#attempt = :seen`;
  return {
    key: partKey(part),
    set: { [mailAttribute(wave)]: claim },
    first: identityOf(part),
    condition: {
      text: `${free} AND (attribute_not_exists(#status) OR #status = :due) AND ${unstopped}`,
      names: ["status", ...stops, ...(seen === 0 ? [] : ["state", "attempt"])],
      values: { due: "due", ...(seen === 0 ? {} : { retry: "retry", seen }) },
    },
  };
};

/** Moves a wave of the same attempt on, where one of these causes may move it there; it must be one that can. */
export const moving = (part: PartName, wave: string, mail: MailState, causes: readonly Cause[]): Change => {
  const name = mailPlaceholder(wave);
  const sources = Object.fromEntries(sourcesOf(mail.state, causes).map((source) => [source, source]));
  const listed = Object.keys(sources).map((source) => `:${source}`);
  return {
    key: partKey(part),
    set: { [mailAttribute(wave)]: mail },
    condition: {
      text: `${name}.#state IN (${listed.join(", ")}) AND ${name}.#attempt = :attempt`,
      names: ["state", "attempt"],
      values: { ...sources, attempt: mail.attempt },
    },
  };
};

/** Records that a wave is missed which has no state, or which SES did not take; a completed task misses nothing. */
export const missing = (part: PartIdentity, wave: string, missed: MailState): Change => {
  const name = mailPlaceholder(wave);
  return {
    key: partKey(part),
    set: { [mailAttribute(wave)]: missed },
    first: identityOf(part),
    condition: {
      text: `(attribute_not_exists(${name}) OR ${name}.#state = :retry) AND (attribute_not_exists(#status) OR #status = :due)`,
      names: ["state", "status"],
      values: { retry: "retry", due: "due" },
    },
  };
};

/** Holds a part's mails back for a reason that does not stand yet. */
export const stopping = (part: PartIdentity, { reason, at }: { reason: StopReason; at: string }): Change => ({
  key: partKey(part),
  first: { ...identityOf(part), [stopAttribute(reason)]: at },
});

/** Takes back a reason that stands. */
export const resuming = (part: PartName, reason: StopReason): Change => ({
  key: partKey(part),
  remove: [stopAttribute(reason)],
  condition: { text: `attribute_exists(#${placeholder(stopAttribute(reason))})`, names: [], values: {} },
});

/** Marks the first opening of a part that exists. */
export const opening = (part: PartName, at: string): Change => ({
  key: partKey(part),
  set: { openedAt: at },
  condition: { text: "attribute_exists(pk) AND attribute_not_exists(#openedAt)", names: [], values: {} },
});

/** Completes a task that is due. */
export const completing = (part: PartName, answer: { id: string; at: string }): Change => ({
  key: partKey(part),
  set: { status: "completed", completedAt: answer.at, answer: answer.id },
  add: { revision: 1 },
  condition: { text: "#status = :due", names: [], values: { due: "due" } },
});

/** Makes a completed task due again. */
export const reopening = (part: PartName, at: string): Change => ({
  key: partKey(part),
  set: { status: "due", reopenedAt: at },
  add: { revision: 1 },
  remove: ["completedAt", "answer"],
  condition: { text: "#status = :completed", names: [], values: { completed: "completed" } },
});
