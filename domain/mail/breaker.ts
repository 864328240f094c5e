import type { MailStateName } from "../parts/mail-states.ts";
import type { Part } from "../parts/part.ts";

/** How the mails of a mailing fared. */
export interface MailingCounts {
  /** Went out, whatever became of them. */
  sent: number;
  bounced: number;
  complained: number;
}

/**
 * From which share of the mails that went out a mailing pauses, and from how many of them. The shares are those at
 * which AWS puts a sender under review (5 % bounces, 0.1 % complaints), taken well before. In a class of thirty one
 * bounce is 3 % already and says nothing about the roster; two people who complain are no accident.
 */
const LIMITS = [
  { what: "bounced", share: 0.02, least: 5 },
  { what: "complained", share: 0.0005, least: 2 },
] as const;

const WENT_OUT: readonly MailStateName[] = ["sent", "delivered", "bounced", "complained"];

/**
 * Counts a mailing from its parts, and so from what is recorded of each mail.
 * @param since leaves out what was recorded up to that instant (ISO 8601 UTC): a mailing that staff resumed begins
 * anew.
 */
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

/** Why a mailing has to pause, if so; tells counts alone. */
export const whyPause = (counts: MailingCounts): string | undefined => {
  const broken = LIMITS.find(({ what, share, least }) => counts[what] >= least && counts[what] >= share * counts.sent);
  return broken && `${counts[broken.what]} of ${counts.sent} mails ${broken.what}`;
};
