import * as z from "zod/mini";
import type { DeployedConfigurationSet, DeployedTopic } from "../../deployment.ts";
import { fault } from "../fault.ts";
import { nameOf } from "../intrinsics.ts";
import { harmless, understood } from "../properties.ts";
import { placeOf, type World } from "../world.ts";
import type { ServiceMayPublish } from "./topics.ts";

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
    EventBridgeDestination: z.optional(z.strictObject({ EventBusArn: z.string() })),
    SnsDestination: z.optional(z.strictObject({ TopicARN: z.string() })),
  }),
});

type DeclaredDestination = z.infer<typeof Destination>["EventDestination"];

/** The topics of the app, and whether SES may publish to them. */
interface TopicReach {
  topics: readonly DeployedTopic[];
  mayPublish: ServiceMayPublish;
}

/** What of a destination SES would refuse, and why; undefined where it would take it. */
const refusal = (
  { EventBridgeDestination, SnsDestination }: DeclaredDestination,
  setArn: string,
  { topics, mayPublish }: TopicReach,
): { path: string[]; why: string } | undefined => {
  if ((EventBridgeDestination === undefined) === (SnsDestination === undefined))
    return { path: [], why: "should be either a bus or a topic" };
  if (EventBridgeDestination !== undefined) {
    // SES sends to no other bus than the default one.
    const isDefault = EventBridgeDestination.EventBusArn.endsWith(":event-bus/default");
    return isDefault ? undefined : { path: ["EventBridgeDestination"], why: "SES can tell the default bus only" };
  }
  const topic = topics.find(({ arn }) => arn === SnsDestination?.TopicARN);
  const why = topic
    ? mayPublish("ses.amazonaws.com", setArn, topic)
    : `${SnsDestination?.TopicARN} is no topic of this app`;
  return why === undefined ? undefined : { path: ["SnsDestination"], why };
};

/**
 * Every SES configuration set of the app with the buses and topics it tells.
 * @throws TemplateFault for what is not understood, and for a destination that SES would refuse.
 */
export const readConfigurationSets = (world: World, reach: TopicReach): DeployedConfigurationSet[] => {
  const destinations = understood(world, "AWS::SES::ConfigurationSetEventDestination", Destination);
  const sets = understood(world, "AWS::SES::ConfigurationSet", ConfigurationSet).map(({ resource }) => {
    const name = nameOf(resource, world);
    return { name, arn: `arn:aws:ses:${world.region}:${world.accountId}:configuration-set/${name}` };
  });
  for (const { resource, properties } of destinations) {
    const { ConfigurationSetName, EventDestination } = properties;
    const set = sets.find(({ name }) => name === ConfigurationSetName);
    if (!set) {
      const place = placeOf(resource, "ConfigurationSetName");
      throw fault(place, `there is no set ${ConfigurationSetName} in this app`);
    }
    const refused = refusal(EventDestination, set.arn, reach);
    if (refused) throw fault(placeOf(resource, "EventDestination", ...refused.path), refused.why);
  }
  return sets.map((set) => {
    const told = destinations
      .filter(({ properties }) => properties.ConfigurationSetName === set.name && properties.EventDestination.Enabled)
      .map(({ properties }) => properties.EventDestination);
    const by = (arnIn: (one: DeclaredDestination) => string | undefined) =>
      told.flatMap((one) => {
        const arn = arnIn(one);
        return arn === undefined ? [] : [{ arn, types: one.MatchingEventTypes }];
      });
    return {
      ...set,
      eventBusDestinations: by(({ EventBridgeDestination }) => EventBridgeDestination?.EventBusArn),
      topicDestinations: by(({ SnsDestination }) => SnsDestination?.TopicARN),
    };
  });
};
