import * as z from "zod/mini";

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

const Bounce = z.object({
  bounceType: z.optional(z.string()),
  bounceSubType: z.optional(z.string()),
  bouncedRecipients: z.optional(z.array(z.object({ status: z.optional(z.string()) }))),
});

const Complaint = z.object({
  complaintSubType: z.optional(z.nullable(z.string())),
  complaintFeedbackType: z.optional(z.string()),
});

/**
 * Amazon SES's news of one mail on the default bus, as far as matchward reads it. `eventType` is called
 * `notificationType` in some of SES's ways of telling; what else may be missing, has been seen missing.
 */
export const SesFeedback = z.object({
  source: z.literal("aws.ses"),
  "detail-type": z.literal(SES_DETAIL_TYPES),
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    eventType: z.optional(z.string()),
    notificationType: z.optional(z.string()),
    mail: z.object({
      messageId: z.string(),
      destination: z.optional(z.array(z.string())),
      tags: z.optional(z.record(z.string(), z.array(z.string()))),
    }),
    bounce: z.optional(Bounce),
    complaint: z.optional(Complaint),
  }),
});
export type SesFeedback = z.infer<typeof SesFeedback>;
