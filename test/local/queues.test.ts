import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type QueuesAndBuckets, startQueues } from "../../local/emulators/queues.ts";
import { aQueue } from "./tiny-deployment.ts";

const dead = aQueue("dead");
const deployed = {
  region: "us-east-1",
  queues: [aQueue("work", { deadLetterArn: dead.arn, maxReceiveCount: 2 }), dead],
  buckets: [{ name: "rosters", arn: "arn:aws:s3:::rosters", eventBridge: true }],
};

let queues: QueuesAndBuckets;
beforeAll(async () => {
  queues = await startQueues(deployed);
});
afterAll(() => queues.stop());

describe("the emulator of SQS and S3, as an administrator handles it", () => {
  test("shows a message again when it is released, until its redrive policy takes it away", async () => {
    queues.send("work", "again and again");
    for (const count of ["1", "2"]) {
      const [message] = await queues.receive("work", 10);
      expect(message?.Attributes?.ApproximateReceiveCount).toBe(count);
      expect(await queues.receive("work", 10)).toEqual([]);
      await queues.release("work", [message?.ReceiptHandle ?? ""]);
    }
    expect(await queues.receive("work", 10)).toEqual([]);
    expect(queues.waiting("dead").map(({ body }) => body)).toEqual(["again and again"]);
  });

  test("removes more messages than one call may name", async () => {
    for (let count = 0; count < 25; count += 1) queues.send("work", String(count));
    const handles: string[] = [];
    for (let batch = await queues.receive("work", 10); batch.length > 0; batch = await queues.receive("work", 10)) {
      handles.push(...batch.map(({ ReceiptHandle }) => ReceiptHandle));
    }
    await queues.remove("work", handles);
    await queues.release("work", handles);
    expect(handles).toHaveLength(25);
    expect(queues.waiting("work")).toEqual([]);
  });

  test.each([
    ["of a few bytes", 5],
    ["of 20 MB, in parts", 20_000_000],
  ])("keeps an object %s as it is", async (_, length) => {
    const { etag } = await queues.put("rosters", "incoming/a.csv", Buffer.alloc(length, "x"));
    expect(etag).not.toBe("");
    expect((await queues.get("rosters", "incoming/a.csv"))?.length).toBe(length);
    expect(await queues.get("rosters", "incoming/b.csv")).toBeUndefined();
  });

  test("is empty after it is cleared, and takes on", async () => {
    queues.send("work", "old");
    await queues.put("rosters", "incoming/a.csv", Buffer.from("old"));
    queues.clear();
    expect(queues.waiting("work")).toEqual([]);
    expect(await queues.get("rosters", "incoming/a.csv")).toBeUndefined();
    queues.send("work", "new");
    expect(queues.waiting("work").map(({ body }) => body)).toEqual(["new"]);
  });
});

const elsewhere = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

test.skipIf(elsewhere === undefined)("what comes from another machine is not answered", async () => {
  const { port } = new URL(queues.endpoint);
  await queues.put("rosters", "incoming/secret.csv", Buffer.from("a roster"));
  await expect(fetch(`http://${elsewhere}:${port}/rosters/incoming/secret.csv`)).rejects.toThrow();
  expect(await queues.get("rosters", "incoming/secret.csv")).toBe("a roster");
});
