import * as z from "zod/mini";

const Tag = z.object({ Name: z.string(), Value: z.string() });
const Header = z.object({ Name: z.string(), Value: z.string() });

const Entry = z.object({
  Destination: z.optional(
    z.object({
      ToAddresses: z.optional(z.array(z.string())),
      CcAddresses: z.optional(z.array(z.string())),
      BccAddresses: z.optional(z.array(z.string())),
    }),
  ),
  ReplacementTags: z.optional(z.array(Tag)),
  ReplacementHeaders: z.optional(z.array(Header)),
  ReplacementEmailContent: z.optional(
    z.object({ ReplacementTemplate: z.optional(z.object({ ReplacementTemplateData: z.optional(z.string()) })) }),
  ),
});
export type BulkEntry = z.infer<typeof Entry>;

/** SES v2's `SendBulkEmail`, as far as a stored template can be sent by it; anything else in it is refused. */
export const BulkRequest = z.strictObject({
  FromEmailAddress: z.string(),
  FromEmailAddressIdentityArn: z.optional(z.string()),
  ReplyToAddresses: z.optional(z.array(z.string())),
  DefaultEmailTags: z.optional(z.array(Tag)),
  ConfigurationSetName: z.optional(z.string()),
  ConfigurationOverrides: z.optional(z.unknown()),
  DefaultContent: z.object({
    Template: z.strictObject({
      TemplateName: z.optional(z.string()),
      TemplateArn: z.optional(z.string()),
      TemplateData: z.optional(z.string()),
      Headers: z.optional(z.array(Header)),
    }),
  }),
  BulkEmailEntries: z.array(Entry),
});
export type BulkRequest = z.infer<typeof BulkRequest>;

const Part = z.strictObject({ Data: z.string(), Charset: z.optional(z.string()) });

/** SES v2's `SendEmail` of one simple mail to one address; anything else in it is refused. */
export const SingleRequest = z.strictObject({
  FromEmailAddress: z.string(),
  FromEmailAddressIdentityArn: z.optional(z.string()),
  ReplyToAddresses: z.optional(z.array(z.string())),
  ConfigurationSetName: z.optional(z.string()),
  EmailTags: z.optional(z.array(Tag)),
  Destination: z.strictObject({ ToAddresses: z.array(z.string()).check(z.length(1)) }),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: Part,
      Body: z.strictObject({ Html: Part, Text: Part }),
      Headers: z.optional(z.array(Header)),
    }),
  }),
});
export type SingleRequest = z.infer<typeof SingleRequest>;

/** The bare address of `Name <address>` or `address`. */
export const bareAddress = (mailbox: string): string => /<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox.trim();

/** What SES says of an address that it cannot send to; undefined where it can. */
export const addressFault = (mailbox: string): string | undefined => {
  const address = bareAddress(mailbox);
  const at = address.lastIndexOf("@");
  if (at < 1 || !address.slice(at + 1).includes(".")) return "Missing final '@domain'";
  return /^[\x21-\x7e]+$/.test(address)
    ? undefined
    : "Local address contains control, whitespace or non-ASCII characters";
};
