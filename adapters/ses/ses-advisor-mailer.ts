import type { SESv2Client } from "@aws-sdk/client-sesv2";
import type { Outcome } from "./mailer.ts";
import type { OfficeMail } from "./office-mailer.ts";
import type { SesSettings } from "./ses-mailer.ts";
import { letterCommand } from "./ses-office-mailer.ts";
import { outcomeOfThrownCall } from "./ses-outcomes.ts";

/** A mail to one advisor, whole. `tags`: SES brings them back with everything that it tells of the mail. */
export interface LetterToAdvisor extends OfficeMail {
  to: string;
  tags: Readonly<Record<string, string>>;
}

/** Sends to advisors, one a call. */
export interface AdvisorMailer {
  /** Answers what became of it, and never throws. */
  send(letter: LetterToAdvisor): Promise<Outcome>;
}

const outcomeOf = (thrown: unknown): Outcome => {
  const { kind, reason, isUnverified = false } = outcomeOfThrownCall(thrown);
  if (kind !== "refused") return { kind, reason };
  return { kind: isUnverified ? "unsent" : "rejected", reason };
};

/** Writes to advisors by SES. */
export const sesAdvisorMailer = (
  client: Pick<SESv2Client, "send">,
  settings: Omit<SesSettings, "templatePrefix">,
): AdvisorMailer => ({
  send: async (letter) => {
    try {
      const { MessageId = "" } = await client.send(letterCommand(settings, letter));
      return { kind: "sent", messageId: MessageId };
    } catch (thrown) {
      return outcomeOf(thrown);
    }
  },
});
