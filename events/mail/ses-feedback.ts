import * as z from "zod/mini";

/** The source of what SES tells the default bus. */
export const SES_SOURCE = "aws.ses";

/** The events of SES that tell of a mail; its others (opened, clicked, subscribed) are not asked for. */
export const SES_DETAIL_TYPES = [
  "Email Bounced",
  "Email Complaint Received",
  "Email Delivered",
  "Email Delivery Delayed",
  "Email Rejected",
  "Email Rendering Failed",
  "Email Sent",
] as const;

/** When something happened; one that cannot be read is none, since the rest of its event still tells what happened. */
const Timestamp = z.catch(z.optional(z.iso.datetime({ offset: true })), undefined);

/** What says more of what happened; where it is null, or of another kind, the rest tells as much as without it. */
const Text = z.catch(z.optional(z.string()), undefined);

const Bounce = z.object({
  bounceType: Text,
  bounceSubType: Text,
  bouncedRecipients: z.catch(z.optional(z.array(z.object({ status: Text }))), undefined),
  timestamp: Timestamp,
});

const Complaint = z.object({
  complaintSubType: Text,
  complaintFeedbackType: Text,
  timestamp: Timestamp,
});

const Happened = z.optional(z.object({ timestamp: Timestamp }));

/**
 * Amazon SES's news of one mail, as far as matchward reads it: `detail` of its events on the default bus, and the whole
 * of what it publishes to a topic. `eventType` is called `notificationType` in some of SES's ways of telling; what else
 * may be missing, has been seen missing.
 */
export const SesNews = z.object({
  eventType: z.optional(z.string()),
  notificationType: z.optional(z.string()),
  mail: z.object({
    messageId: z.string(),
    timestamp: Timestamp,
    destination: z.optional(z.array(z.string())),
    tags: z.optional(z.record(z.string(), z.array(z.string()))),
  }),
  bounce: z.optional(Bounce),
  complaint: z.optional(Complaint),
  delivery: Happened,
  deliveryDelay: Happened,
});
export type SesNews = z.infer<typeof SesNews>;

/** The news on the default bus. */
export const SesFeedback = z.object({
  source: z.literal(SES_SOURCE),
  "detail-type": z.literal(SES_DETAIL_TYPES),
  time: z.iso.datetime({ offset: true }),
  detail: SesNews,
});
export type SesFeedback = z.infer<typeof SesFeedback>;

/** What Amazon SNS puts around a message where the subscription does not ask for the message alone. */
export const SnsEnvelope = z.object({ Type: z.literal("Notification"), Message: z.string() });

/**
 * True for the words that SES publishes, once, to a topic that it is told to publish to. Source: its own message,
 * "Successfully validated SNS topic for Amazon SES event publishing."
 */
export const isTopicCheck = (message: string): boolean => message.startsWith("Successfully validated SNS topic");
