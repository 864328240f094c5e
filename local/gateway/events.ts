import * as z from "zod/mini";
import type { Deployment } from "../deployment.ts";
import { type AwsCall, type AwsService, jsonFault, targetOf } from "./call.ts";

const Entry = z.object({
  Source: z.optional(z.string()),
  DetailType: z.optional(z.string()),
  Detail: z.optional(z.string()),
  EventBusName: z.optional(z.string()),
  Resources: z.optional(z.array(z.string())),
});
type Entry = z.infer<typeof Entry>;
const Body = z.object({ Entries: z.array(Entry) });
const Detail = z.record(z.string(), z.unknown());

// EventBridge counts each 64 KB of an event as one.
const CHUNK_BYTES = 64 * 1024;

export interface PutEvent {
  busArn: string;
  source: string;
  detailType: string;
  detail: Record<string, unknown>;
  resources: string[];
}

/** The default bus, which every account has. */
export const defaultBusArn = ({ region, accountId }: Pick<Deployment, "region" | "accountId">): string =>
  `arn:aws:events:${region}:${accountId}:event-bus/default`;

/**
 * EventBridge's `PutEvents`: checks each entry as AWS does and hands the good ones to `put`, which answers their ids.
 */
export const eventsService = (
  deployment: Pick<Deployment, "region" | "accountId" | "buses">,
  put: (event: PutEvent) => string,
): AwsService => {
  const busArn = (entry: Entry): string => {
    const name = entry.EventBusName ?? "default";
    const bus = deployment.buses.find((one) => one.name === name || one.arn === name);
    return bus?.arn ?? (name.includes(":") ? name : `${defaultBusArn(deployment).replace(/default$/, "")}${name}`);
  };
  const known = (arn: string) => arn === defaultBusArn(deployment) || deployment.buses.some((bus) => bus.arn === arn);
  const result = (entry: Entry) => {
    const read = readEntry(entry);
    if (typeof read === "string") return { ErrorCode: "InvalidArgument", ErrorMessage: read };
    // AWS takes an event for a bus that is not there and drops it; nothing here may vanish in silence.
    if (!known(busArn(entry))) return { ErrorCode: "ResourceNotFoundException", ErrorMessage: "No such event bus." };
    return { EventId: put({ ...read, busArn: busArn(entry) }) };
  };
  return {
    operationOf: (request) => targetOf(request, new Set(["PutEvents"])),
    needs: (call) =>
      [...new Set(entriesOf(call).map(busArn))].map((resource) => ({
        action: "events:PutEvents",
        resource,
        context: {},
      })),
    answer: async (call) => {
      const entries = entriesOf(call);
      const results = entries.map(result);
      const body = JSON.stringify({
        FailedEntryCount: results.filter((one) => one.ErrorCode !== undefined).length,
        Entries: results,
      });
      const units = entries.reduce((sum, { Detail: text = "" }) => sum + Math.ceil((text.length + 1) / CHUNK_BYTES), 0);
      return { reply: { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body }, units };
    },
    refuse: (fault) => jsonFault(fault, "1.1"),
    codes: {
      denied: "AccessDeniedException",
      throttled: { status: 400, code: "ThrottlingException", message: "Injected throttling." },
    },
  };
};

const entriesOf = (call: AwsCall): Entry[] => Body.parse(JSON.parse(call.body.toString())).Entries;

const readEntry = (entry: Entry): Omit<PutEvent, "busArn"> | string => {
  if (!entry.Source || !entry.DetailType) return "Source and DetailType are required.";
  const detail = Detail.safeParse(parsed(entry.Detail ?? ""));
  if (!detail.success) return "Detail is malformed.";
  return { source: entry.Source, detailType: entry.DetailType, detail: detail.data, resources: entry.Resources ?? [] };
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
