import { basename } from "node:path";
import type { Files } from "#adapters/s3/files.ts";
import { ROSTER_FOLDERS } from "#events/people/roster-uploaded.ts";
import type { RosterReports } from "#pages/office/imports/roster-page.ts";
import type { Deployment } from "./deployment.ts";
import type { QueuesAndBuckets } from "./emulators/queues.ts";
import { defaultBusArn, type PutEvent } from "./gateway/events.ts";
import type { StoredObject } from "./gateway/s3.ts";
import type { UploadedAs } from "./system.ts";

const { incoming, reports } = ROSTER_FOLDERS;
const COMPLETE = "complete/";

/** S3's `Object Created` on the default bus; nothing where the bucket does not send its events there. */
export const objectCreated = (deployment: Deployment, stored: StoredObject): PutEvent | undefined => {
  const bucket = deployment.buckets.find(({ name }) => name === stored.bucket);
  if (!bucket?.eventBridge) return undefined;
  return {
    busArn: defaultBusArn(deployment),
    source: "aws.s3",
    detailType: "Object Created",
    resources: [bucket.arn],
    detail: {
      version: "0",
      bucket: { name: stored.bucket },
      object: { key: stored.key, size: stored.size, etag: stored.etag, sequencer: "00" },
      "request-id": "local",
      requester: deployment.accountId,
      "source-ip-address": "127.0.0.1",
      reason: "PutObject",
    },
  };
};

/** The buckets as staff reach them: what is put or copied is announced as an upload is. */
export const bucketFiles = (
  buckets: Pick<QueuesAndBuckets, "put" | "read">,
  onStored: (stored: StoredObject) => void,
): Files => ({
  read: buckets.read,
  write: async (bucket, key, { text }) => {
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    const { etag } = await buckets.put(bucket, key, bytes);
    onStored({ bucket, key, size: bytes.length, etag });
  },
  copy: async (bucket, { from, to }) => {
    const bytes = await buckets.read(bucket, from);
    if (bytes === undefined) return false;
    const { etag } = await buckets.put(bucket, to, bytes);
    onStored({ bucket, key: to, size: bytes.length, etag });
    return true;
  },
});

export interface RosterUpload {
  deployment: Deployment;
  buckets: Pick<QueuesAndBuckets, "put" | "get">;
  onStored(stored: StoredObject): void;
  drain(): Promise<void>;
}

/**
 * Puts a roster into the deployment's bucket, as staff would, and waits until it is imported.
 * @returns the reports that the import left beside it; empty texts where it left none.
 */
export const uploadRoster = async (
  { deployment, buckets, onStored, drain }: RosterUpload,
  roster: string | Uint8Array,
  { file, isComplete, folder }: UploadedAs = { file: "roster.csv", isComplete: false },
): Promise<RosterReports> => {
  const bucket = deployment.buckets.find(({ eventBridge }) => eventBridge)?.name;
  if (bucket === undefined) throw new Error("The deployment has no bucket that announces what is put into it.");
  const bytes = typeof roster === "string" ? new TextEncoder().encode(roster) : roster;
  const key = `${folder ?? (isComplete ? COMPLETE : incoming)}${basename(file)}`;
  const { etag } = await buckets.put(bucket, key, bytes);
  onStored({ bucket, key, size: bytes.length, etag });
  await drain();
  const report = reports + (key.startsWith(incoming) ? basename(file) : key).replace(/\.(csv|xlsx)$/i, "");
  const [summary = "", rejectedCsv = "", warningsCsv = "", changesCsv = ""] = await Promise.all(
    ["summary.json", "rejected.csv", "warnings.csv", "changes.csv"].map((kind) =>
      buckets.get(bucket, `${report}.${kind}`),
    ),
  );
  return { summary, rejectedCsv, warningsCsv, changesCsv };
};
