import type { MailState } from "./part.ts";
import { begun, type PartChange, type PartIdentity, withMail } from "./part-changes.ts";

/** Records a wave as still to be sent, for the next mornings to plan; one that has a state already keeps it. */
export const owing =
  (identity: PartIdentity, wave: string, mail: Pick<MailState, "plannedAt" | "at" | "reason">): PartChange<boolean> =>
  (part) => {
    if (part?.mails[wave] !== undefined) return { said: false };
    const owed: MailState = { state: "retry", attempt: 0, ...mail };
    return { said: true, part: withMail(begun(part, identity, mail.at), wave, owed) };
  };
