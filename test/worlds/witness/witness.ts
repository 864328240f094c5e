import type { PartGroup } from "#adapters/parts/part-groups.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { StoredStudent } from "#adapters/people/person-item.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import type { Mailing } from "#domain/mail/mailing.ts";
import type { Cause } from "#domain/parts/mail-states.ts";
import { isTaskSettled } from "#domain/parts/part.ts";
import type { DeclinableKind } from "#domain/people/mail-kinds.ts";
import { mayGoOut } from "#domain/time/send-window.ts";
import type { MailPlanned } from "#events/mail/mail-planned.ts";
import type { Ground } from "../ground/ground.ts";
import type { Accepted } from "../services/ses.ts";
import { type ClaimSeen, seeGroup } from "./parts.ts";
import { HELD, LONGEST_ON_ITS_WAY, pastOf } from "./past.ts";

/** Sees what happens as it happens, and says at once what must not be. */
export interface Witness {
  group(before: PartGroup | undefined, after: PartGroup): void;
  student(after: StoredStudent): void;
  /** What a student has declined from now on. */
  choice(student: string, declined: readonly DeclinableKind[]): void;
  mailing(mailing: Mailing, isPaused: boolean): void;
  mail(mail: Accepted): void;
  acknowledged(message: MailPlanned, records: { people: People; parts: Parts }): Promise<void>;
  /** How often a mail was sent again rightfully: to a corrected address, or since a person chose so. */
  takenUp(name: string): number;
  /** How often a person chose so. */
  chosen(name: string): number;
  /** Every address that anybody ever had. */
  addresses(): readonly string[];
}

/** @param leaves true where the account is so small that a message may be left to the next morning's plan. */
export const witnessOf = (ground: Ground, program: Program, leaves = false): Witness => {
  const { agenda, violate } = ground;
  const past = pastOf(agenda, program);
  const completedSince = new Map<string, number>();
  const [takenUp, chosen] = [new Map<string, number>(), new Map<string, number>()];
  const claims = new Map<string, ClaimSeen>();
  const isLong = (since: number | undefined): boolean =>
    since !== undefined && agenda.now() - since > LONGEST_ON_ITS_WAY;

  const seen = {
    task: (name: string, isCompleted: boolean) => {
      if (isCompleted) completedSince.set(name, agenda.now());
      else completedSince.delete(name);
    },
    claim: (name: string, attempt: number) => void claims.set(name, { at: agenda.now(), order: past.tick(), attempt }),
    takenUp: (name: string, by: Cause) => {
      for (const counted of by === "administrator" ? [takenUp, chosen] : [takenUp])
        counted.set(name, (counted.get(name) ?? 0) + 1);
    },
  };

  return {
    group: (before, after) => seeGroup(ground, seen, before, after),
    student: past.student,
    choice: past.choice,
    mailing: past.mailing,
    mail: (mail) => {
      const { student, occurrence, wave } = mail;
      const name = `${wave} of ${occurrence} to ${student}`;
      const known = claims.get(name);
      const isClaimed = known !== undefined && known.attempt === Number(mail.tags.attempt);
      if (!isClaimed) violate(`I3 ${name} sent without a claim of its own`);
      const claim = known ?? { at: agenda.now(), order: past.tick() };
      if (isLong(completedSince.get(`${occurrence}/${student}`))) violate(`I3 ${name} sent after completion`);
      const wrong = past.whyWrongAt(claim.at, mail);
      if (wrong !== undefined) violate(`${wrong === HELD ? "I12" : "I8"} ${name} ${wrong}`);
      if (past.hadDeclined(claim.order, mail)) violate(`I9 ${name} was declined before its claim`);
      if (past.wasPaused(claim.order, mail))
        violate(`I9 ${name} went out of a mailing that was paused before its claim`);
    },
    acknowledged: async ({ occurrence, wave, people }, records) => {
      const milestone = findOccurrence(program, occurrence)?.milestone;
      // What comes on a weekend is left to the next working morning's plan.
      if (milestone === undefined || !mayGoOut(program.school, milestone, agenda.iso())) return;
      for (const { person, email } of await records.people.some(people)) {
        const part = await records.parts.get(occurrence, person);
        const isCovered = part?.mails[wave] !== undefined || isTaskSettled(part) || (part?.revision ?? 0) > 1;
        const wrong = past.whyWrongAt(agenda.now(), { student: person, occurrence, to: email }, "ever");
        if (!isCovered && !leaves && part?.stops === undefined && wrong === undefined)
          violate(`I2 ${wave} of ${occurrence} to ${person} was taken off the queue without a trace`);
      }
    },
    takenUp: (name) => takenUp.get(name) ?? 0,
    chosen: (name) => chosen.get(name) ?? 0,
    addresses: past.addresses,
  };
};
