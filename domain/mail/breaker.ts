import type { MailStateName } from "../parts/mail-states.ts";
import type { Part } from "../parts/part.ts";

export interface MailingCounts {
  /** SES took it, whatever became of it later. */
  sent: number;
  bounced: number;
  complained: number;
}

// Well below the shares at which AWS puts a sender under review (5 % bounces, 0.1 % complaints). In a class of thirty
// one bounce is 3 % already and says nothing about the roster; two people who complain are no accident.
const LIMITS = [
  { what: "bounced", share: 0.02, least: 5 },
  { what: "complained", share: 0.0005, least: 2 },
] as const;

const WENT_OUT: readonly MailStateName[] = ["sent", "delivered", "bounced", "complained"];

/** Counts a mailing from its parts; with `since` (ISO 8601 UTC) later mails alone, for a mailing that staff resumed. */
export const countMailing = (parts: readonly Pick<Part, "mails">[], wave: string, since?: string): MailingCounts => {
  const after = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const counts: MailingCounts = { sent: 0, bounced: 0, complained: 0 };
  for (const { mails } of parts) {
    const mail = mails[wave];
    if (mail === undefined || !WENT_OUT.includes(mail.state) || Date.parse(mail.at) <= after) continue;
    counts.sent += 1;
    if (mail.state === "bounced" || mail.state === "complained") counts[mail.state] += 1;
  }
  return counts;
};

/** Why a mailing has to pause, in counts alone; undefined where it may go on. */
export const whyPause = (counts: MailingCounts): string | undefined => {
  const broken = LIMITS.find(({ what, share, least }) => counts[what] >= least && counts[what] >= share * counts.sent);
  return broken && `${counts[broken.what]} of ${counts.sent} mails ${broken.what}`;
};
