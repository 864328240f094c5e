import { Logger } from "@aws-lambda-powertools/logger";
import type { Unread } from "#adapters/dynamodb/items.ts";
import { type Mailing, mailingName } from "#domain/mail/mailing.ts";
import { ALARM_WORDS } from "./alarm-words.ts";

/** Writes JSON lines. It may log counts, opaque keys, reasons, ids of milestones and occurrences; nothing personal. */
export const log = new Logger({ serviceName: "matchward" });

/** Logs what a deed did, as counts, and answers it; undefined where there was nothing to do. */
export const logged = <Outcome extends object | undefined>(outcome: Outcome): Outcome => {
  log.info("done", { outcome: outcome ?? "nothing to do" });
  return outcome;
};

/** Logs the opaque key of a student whose item cannot be read: the next roster or a person has to mend it. */
export const logUnread: Unread = ({ student, places }) => log.error(ALARM_WORDS.unread, { student, places });

/** Logs, by mailing, how many mails SES refused for good, and why; an alarm rings, for nobody sends them again. */
export const logRejected = (mails: readonly (Mailing & { reason: string })[]): void => {
  for (const [mailing, refused] of Map.groupBy(mails, mailingName)) {
    log.error(ALARM_WORDS.rejected, {
      mailing,
      mails: refused.length,
      reasons: [...new Set(refused.map((one) => one.reason))],
    });
  }
};
