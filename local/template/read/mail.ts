import * as z from "zod/mini";
import type { Deployment } from "../../deployment.ts";
import { nameOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import type { World } from "../world.ts";

const arnOf = (world: World, rest: string): string => `arn:aws:ses:${world.region}:${world.accountId}:${rest}`;

const Template = z.strictObject({
  Template: z.strictObject({
    TemplateName: z.optional(z.string()),
    SubjectPart: z.string(),
    HtmlPart: z._default(z.string(), ""),
    TextPart: z._default(z.string(), ""),
  }),
  ...harmless({ Tags: "labels" }),
});

/** Every stored SES template of the app. @throws TemplateFault for a property that is not understood. */
export const readEmailTemplates = (world: World): Deployment["emailTemplates"] =>
  understood(world, "AWS::SES::Template", Template).map(({ resource, properties: { Template: parts } }) => ({
    name: nameOf(resource, world),
    subject: parts.SubjectPart,
    html: parts.HtmlPart,
    text: parts.TextPart,
  }));

const Identity = z.strictObject({
  EmailIdentity: z.string(),
  ...harmless({
    DkimAttributes: "signing is AWS's",
    DkimSigningAttributes: "signing is AWS's",
    FeedbackAttributes: "bounce reports by mail, beside the events",
    MailFromAttributes: "the envelope's domain",
    ConfigurationSetAttributes: "the set for mails that name none; every mail of this app names its own",
    Tags: "labels",
  }),
});

/** Every SES identity (address or domain) that the app may send from. */
export const readEmailIdentities = (world: World): Deployment["emailIdentities"] =>
  understood(world, "AWS::SES::EmailIdentity", Identity).map(({ properties: { EmailIdentity } }) => ({
    name: EmailIdentity,
    arn: arnOf(world, `identity/${EmailIdentity}`),
  }));
