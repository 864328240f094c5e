import type { Choices } from "#adapters/choices/choices.ts";
import type { MailQueue } from "#adapters/mail-queue/mail-queue.ts";
import type { Mailings } from "#adapters/mailings/mailings.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";

/** What staff read and write of a school's stores: no letter, no phase and no completion is theirs to record. */
export interface OfficeRecords {
  roster: Pick<People, "all" | "enrolled">;
  parts: Pick<Parts, "ofOccurrence" | "decide">;
  choices: Pick<Choices, "of" | "all">;
  mailings: Mailings;
  school: Pick<SchoolRecord, "startedOn">;
  /** Where mails go that are to be sent again. */
  queue: MailQueue;
}
