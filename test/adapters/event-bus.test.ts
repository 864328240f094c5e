import { EventBridgeClient, PutEventsCommand, type PutEventsCommandInput } from "@aws-sdk/client-eventbridge";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { memoryEventBus } from "#adapters/doubles/memory-event-bus.ts";
import type { EventBus, Published } from "#adapters/event-bus.ts";
import { eventBridgeEventBus, type Refused } from "#adapters/eventbridge-event-bus.ts";

const enrolled = (student: string, other: Record<string, unknown> = {}): Published => ({
  type: "student.enrolled",
  version: 1,
  id: `student.enrolled/${student}`,
  occurredAt: "2026-08-01T13:00:00.000Z",
  data: { student, cohort: "pathways-2030", track: "pathways", ...other },
});
const many = (count: number) => Array.from({ length: count }, (_, index) => enrolled(`k${index}`));

const mockBus = () => mockClient(EventBridgeClient);
let eventBridge: ReturnType<typeof mockBus>;
beforeEach(() => {
  eventBridge = mockBus();
  eventBridge.on(PutEventsCommand).callsFake(({ Entries }: PutEventsCommandInput) => ({
    Entries: Entries?.map((_, index) => ({ EventId: `e${index}` })),
  }));
});
afterEach(() => eventBridge.restore());
const realBus = (refused?: Refused) =>
  eventBridgeEventBus(new EventBridgeClient({ region: "us-east-1" }), "school", refused);
const batches = () => eventBridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);

/** What every bus does with events, good and bad. */
const eventBusContract = (open: () => { bus: EventBus; taken: () => unknown[] }): void => {
  test("every good event is taken, in order", async () => {
    const { bus, taken } = open();
    expect(await bus.publish(many(23))).toEqual(Array(23).fill(true));
    expect(taken()).toEqual(many(23));
  });

  test("nothing to publish is nothing taken", async () => {
    const { bus, taken } = open();
    expect(await bus.publish([])).toEqual([]);
    expect(taken()).toEqual([]);
  });

  test("an event that its schema refuses stays behind, and its neighbors go", async () => {
    const { bus, taken } = open();
    const faulty = { ...enrolled("k1"), data: { student: "k1" } };
    const unknown = { ...enrolled("k2"), type: "student.vanished" };
    expect(await bus.publish([enrolled("k0"), faulty, unknown, enrolled("k3")])).toEqual([true, false, false, true]);
    expect(taken()).toEqual([enrolled("k0"), enrolled("k3")]);
  });

  test("what a schema does not name never leaves", async () => {
    const { bus, taken } = open();
    await bus.publish([enrolled("k0", { email: "k0@example.edu" })]);
    expect(taken()).toEqual([enrolled("k0")]);
  });

  test("the same event is taken twice, since subscribers know it by its id", async () => {
    const { bus, taken } = open();
    await bus.publish([enrolled("k0")]);
    await bus.publish([enrolled("k0")]);
    expect(taken()).toHaveLength(2);
  });
};

describe("in memory", () => {
  eventBusContract(() => {
    const bus = memoryEventBus();
    return { bus, taken: () => [...bus.held] };
  });

  test("a bus that is told to refuse an event does not hold it", async () => {
    const bus = memoryEventBus(({ id }) => id.endsWith("k1"));
    expect(await bus.publish(many(3))).toEqual([true, false, true]);
    expect(bus.held).toHaveLength(2);
  });
});

describe("on EventBridge", () => {
  eventBusContract(() => ({
    bus: realBus(),
    taken: () => batches().flatMap((batch) => batch.map(({ Detail }) => JSON.parse(Detail ?? ""))),
  }));

  test("no call carries more than ten events", async () => {
    await realBus().publish(many(23));
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
    const answers = await realBus().publish(many(12));
    expect(answers).toEqual([...Array(10).fill(false), true, true]);
  });

  test("an entry without an answer counts as not taken", async () => {
    eventBridge.on(PutEventsCommand).resolves({});
    expect(await realBus().publish(many(1))).toEqual([false]);
  });
});
