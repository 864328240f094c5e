import * as z from "zod/mini";
import type { Deployment } from "../deployment.ts";
import { fault } from "./fault.ts";
import { nameOf } from "./intrinsics.ts";
import { harmless, understood } from "./properties.ts";
import { placeOf, type World } from "./world.ts";

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

const ConfigurationSet = z.strictObject({
  Name: z.optional(z.string()),
  SendingOptions: z.optional(z.strictObject({ SendingEnabled: z.literal(true) })),
  ...harmless({
    DeliveryOptions: "how SES hands mails to other servers",
    ReputationOptions: "metrics",
    SuppressionOptions: "nobody bounces or complains here unless asked to",
    TrackingOptions: "the domain of tracking links",
    VdmOptions: "metrics",
    Tags: "labels",
  }),
});

const Destination = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.optional(z.string()),
    Enabled: z._default(z.boolean(), true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.strictObject({ EventBusArn: z.string() }),
  }),
});

/** Every SES configuration set of the app with the buses it tells. @throws TemplateFault for what is not understood. */
export const readConfigurationSets = (world: World): Deployment["configurationSets"] => {
  const destinations = understood(world, "AWS::SES::ConfigurationSetEventDestination", Destination);
  const sets = understood(world, "AWS::SES::ConfigurationSet", ConfigurationSet).map(({ resource }) =>
    nameOf(resource, world),
  );
  for (const { resource, properties } of destinations) {
    if (!sets.includes(properties.ConfigurationSetName))
      throw fault(
        placeOf(resource, "ConfigurationSetName"),
        `there is no set ${properties.ConfigurationSetName} in this app`,
      );
    // SES sends to no other bus than the default one.
    if (!properties.EventDestination.EventBridgeDestination.EventBusArn.endsWith(":event-bus/default"))
      throw fault(placeOf(resource, "EventDestination", "EventBridgeDestination"), "SES can tell the default bus only");
  }
  return sets.map((name) => ({
    name,
    arn: arnOf(world, `configuration-set/${name}`),
    eventBusDestinations: destinations
      .filter(({ properties }) => properties.ConfigurationSetName === name && properties.EventDestination.Enabled)
      .map(({ properties: { EventDestination } }) => ({
        arn: EventDestination.EventBridgeDestination.EventBusArn,
        types: EventDestination.MatchingEventTypes,
      })),
  }));
};
