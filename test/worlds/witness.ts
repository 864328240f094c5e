import type { StoredStudent } from "#adapters/items.ts";
import { memberOf, type PartGroup } from "#adapters/part-groups.ts";
import type { Parts, Roster } from "#adapters/records.ts";
import type { Part } from "#domain/part.ts";
import type { MailPlanned } from "#events/mail-planned.ts";
import type { Ground } from "./ground.ts";
import type { Accepted } from "./ses.ts";

/** Sees what happens as it happens, and says at once what must not be. */
export interface Witness {
  group(before: PartGroup | undefined, after: PartGroup): void;
  student(after: StoredStudent): void;
  mail(mail: Accepted): void;
  acknowledged(message: MailPlanned, records: { roster: Roster; parts: Parts }): Promise<void>;
  /** Opaque keys of those who were active at all times. */
  alwaysActive(): ReadonlySet<string>;
}

/** Longest that a claim can lie before its mail goes out: the sender's lifetime, in milliseconds. */
const CLAIM_TO_SEND = 60_000;

/** The only calls in which a task may be completed, or opened again. */
const COMPLETES = "site POST";
const REOPENS = "site POST undo";

/** @param leaves true where the account is so small that a message may be left to the next morning's plan. */
export const witnessOf = (ground: Ground, leaves = false): Witness => {
  const completedSince = new Map<string, number>();
  const inactiveSince = new Map<string, number>();
  const addresses = new Map<string, string>();
  const everInactive = new Set<string>();
  const { agenda, violate } = ground;
  const isLong = (since: number | undefined): boolean => since !== undefined && agenda.now() - since > CLAIM_TO_SEND;

  const seeTask = (before: Part | undefined, after: Part): void => {
    const name = `${after.occurrence}/${after.student}`;
    if (before?.status === after.status) return;
    const [actor, rightful] = [ground.actor(), after.status === "completed" ? COMPLETES : REOPENS];
    if (before?.status !== undefined && actor !== rightful) violate(`I4 ${name} became ${after.status} by ${actor}`);
    if (after.status === "completed") completedSince.set(name, agenda.now());
    else completedSince.delete(name);
  };

  const seePart = (before: Part | undefined, after: Part): void => {
    seeTask(before, after);
    for (const [wave, mail] of Object.entries(after.mails)) {
      const isNew = mail.state === "claimed" && before?.mails[wave]?.attempt !== mail.attempt;
      if (isNew && before?.status === "completed") violate(`I3 ${wave} of ${after.student} claimed after completion`);
    }
  };

  return {
    group: (before, after) => {
      for (const student of Object.keys(after.members)) {
        const part = memberOf(after, student);
        if (part) seePart(before && memberOf(before, student), part);
      }
    },
    student: ({ key, email, status }) => {
      addresses.set(key, email);
      if (status === "active") inactiveSince.delete(key);
      else if (!inactiveSince.has(key)) inactiveSince.set(key, agenda.now());
      if (status !== "active") everInactive.add(key);
    },
    mail: ({ student, occurrence, wave, to }) => {
      const name = `${wave} of ${occurrence} to ${student}`;
      if (isLong(completedSince.get(`${occurrence}/${student}`))) violate(`I3 ${name} sent after completion`);
      if (isLong(inactiveSince.get(student))) violate(`I8 ${name} sent to one who is not active`);
      if (addresses.get(student) !== to) violate(`I8 ${name} went to another address`);
    },
    acknowledged: async ({ occurrence, wave, studentIds }, { roster, parts }) => {
      for (const { key } of await roster.some(studentIds)) {
        const part = await parts.get(occurrence, key);
        const isCovered = part?.mails[wave] !== undefined || part?.status === "completed" || (part?.revision ?? 0) > 1;
        if (!isCovered && !leaves)
          violate(`I2 ${wave} of ${occurrence} to ${key} was taken off the queue without a trace`);
      }
    },
    alwaysActive: () => new Set([...addresses.keys()].filter((key) => !everInactive.has(key))),
  };
};
