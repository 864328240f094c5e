import type { EventBus } from "aws-cdk-lib/aws-events";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { ANNOUNCED } from "../../functions/publish-changes/announced.ts";
import { mayOpenStream, type Stored } from "../access.ts";
import { StreamFunction } from "../constructs/stream-function.ts";
import type { House } from "../house.ts";

/** Tells the bus what changes of the records make known. */
export const publishChanges = (
  scope: Construct,
  house: House,
  { stored, bus }: { stored: Stored; bus: EventBus },
): void => {
  new StreamFunction(scope, house, {
    name: "publish-changes",
    harm: "What students did is stored, but the school's own systems are not told of it.",
    environment: { EVENT_BUS: bus.eventBusName },
    may: [
      ...mayOpenStream(stored),
      new PolicyStatement({ actions: ["events:PutEvents"], resources: [bus.eventBusArn] }),
    ],
    readsProgram: false,
    timeoutSeconds: 60,
    streamArn: stored.streamArn,
    filters: ANNOUNCED.map(imageOf),
  });
};

/** The pattern of the images that are announced of a partition. */
const imageOf = ({ partition, has }: (typeof ANNOUNCED)[number]) => {
  const kind = { S: [PARTITIONS[partition].stamp.kind] };
  return { dynamodb: { NewImage: has === undefined ? { kind } : { kind, [has]: { S: [{ exists: true }] } } } };
};
