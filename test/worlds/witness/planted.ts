import { memberOf, type PartGroups } from "#adapters/parts/part-groups.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { PreflightCheck } from "#adapters/preflight/preflight.ts";
import type { Mailer, Recipient } from "#adapters/ses/mailer.ts";
import { isTaskSettled } from "#domain/parts/part.ts";
import type { PartIdentity } from "#domain/parts/part-changes.ts";
import { groupOf } from "#domain/people/student-groups.ts";
import { type StreamBatch, StreamRecord } from "../../../functions/listeners/stream-record.ts";
import { announcementsOf } from "../../../functions/publish-changes/announcements.ts";
import type { PublishChangesNeeds, Unpublished } from "../../../functions/publish-changes/publish-changes.ts";
import type { SendMailNeeds } from "../../../functions/send-mail/send-mail.ts";
import type { Variant } from "../ground/wiring.ts";
import { CALM, type Faults } from "./faults.ts";

type Claims = Awaited<ReturnType<Parts["claim"]>>;
type Claim = Claims[number];

const won: Claim = { kind: "claimed", attempt: 1 };

/** What is said of each part's claim, one after the other. */
const eachClaim = async (
  parts: readonly PartIdentity[],
  claim: (part: PartIdentity) => Promise<Claim>,
): Promise<Claims> => {
  const claims: Claims = [];
  for (const part of parts) claims.push(await claim(part));
  return claims;
};

/** Claims nothing before the mail goes out, and both claims and settles after it. */
const claimAfterSend = (parts: Parts): Parts => {
  const identities = new Map<string, PartIdentity>();
  return {
    ...parts,
    claim: (those, wave, mail) =>
      eachClaim(those, async (part) => {
        identities.set(part.student, part);
        const stands = await parts.get(part.occurrence, part.student);
        if (isTaskSettled(stands)) return { kind: "completed" };
        if (stands?.mails[wave] === undefined) return won;
        return (await parts.claim([part], wave, mail))[0] ?? { kind: "failed" };
      }),
    settle: async (settled) => {
      for (const { part, wave, mail } of settled) {
        const identity = identities.get(part.student);
        if (identity !== undefined) await parts.claim([identity], wave, { plannedAt: mail.plannedAt, at: mail.at });
      }
      await parts.settle(settled);
    },
  };
};

/** Takes an answer that was lost for a mail that was not sent. */
const retryOfAmbiguous = (mailer: Mailer): Mailer => ({
  send: async (mail) =>
    (await mailer.send(mail)).map((outcome) =>
      outcome.kind === "ambiguous" ? { kind: "unsent", reason: outcome.reason } : outcome,
    ),
});

/** Looks whether a mail is free, and then takes it whatever has happened in between. */
const checkThenAct = (parts: Parts): Parts => ({
  ...parts,
  claim: (those, wave, mail) =>
    eachClaim(those, async (part) => {
      const stands = await parts.get(part.occurrence, part.student);
      if (isTaskSettled(stands)) return { kind: "completed" };
      const state = stands?.mails[wave]?.state;
      if (state !== undefined && state !== "retry") return { kind: "done" };
      const [claim] = await parts.claim([part], wave, mail);
      return claim?.kind === "done" ? won : (claim ?? { kind: "failed" });
    }),
});

/** Sends what was planned although the task has been completed since. */
const staleReminder = (parts: Parts): Parts => ({
  ...parts,
  claim: async (those, wave, mail) =>
    (await parts.claim(those, wave, mail)).map((claim) => (claim.kind === "completed" ? won : claim)),
});

/** Publishes a batch of the stream only where it can read all of it. */
const failingNeighbors = async ({ bus }: PublishChangesNeeds, { Records }: StreamBatch): Promise<Unpublished> => {
  const all = Records.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber }));
  try {
    const facts = Records.flatMap((record) => announcementsOf(StreamRecord.parse(record)));
    const taken = await bus.publish(facts);
    return { batchItemFailures: taken.every((isTaken) => isTaken) ? [] : all };
  } catch {
    return { batchItemFailures: all };
  }
};

/** Leaves a mail that SES throttled to be tried again when a newer one has gone out. */
const retryOutlivesNewer = (parts: Parts): Parts => ({
  ...parts,
  miss: async (missed) => {
    for (const one of missed) {
      const stands = await parts.get(one.part.occurrence, one.part.student);
      if (stands?.mails[one.wave] === undefined) await parts.miss([one]);
    }
  },
});

/** Writes a group over whatever stands by now. */
const lostUpdate = (groups: PartGroups): PartGroups => ({
  ...groups,
  write: async (group) => {
    const stands = await groups.read(group);
    return groups.write({ ...group, version: (stands?.version ?? 0) + 1 });
  },
});

/** Looks before the claim, and not after it, at what students declined. */
const declinesReadEarly = (needs: SendMailNeeds): SendMailNeeds => {
  let read: Promise<PreflightCheck> = Promise.resolve({ declined: new Map(), isPaused: false });
  return {
    ...needs,
    parts: {
      ...needs.parts,
      claim: async (parts, wave, mail) => {
        const run = { occurrence: parts[0]?.occurrence ?? "", wave };
        read = needs.preflight.check(
          run,
          parts.map(({ student }) => student),
        );
        await read.catch(() => {});
        return needs.parts.claim(parts, wave, mail);
      },
    },
    preflight: { check: () => read },
  };
};

/** Records of a mail what was told last, whatever is known of it already. */
const feedbackGoesBackward = (parts: Parts, groups: PartGroups): Parts => ({
  ...parts,
  learn: async (news) => {
    const learnt: Awaited<ReturnType<Parts["learn"]>> = [];
    for (const { part, wave, mail } of news) {
      const group = await groups.read({ occurrence: part.occurrence, group: groupOf(part.student) });
      const stands = group && memberOf(group, part.student);
      if (group === undefined || stands?.mails[wave]?.attempt !== mail.attempt) learnt.push("unknown");
      else {
        const member = { ...stands, mails: { ...stands.mails, [wave]: mail } };
        const members = { ...group.members, [part.student]: member };
        const written = await groups.write({ ...group, version: group.version + 1, members, news: [] });
        learnt.push(written.ok ? "moved" : "failed");
      }
    }
    return learnt;
  },
});

/** Holds nobody's mails back, and does not look at what is known of an address. */
const suppressedMailed = {
  parts: (parts: Parts): Parts => ({ ...parts, stop: async () => {} }),
  send: (needs: SendMailNeeds): SendMailNeeds => ({
    ...needs,
    people: { some: async (ids) => (await needs.people.some(ids)).map(({ address: _, ...student }) => student) },
  }),
};

/** Does not look whether somebody is held by now. */
const heldMailed = (needs: SendMailNeeds): SendMailNeeds => ({
  ...needs,
  people: { some: async (ids) => (await needs.people.some(ids)).map(({ held: _, ...student }) => student) },
});

/** Gives each call of a message the letters of its first call, in their order. */
const lettersOfTheFirstCall = (mailer: Mailer): Mailer => {
  let first: readonly Recipient[] | undefined;
  return {
    send: (mail) => {
      first ??= mail.recipients;
      const mixed = mail.recipients.map((one, nth) => ({ ...one, values: first?.[nth]?.values ?? one.values }));
      return mailer.send({ ...mail, recipients: mixed });
    },
  };
};

/** Writes the headers of a call once, for all who are in it. */
const oneTokenForAll = (mailer: Mailer): Mailer => ({
  send: (mail) => {
    const headers = mail.recipients[0]?.headers;
    const alike = mail.recipients.map((one) => (one.headers && headers ? { ...one, headers } : one));
    return mailer.send({ ...mail, recipients: alike });
  },
});

/** Messages come twice, and calls are slow, so that two senders meet. */
const MOSTLY_TWICE: Faults = { ...CALM, twice: 0.8, slow: 0.05 };

export interface Planted {
  bug: string;
  /** A world that showed it when it was looked for last, in which it is looked for first. */
  seed: number;
  /** The invariant that has to fall. */
  falls: string;
  variant: Variant;
  faults?: Faults;
}

/** Bugs that others have had, each as a wiring of the same deeds. */
export const PLANTED: readonly Planted[] = [
  { bug: "claim after send", seed: 4, falls: "I1", variant: { parts: claimAfterSend } },
  { bug: "retry of an ambiguous mail", seed: 11, falls: "I1", variant: { mailer: retryOfAmbiguous } },
  { bug: "check-then-act claim", seed: 1, falls: "I1", variant: { parts: checkThenAct }, faults: MOSTLY_TWICE },
  { bug: "forgotten unprocessed keys", seed: 11, falls: "I2", variant: { forgetsUnread: true } },
  { bug: "stream batch fails its neighbors", seed: 13, falls: "I5", variant: { publish: failingNeighbors } },
  { bug: "reminder from stale state", seed: 16, falls: "I3", variant: { parts: staleReminder } },
  { bug: "retry outlives a newer wave", seed: 146, falls: "I8", variant: { parts: retryOutlivesNewer } },
  { bug: "group written without its version", seed: 1, falls: "I10", variant: { groups: lostUpdate } },
  { bug: "declined kinds read before the claim only", seed: 40, falls: "I9", variant: { send: declinesReadEarly } },
  { bug: "feedback that goes backward", seed: 1, falls: "I10", variant: { parts: feedbackGoesBackward } },
  { bug: "letters by the place in a call", seed: 6, falls: "I11", variant: { mailer: lettersOfTheFirstCall } },
  { bug: "one token to decline for classmates", seed: 1, falls: "I11", variant: { mailer: oneTokenForAll } },
  { bug: "held person mailed", seed: 33, falls: "I12", variant: { send: heldMailed } },
  { bug: "failed address mailed", seed: 23, falls: "I8", variant: suppressedMailed },
];
