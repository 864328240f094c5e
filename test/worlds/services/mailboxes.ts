import type { SesNews } from "#events/mail/ses-feedback.ts";
import type { Ground } from "../ground/ground.ts";
import { CONFIGURATION_SET } from "../ground/wiring.ts";
import type { Accepted } from "./ses.ts";

/** What becomes of a mail that SES accepted. */
export type MailEnd =
  | "delivered"
  | "delivered late"
  | "complained"
  | "bounced for good"
  | "bounced for good, called transient"
  | "delivered, then bounced for good"
  | "bounced for now"
  | "rejected"
  | "not rendered";

/** An event that SES tells of one mail, so many milliseconds after it accepted it. */
export interface Telling {
  type: "Send" | "DeliveryDelay" | "Delivery" | "Bounce" | "Complaint" | "Reject" | "Rendering Failure";
  after: number;
  more: Pick<SesNews, "bounce" | "complaint">;
}

/** The mailboxes behind the addresses: one that is dead, or whose owner complains, is so for every mail. */
export interface Mailboxes {
  endOf(address: string): MailEnd;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const worldMailboxes = ({ chance, faults }: Ground): Mailboxes => {
  const known = new Map<string, MailEnd>();
  const drawn = (): MailEnd => {
    const { badAddress, complaint } = faults();
    if (chance.is(complaint)) return "complained";
    if (!chance.is(badAddress)) return "delivered";
    return chance.pick([
      "bounced for good",
      "bounced for good, called transient",
      "delivered, then bounced for good",
    ] as const);
  };
  return {
    endOf: (address) => {
      const usual = known.get(address) ?? drawn();
      known.set(address, usual);
      if (usual !== "delivered" || !chance.is(faults().badMail)) return usual;
      return chance.pick(["delivered late", "bounced for now", "rejected", "not rendered"] as const);
    },
  };
};

/** True where the mail comes before its student's eyes. */
export const isRead = (end: MailEnd): boolean => ["delivered", "delivered late", "complained"].includes(end);

const bounce = (bounceType: string, bounceSubType: string, status: string): Telling["more"] => ({
  bounce: { bounceType, bounceSubType, bouncedRecipients: [{ status }], timestamp: undefined },
});

const COMPLAINT: Telling["more"] = { complaint: { complaintFeedbackType: "abuse", timestamp: undefined } };

const SOON = 20_000;

/** What SES tells of a mail that ends so, in the order in which it happens. */
export const tellingsOf = ({ chance }: Ground, end: MailEnd): Telling[] => {
  const send: Telling = { type: "Send", after: chance.int(100, SOON), more: {} };
  const told = (type: Telling["type"], more: Telling["more"] = {}, after = chance.int(1_000, SOON)): Telling => ({
    type,
    after,
    more,
  });
  const later = (): number => chance.int(1, 30) * HOUR;
  switch (end) {
    case "delivered":
      return [send, told("Delivery")];
    case "delivered late":
      return [send, told("DeliveryDelay", {}, 5 * MINUTE), told("Delivery", {}, later())];
    case "complained":
      return [send, told("Delivery"), told("Complaint", COMPLAINT, later())];
    case "bounced for good":
      return [send, told("Bounce", bounce("Permanent", "General", "5.1.1"))];
    case "bounced for good, called transient":
      return [send, told("Bounce", bounce("Transient", "General", "5.4.4"))];
    case "delivered, then bounced for good":
      return [send, told("Delivery"), told("Bounce", bounce("Permanent", "NoEmail", "5.1.1"), later())];
    case "bounced for now":
      return [
        send,
        told("DeliveryDelay", {}, 5 * MINUTE),
        told("Bounce", bounce("Transient", "MailboxFull", "5.2.2"), later()),
      ];
    case "rejected":
      return [send, told("Reject")];
    case "not rendered":
      return [told("Rendering Failure")];
  }
};

/** The mail as SES names its address: of each third mail otherwise than it was sent to. */
export const respelled = (mail: Accepted): Accepted =>
  /[147]$/.test(mail.messageId) ? { ...mail, to: `<${mail.to.replace("students", "Students")}>` } : mail;

/** What SES says in a telling at that instant, ISO 8601. */
export const newsOf = ({ messageId, to, tags }: Accepted, { type, more }: Telling, at: string): SesNews => {
  const timed = { timestamp: at };
  const listed = Object.entries({ ...tags, "ses:configuration-set": CONFIGURATION_SET });
  return {
    eventType: type,
    mail: {
      timestamp: at,
      messageId,
      destination: [to],
      tags: Object.fromEntries(listed.map(([name, value]) => [name, [value]])),
    },
    ...(more.bounce && { bounce: { ...more.bounce, ...timed } }),
    ...(more.complaint && { complaint: { ...more.complaint, ...timed } }),
  };
};
