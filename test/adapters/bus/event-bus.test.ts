import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import type { Published } from "#adapters/bus/event-bus.ts";
import { eventBridgeEventBus } from "#adapters/bus/eventbridge-event-bus.ts";
import { memoryEventBus } from "#adapters/bus/memory-event-bus.ts";
import { type Bus, createBus } from "../../../local/clock/bus.ts";
import { createInvocations } from "../../../local/clock/invocations.ts";
import { eventsService } from "../../../local/gateway/events.ts";
import { type Gateway, startGateway } from "../../../local/gateway/gateway.ts";
import { createLedger } from "../../../local/gateway/ledger.ts";
import { authorize } from "../../../local/template/iam/authorize.ts";
import { aDeployment, aQueue, arn, REGION } from "../../local/tiny-deployment.ts";
import { groundOf } from "../../worlds/ground/ground.ts";
import { worldBus } from "../../worlds/services/bus.ts";
import { CALM, type Faults } from "../../worlds/witness/faults.ts";
import { localRun, NOW, theListener } from "../local-run.ts";
import {
  completed,
  eventBusContract,
  listenedBusContract,
  manyEnrolled,
  type OpenListenedBus,
} from "./event-bus.contract.ts";

describe("in memory", () => {
  eventBusContract(() => {
    const bus = memoryEventBus();
    return { bus, taken: () => [...bus.held] };
  });

  test("a bus that is told to refuse an event does not hold it", async () => {
    const bus = memoryEventBus(({ id }) => id.endsWith("k1"));
    expect(await bus.publish(manyEnrolled(3))).toEqual([true, false, true]);
    expect(bus.held).toHaveLength(2);
  });
});

const inAWorldWith =
  (faults: Partial<Faults>): OpenListenedBus =>
  (listener) => {
    const from = Date.parse(NOW);
    const ground = groundOf(1, { from, calmFrom: from + 86_400_000, faults: { ...CALM, ...faults } });
    const bus = worldBus(ground, (event) =>
      event.type === "survey.completed" ? { name: "listener", work: async () => listener(event) } : undefined,
    );
    return { bus, taken: () => [...bus.taken], run: ground.agenda.run, setAside: bus.setAside };
  };

describe("in a world", () => {
  eventBusContract(() => inAWorldWith({})(() => {}));
  listenedBusContract(inAWorldWith({}));
});
describe("in a world where events come late", () => listenedBusContract(inAWorldWith({ late: 1 })));

const school = { name: "school", arn: arn("events", "event-bus/school") };
const failed = aQueue("failed");
const ruleArn = arn("events", "rule/school/completed");
const listens = theListener({
  onFailureArn: failed.arn,
  invokers: [{ principal: "events.amazonaws.com", sourceArn: ruleArn }],
});
const rule = {
  name: "completed",
  arn: ruleArn,
  busArn: school.arn,
  pattern: { source: ["matchward"], "detail-type": ["survey.completed"] },
  targets: [{ arn: listens.arn, deadLetterArn: undefined }],
};
const deployment = { functions: [listens], buses: [school], rules: [rule], queues: [failed] };

const Envelope = z.object({
  source: z.literal("matchward"),
  "detail-type": z.string(),
  detail: z.object({
    type: z.string(),
    version: z.literal(1),
    id: z.string(),
    occurredAt: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
});

describe("by the local runtime behind the gateway", () => {
  let gateway: Gateway;
  let client: EventBridgeClient;
  let bus: Bus;
  const callers = new Map([["LOCAL-listener", listens]]);
  const events = eventsService(aDeployment(deployment), (event) => bus.put(event));
  beforeAll(async () => {
    const [ledger, faults] = [createLedger(() => NOW), () => undefined];
    gateway = await startGateway(() => ({ callers, services: { events }, authorize, ledger, faults }));
    const credentials = { accessKeyId: "LOCAL-listener", secretAccessKey: "local" };
    client = new EventBridgeClient({ endpoint: gateway.url, region: REGION, credentials });
  });
  afterAll(async () => {
    client.destroy();
    await gateway.stop();
  });

  const open: OpenListenedBus = (listener) => {
    const letters: string[] = [];
    const run = localRun({
      deployment,
      deed: async (event) => {
        const { detail, "detail-type": type } = Envelope.parse(event);
        expect(type).toBe(detail.type);
        listener(detail);
      },
      queues: { send: (_, body) => void letters.push(body) },
    });
    const invocations = createInvocations(run);
    bus = createBus(run, invocations);
    return {
      bus: eventBridgeEventBus(client, "school"),
      taken: () => bus.seen().map(({ detail }) => detail),
      run: async () => void (await invocations.runAll()),
      setAside: () => letters.length,
    };
  };
  eventBusContract(() => open(() => {}));
  listenedBusContract(open);
});

describe("only in a world", () => {
  test("each event that comes twice is delivered twice, though it was published once", async () => {
    const given: Published[] = [];
    const { bus, run } = inAWorldWith({ twice: 1 })((event) => void given.push(event));
    await bus.publish([completed("k0")]);
    await run();
    expect(given).toEqual([completed("k0"), completed("k0")]);
  });

  test("a bus that refuses some says which, and delivers the others", async () => {
    const { bus, taken } = inAWorldWith({ refused: 0.5 })(() => {});
    const answers = await bus.publish(manyEnrolled(40));
    expect(new Set(answers).size).toBe(2);
    expect(taken()).toEqual(manyEnrolled(40).filter((_, nth) => answers[nth]));
  });
});
