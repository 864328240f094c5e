import { memoryEscalations } from "#adapters/escalations/memory-escalations.ts";
import { memoryGuestLists } from "#adapters/guest-lists/memory-guest-lists.ts";
import { memorySendingAccount } from "#adapters/ses/memory-sending-account.ts";
import { memorySessions } from "#adapters/sessions/memory-sessions.ts";
import { findOccurrence } from "#domain/calendar/occurrences.ts";
import type { ReconcileMailsNeeds } from "../../../functions/reconcile-mails/reconcile-mails.ts";
import type { RemindNeeds } from "../../../functions/remind/remind.ts";
import type { SendMailNeeds } from "../../../functions/send-mail/send-mail.ts";
import { WRITERS } from "../../../functions/send-mail/writers/index.ts";
import type { SiteNeeds } from "../../../functions/site/site.ts";
import type { TrackMailNeeds } from "../../../functions/track-mail/track-mail.ts";
import { spanOf } from "../cohort.ts";
import type { Meter } from "../counts.ts";
import type { Setup } from "../processes/protocol.ts";
import { benchMailer, KEYS, programIn, SITE_URL } from "./school.ts";
import { emulatedStores, memoryStores, type Stores } from "./stores.ts";

/** One of the three schools: its stores, and what each function needs of the world. */
export interface BenchSchool {
  stores: Stores;
  needs: SendMailNeeds & RemindNeeds & SiteNeeds & TrackMailNeeds & ReconcileMailsNeeds;
}

const storesOf = ({ students, stores, run }: Setup, zone: number, meter: Meter): Stores => {
  const { dynamodb, sqs } = stores;
  const span = spanOf(students, zone);
  if (dynamodb === undefined || sqs === undefined) return memoryStores(span);
  return emulatedStores(span, { name: `${run}-${zone}`, dynamodb, sqs }, meter);
};

/** Wires the product's functions for one time zone: real code, in memory or on the emulators, sending to the sink. */
export const schoolIn = (setup: Setup, zone: number, meter: Meter): BenchSchool => {
  const stores = storesOf(setup, zone, meter);
  const program = programIn(zone);
  const needs = {
    program,
    occurrenceOf: (id: string) => findOccurrence(program, id),
    people: stores.people,
    parts: stores.parts,
    choices: stores.choices,
    school: stores.school,
    mailings: stores.mailings,
    // The bench writes to no advisor.
    escalations: memoryEscalations(),
    sessions: memorySessions(),
    guestLists: memoryGuestLists(),
    preflight: stores.preflight,
    pace: stores.pace,
    // The sink takes what it gets; SES is asked once in five minutes, which is no request for each mail.
    account: memorySendingAccount(),
    codes: stores.accessCodes,
    queue: stores.queue,
    mailer: benchMailer(),
    keys: async () => KEYS,
    writers: WRITERS,
    siteUrl: SITE_URL,
  };
  return { stores, needs };
};
