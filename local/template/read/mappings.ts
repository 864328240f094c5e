import * as z from "zod/mini";
import type { DeployedFunction, DeployedMapping, DeployedQueue, DeployedTable } from "../../deployment.ts";
import { fault } from "../fault.ts";
import { authorize } from "../iam/authorize.ts";
import { checkPattern } from "../pattern/matches-pattern.ts";
import { harmless, understood } from "../properties.ts";
import { placeOf, type Resource, type World } from "../world.ts";
import { functionNamed } from "./functions.ts";

const filter = z.strictObject({
  Pattern: z.pipe(
    z.string().check(z.maxLength(4096, "at most 4096 signs")),
    z.transform((text): unknown => JSON.parse(text)),
  ),
});

const Mapping = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z._default(z.boolean(), true),
  BatchSize: z.optional(z.int()),
  // How long AWS waits for a fuller batch; the local run takes what is there when nothing else is left to do.
  MaximumBatchingWindowInSeconds: z._default(z.int(), 0),
  // Lambda takes up to ten filters, each of up to 4096 signs.
  FilterCriteria: z._default(
    z.strictObject({ Filters: z.array(filter).check(z.maxLength(10, "at most ten filters")) }),
    {
      Filters: [],
    },
  ),
  FunctionResponseTypes: z._default(z.array(z.literal("ReportBatchItemFailures")), []),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  MaximumRetryAttempts: z.optional(z.int()),
  DestinationConfig: z.optional(z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) })),
  // A stream and its mapping begin together here, so both begin at the first record.
  StartingPosition: z.optional(z.enum(["TRIM_HORIZON", "LATEST"])),
  ...harmless({
    KmsKeyArn: "filters are not encrypted here",
    MaximumRecordAgeInSeconds: "the clock stands still while a batch is tried again",
    MetricsConfig: "metrics",
    ParallelizationFactor: "only items of one key stay in order either way",
    ScalingConfig: "the local run does one thing at a time for each function",
    Tags: "labels",
  }),
});

/** What Lambda itself does in the function's role to read a source; it refuses to make the mapping otherwise. */
const needed = {
  queue: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
  stream: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
};
/** Lambda's default batch sizes. */
const batchSize = { queue: 10, stream: 100 };

interface MappedResources {
  functions: readonly DeployedFunction[];
  queues: readonly DeployedQueue[];
  tables: readonly DeployedTable[];
}

const kindOf = (arn: string, { queues, tables }: MappedResources, resource: Resource): "queue" | "stream" => {
  if (queues.some((queue) => queue.arn === arn)) return "queue";
  if (tables.some((table) => table.streamArn === arn)) return "stream";
  throw fault(placeOf(resource, "EventSourceArn"), `${arn} is no queue or table stream of this app`);
};

const refuseUngranted = (listener: DeployedFunction, actions: string[], arn: string, resource: Resource): void => {
  for (const action of actions) {
    const verdict = authorize(listener.statements, { action, resource: arn, context: {} });
    if (!verdict.allowed)
      throw fault(placeOf(resource), `the role of ${listener.name} may not, and AWS refuses that: ${verdict.why}`);
  }
};

const refuseShortVisibility = (
  listener: DeployedFunction,
  arn: string,
  { queues }: MappedResources,
  resource: Resource,
): void => {
  const queue = queues.find((each) => each.arn === arn);
  if (queue && queue.visibilityTimeoutSeconds < listener.timeoutSeconds)
    throw fault(
      placeOf(resource),
      `the queue's visibility timeout (${queue.visibilityTimeoutSeconds} s) is less than the function's timeout ` +
        `(${listener.timeoutSeconds} s), which AWS refuses`,
    );
};

/** The most messages of a queue that Lambda hands on at once without waiting for a fuller batch. */
const MOST_AT_ONCE = 10;

const refuseUnbatched = (kind: "queue" | "stream", properties: z.infer<typeof Mapping>, resource: Resource): void => {
  const { BatchSize = batchSize[kind], MaximumBatchingWindowInSeconds } = properties;
  if (kind === "queue" && BatchSize > MOST_AT_ONCE && MaximumBatchingWindowInSeconds < 1)
    throw fault(placeOf(resource, "BatchSize"), "above ten needs a batching window, and AWS refuses it without");
};

const filtersOf = (
  { Filters }: z.infer<typeof Mapping>["FilterCriteria"],
  resource: Resource,
): Record<string, unknown>[] =>
  Filters.map(({ Pattern }, index) => {
    const wrong = checkPattern(Pattern);
    const object = z.record(z.string(), z.unknown()).safeParse(Pattern);
    if (wrong || !object.success)
      throw fault(placeOf(resource, "FilterCriteria", "Filters", String(index)), wrong ?? "should be an object");
    return object.data;
  });

const readMapping = (
  resource: Resource,
  properties: z.infer<typeof Mapping>,
  sources: MappedResources,
): DeployedMapping => {
  const listener = functionNamed(sources.functions, properties.FunctionName, resource, "FunctionName");
  const kind = kindOf(properties.EventSourceArn, sources, resource);
  const onFailureArn = properties.DestinationConfig?.OnFailure.Destination;
  refuseUngranted(listener, needed[kind], properties.EventSourceArn, resource);
  refuseShortVisibility(listener, properties.EventSourceArn, sources, resource);
  refuseUnbatched(kind, properties, resource);
  if (onFailureArn) refuseUngranted(listener, ["sqs:SendMessage"], onFailureArn, resource);
  return {
    sourceArn: properties.EventSourceArn,
    functionArn: listener.arn,
    batchSize: properties.BatchSize ?? batchSize[kind],
    filters: filtersOf(properties.FilterCriteria, resource),
    reportsItemFailures: properties.FunctionResponseTypes.length > 0,
    bisectOnError: properties.BisectBatchOnFunctionError,
    // Lambda's -1 means for as long as the record lives, which is also what no number means.
    maximumRetryAttempts: properties.MaximumRetryAttempts === -1 ? undefined : properties.MaximumRetryAttempts,
    onFailureArn,
  };
};

/**
 * Every enabled event source mapping of the app.
 * @throws TemplateFault for what is not understood, and for what AWS would refuse: a role that may not read the source,
 * a queue whose messages reappear before the function may have finished.
 */
export const readMappings = (world: World, sources: MappedResources): DeployedMapping[] =>
  understood(world, "AWS::Lambda::EventSourceMapping", Mapping)
    .filter(({ properties }) => properties.Enabled)
    .map(({ resource, properties }) => readMapping(resource, properties, sources));
