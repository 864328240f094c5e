import type { MailState } from "#domain/parts/part.ts";
import type { AddressNews } from "#domain/people/address.ts";
import type { SesNews } from "#events/mail/ses-feedback.ts";

type Detail = SesNews;

export interface EventMeaning {
  state: MailState["state"];
  reason?: string;
  /** Present if the address returned the mail, or its owner complained. */
  address?: AddressNews["state"];
}

// SES makes these bounces itself: the address is on a list of addresses that bounced or complained before.
const SUPPRESSED = new Set(["Suppressed", "OnAccountSuppressionList"]);

// Status codes (RFC 3463, RFC 7505) of an address that will never work: no such mailbox or domain, a mailbox that is
// disabled, a domain without a way to it. SES calls some of them transient.
const DEAD_ADDRESS = /^5\.(1\.([0-46]|10)|2\.1|4\.4)$/;

const isPermanent = ({ bounceType, bouncedRecipients = [] }: NonNullable<Detail["bounce"]>): boolean =>
  bounceType === "Permanent" || bouncedRecipients.some(({ status = "" }) => DEAD_ADDRESS.test(status));

const bounced = ({ bounce = {} }: Detail): EventMeaning => {
  const { bounceType = "no type", bounceSubType = "no subtype", bouncedRecipients = [] } = bounce;
  const status = bouncedRecipients.map((recipient) => recipient.status ?? "no status").join(", ");
  const reason = SUPPRESSED.has(bounceSubType)
    ? "not sent: the address is on a suppression list"
    : `bounced: ${bounceType}, ${bounceSubType}${status === "" ? "" : `, ${status}`}`;
  return { state: "bounced", reason, address: isPermanent(bounce) ? "bounced" : "returned" };
};

// SES makes a suppressed complaint itself: it held the mail back because of an earlier complaint.
const complained = ({ complaint = {} }: Detail): EventMeaning =>
  SUPPRESSED.has(complaint.complaintSubType ?? "")
    ? { state: "bounced", reason: "not sent: the address complained before", address: "complained" }
    : {
        state: "complained",
        reason: `complaint: ${complaint.complaintFeedbackType ?? "no type"}`,
        address: "complained",
      };

const EVENTS = new Map<string, (detail: Detail) => EventMeaning>([
  ["Send", () => ({ state: "sent" })],
  // SES goes on trying by itself: all that it shows is that SES has the mail.
  ["DeliveryDelay", () => ({ state: "sent" })],
  ["Delivery", () => ({ state: "delivered" })],
  ["Bounce", bounced],
  ["Complaint", complained],
  ["Reject", () => ({ state: "rejected", reason: "SES rejected it after it was taken" })],
  ["Rendering Failure", () => ({ state: "rejected", reason: "SES could not fill in the template" })],
]);

/** What an event means for its mail; undefined if nothing. The answer holds no address and no free text. */
export const readSesEvent = (detail: Detail): EventMeaning | undefined =>
  EVENTS.get(detail.eventType ?? detail.notificationType ?? "")?.(detail);
