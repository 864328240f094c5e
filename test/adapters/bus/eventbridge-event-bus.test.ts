import { EventBridgeClient, PutEventsCommand, type PutEventsCommandInput } from "@aws-sdk/client-eventbridge";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EventRefused, eventBridgeEventBus } from "#adapters/bus/eventbridge-event-bus.ts";
import { enrolled, eventBusContract, manyEnrolled } from "./event-bus.contract.ts";

const mockBus = () => mockClient(EventBridgeClient);
let eventBridge: ReturnType<typeof mockBus>;
beforeEach(() => {
  eventBridge = mockBus();
  eventBridge.on(PutEventsCommand).callsFake(({ Entries }: PutEventsCommandInput) => ({
    Entries: Entries?.map((_, index) => ({ EventId: `e${index}` })),
  }));
});
afterEach(() => eventBridge.restore());
const realBus = (refused?: EventRefused) =>
  eventBridgeEventBus(new EventBridgeClient({ region: "us-east-1" }), "school", refused);
const batches = () => eventBridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);

describe("on EventBridge", () => {
  eventBusContract(() => ({
    bus: realBus(),
    taken: () => batches().flatMap((batch) => batch.map(({ Detail }) => JSON.parse(Detail ?? ""))),
  }));

  test("no call carries more than ten events", async () => {
    await realBus().publish(manyEnrolled(23));
    expect(batches().map((batch) => batch.length)).toEqual([10, 10, 3]);
  });

  test("an entry names the bus, the source, the type and the time of the event", async () => {
    await realBus().publish([enrolled("k0")]);
    expect(batches()[0]?.[0]).toMatchObject({
      EventBusName: "school",
      Source: "matchward",
      DetailType: "student.enrolled",
      Time: new Date("2026-08-01T13:00:00.000Z"),
    });
  });

  test("an entry that EventBridge refuses is told apart from its neighbors, beside a faulty one", async () => {
    const Entries = [{ EventId: "e0" }, { ErrorCode: "ThrottlingException", ErrorMessage: "slow" }];
    eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries });
    const refusals: unknown[] = [];
    const faulty = { ...enrolled("k0"), data: {} };
    const answers = await realBus((one) => refusals.push(one)).publish([faulty, enrolled("k1"), enrolled("k2")]);
    expect(answers).toEqual([false, true, false]);
    expect(refusals).toMatchObject([
      { id: "student.enrolled/k0", reason: expect.stringContaining("data.student") },
      { id: "student.enrolled/k2", reason: "ThrottlingException" },
    ]);
  });

  test("a call that fails fails its own ten events only", async () => {
    eventBridge
      .on(PutEventsCommand)
      .rejectsOnce(new Error("no network"))
      .resolves({ Entries: [{ EventId: "e10" }, { EventId: "e11" }] });
    const answers = await realBus().publish(manyEnrolled(12));
    expect(answers).toEqual([...Array(10).fill(false), true, true]);
  });

  test("an entry without an answer counts as not taken", async () => {
    eventBridge.on(PutEventsCommand).resolves({});
    expect(await realBus().publish(manyEnrolled(1))).toEqual([false]);
  });
});
