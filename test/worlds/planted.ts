import type { Mailer } from "#adapters/mailer.ts";
import type { Claim, Parts } from "#adapters/records.ts";
import type { MailState } from "#domain/part.ts";
import { announcementsOf } from "../../functions/publish-changes/announcements.ts";
import type { PublishChangesNeeds, Unpublished } from "../../functions/publish-changes/publish-changes.ts";
import { type StreamBatch, StreamRecord } from "../../functions/publish-changes/stream-record.ts";
import type { Variant } from "./wiring.ts";

const won: Claim = { kind: "claimed", attempt: 1 };

const claimed = (outcome: MailState) => ({ plannedAt: outcome.plannedAt, at: outcome.at });

/** Claims nothing before the mail goes out, and both claims and settles after it. */
const claimAfterSend = (parts: Parts): Parts => {
  const identities = new Map<string, Parameters<Parts["claim"]>[0]>();
  return {
    ...bound(parts),
    claim: async (part, wave, mail) => {
      identities.set(part.student, part);
      const stands = await parts.get(part.occurrence, part.student);
      if (stands?.status === "completed") return { kind: "completed" };
      return stands?.mails[wave] === undefined ? won : parts.claim(part, wave, mail);
    },
    settle: async (part, wave, outcome) => {
      const identity = identities.get(part.student);
      if (identity !== undefined) await parts.claim(identity, wave, claimed(outcome));
      await parts.settle(part, wave, outcome);
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
  ...bound(parts),
  claim: async (part, wave, mail) => {
    const stands = await parts.get(part.occurrence, part.student);
    if (stands?.status === "completed") return { kind: "completed" };
    const state = stands?.mails[wave]?.state;
    if (state !== undefined && state !== "retry") return { kind: "done" };
    const claim = await parts.claim(part, wave, mail);
    return claim.kind === "done" ? won : claim;
  },
});

/** Sends what was planned although the task has been completed since. */
const staleReminder = (parts: Parts): Parts => ({
  ...bound(parts),
  claim: async (part, wave, mail) => {
    const claim = await parts.claim(part, wave, mail);
    return claim.kind === "completed" ? won : claim;
  },
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
  ...bound(parts),
  miss: async (part, wave, mail) => {
    const stands = await parts.get(part.occurrence, part.student);
    if (stands?.mails[wave] === undefined) await parts.miss(part, wave, mail);
  },
});

/** The methods of a port that is no plain object, as one. */
const bound = (parts: Parts): Parts => ({
  ofOccurrence: (...given) => parts.ofOccurrence(...given),
  get: (...given) => parts.get(...given),
  claim: (...given) => parts.claim(...given),
  settle: (...given) => parts.settle(...given),
  learn: (...given) => parts.learn(...given),
  decide: (...given) => parts.decide(...given),
  miss: (...given) => parts.miss(...given),
  stop: (...given) => parts.stop(...given),
  resume: (...given) => parts.resume(...given),
  markOpened: (...given) => parts.markOpened(...given),
  complete: (...given) => parts.complete(...given),
  reopen: (...given) => parts.reopen(...given),
});

/** Bugs that others have had, each as a wiring of the same deeds, with the invariant that has to fall. */
export const PLANTED: readonly { bug: string; falls: string; variant: Variant }[] = [
  { bug: "claim after send", falls: "I1", variant: { parts: claimAfterSend } },
  { bug: "retry of an ambiguous mail", falls: "I1", variant: { mailer: retryOfAmbiguous } },
  { bug: "check-then-act claim", falls: "I1", variant: { parts: checkThenAct } },
  { bug: "forgotten unprocessed keys", falls: "I2", variant: { forgetsUnread: true } },
  { bug: "stream batch fails its neighbors", falls: "I5", variant: { publish: failingNeighbors } },
  { bug: "reminder from stale state", falls: "I3", variant: { parts: staleReminder } },
  { bug: "retry outlives a newer wave", falls: "I8", variant: { parts: retryOutlivesNewer } },
];
