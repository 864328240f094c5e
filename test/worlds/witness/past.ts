import type { StoredStudent } from "#adapters/people/person-item.ts";
import { findOccurrence, occurrencesOf } from "#domain/calendar/occurrences.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { suppressionOf } from "#domain/people/address.ts";
import { type DeclinableKind, kindOf } from "#domain/people/mail-kinds.ts";
import type { Agenda } from "../ground/agenda.ts";
import type { Accepted } from "../services/ses.ts";

/** Longest from reading the roster to a claim, in milliseconds: the sender's lifetime. */
const LIFETIME = 60_000;

/** Longest from a claim to its mail: the sender's lifetime, and a call that was under way when that was over. */
export const LONGEST_ON_ITS_WAY = LIFETIME + 45_000;

/** Why a mail to somebody who is held is wrong. */
export const HELD = "sent to one who is held";

/** A student as stored from that instant on. */
interface Version {
  since: number;
  student: StoredStudent;
}

/** Students and their choices as they were at each instant. */
export interface Past {
  /** Counts what was seen, so that what comes in the same millisecond has an order. */
  tick(): number;
  student(after: StoredStudent): void;
  choice(student: string, declined: readonly DeclinableKind[]): void;
  /**
   * Why a mail that was claimed at that instant is wrong by every roster that its sender can have read; with `ever`, by
   * any of them.
   */
  whyWrongAt(
    claimedAt: number,
    mail: Pick<Accepted, "student" | "occurrence" | "to">,
    by?: "all" | "ever",
  ): string | undefined;
  /** A mailing that is paused from now on, or taken up again. */
  mailing(mailing: Mailing, isPaused: boolean): void;
  /** True where the mail's mailing was paused before it was claimed, and still is. */
  wasPaused(claimOrder: number, mail: Accepted): boolean;
  /** True where its student had declined the mail's kind before it was claimed, and has not wanted it since. */
  hadDeclined(claimOrder: number, mail: Accepted): boolean;
  addresses(): readonly string[];
}

export const pastOf = (agenda: Agenda, program: Program): Past => {
  const versions = new Map<string, Version[]>();
  const declinedSince = new Map<string, Map<DeclinableKind, number>>();
  const pausedSince = new Map<string, number>();
  let ticks = 0;
  const tick = (): number => {
    ticks += 1;
    return ticks;
  };

  const whyWrong = ({ student }: Version, { occurrence, to }: Pick<Accepted, "occurrence" | "to">) => {
    const milestone = findOccurrence(program, occurrence)?.milestone;
    if (student.held !== undefined) return HELD;
    if (student.status !== "active") return "sent to one who is not active";
    if (student.email !== to) return "went to another address";
    if (suppressionOf(student) !== undefined) return "went to an address that failed";
    const concerns = milestone && occurrencesOf(program, milestone, student).some(({ id }) => id === occurrence);
    return concerns ? undefined : "sent to one whom it does not concern";
  };

  return {
    tick,
    student: (student) => {
      versions.set(student.person, [...(versions.get(student.person) ?? []), { since: agenda.now(), student }]);
    },
    choice: (student, declined) => {
      const before = declinedSince.get(student);
      declinedSince.set(student, new Map(declined.map((kind) => [kind, before?.get(kind) ?? tick()])));
    },
    whyWrongAt: (claimedAt, mail, by = "all") => {
      const all = versions.get(mail.student) ?? [];
      const read = all.filter(({ since }, nth) => {
        const until = all[nth + 1]?.since ?? Number.POSITIVE_INFINITY;
        return since <= claimedAt && until >= claimedAt - LIFETIME;
      });
      const wrong = read.map((version) => whyWrong(version, mail));
      if (by === "ever") return wrong.find((why) => why !== undefined);
      return wrong.includes(undefined) ? undefined : (wrong.at(-1) ?? "sent to one whom nobody knows");
    },
    hadDeclined: (claimOrder, { student, occurrence, wave }) => {
      const milestone = findOccurrence(program, occurrence)?.milestone;
      const kind = milestone && kindOf(milestone, wave);
      if (kind === undefined || kind === "essential") return false;
      return (declinedSince.get(student)?.get(kind) ?? claimOrder) < claimOrder;
    },
    mailing: (mailing, isPaused) => {
      if (isPaused) pausedSince.set(mailingName(mailing), tick());
      else pausedSince.delete(mailingName(mailing));
    },
    wasPaused: (claimOrder, mail) => (pausedSince.get(mailingName(mail)) ?? claimOrder) < claimOrder,
    addresses: () => [...versions.values()].flat().map(({ student }) => student.email),
  };
};
