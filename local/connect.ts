import { type Bus, createBus } from "./clock/bus.ts";
import { createInvocations, type Invocations } from "./clock/invocations.ts";
import { createPump, type Pump } from "./clock/pump.ts";
import type { Rig } from "./clock/rig.ts";
import { createTopics } from "./clock/topics.ts";
import type { Deployment } from "./deployment.ts";
import type { Database } from "./emulators/dynamodb-local.ts";
import { type Emulators, startEmulators } from "./emulators/index.ts";
import { createSes, type SesEmulator } from "./emulators/ses.ts";
import type { AccountLimits } from "./emulators/ses-account.ts";
import { toldOf } from "./emulators/ses-events.ts";
import { checkConditionKeys } from "./gateway/condition-keys.ts";
import { dynamodbService } from "./gateway/dynamodb.ts";
import { eventsService } from "./gateway/events.ts";
import { type Authorize, type FaultInjector, type Gateway, startGateway } from "./gateway/gateway.ts";
import { createKeptReads, type KeptReads } from "./gateway/kept-reads.ts";
import { createLedger } from "./gateway/ledger.ts";
import { type StoredObject, s3Service } from "./gateway/s3.ts";
import { secretsService } from "./gateway/secrets.ts";
import { sesService } from "./gateway/ses.ts";
import { sqsService } from "./gateway/sqs.ts";
import { objectCreated } from "./roster-upload.ts";
import { authorize as authorizeByIam } from "./template/iam/authorize.ts";
import { createFleet, type Fleet } from "./workers/fleet.ts";

/** A deployment that runs: emulators, gateway and functions, and what moves events between them. */
export interface Connected {
  run: Rig;
  emulators: Emulators;
  fleet: Fleet;
  ses: SesEmulator;
  bus: Bus;
  invocations: Invocations;
  pump: Pump;
  /** What the gateway remembers of the table: it has to be told of what is written past it. */
  reads: KeptReads;
  onStored(stored: StoredObject): void;
  stop(): Promise<void>;
}

export interface ConnectOptions {
  now(): string;
  faults: FaultInjector;
  /** What the account may send; without it so much that nothing waits. */
  limits?: AccountLimits | undefined;
  /** An empty database to take instead of starting one. */
  database?: Database | undefined;
  /** Judges each call of a function by its role; without it the rules of IAM do. */
  authorize?: Authorize | undefined;
  /** Where people sign in; without it nothing answers there, as where a provider is down. */
  issuer?: string | undefined;
  /** Shows what the functions write. */
  show: ((line: string) => void) | undefined;
}

/** Starts everything that a deployment needs, and joins it. Leaves nothing running where a part does not start. */
export const connect = async (deployment: Deployment, options: ConnectOptions): Promise<Connected> => {
  checkConditionKeys(deployment);
  const reads = createKeptReads();
  const emulators = forgettingOnClear(await startEmulators(deployment, options.database), reads);
  const callers = new Map(deployment.functions.map((one) => [keyIdOf(one.name), one]));
  const { authorize = authorizeByIam, faults, issuer = NOBODY } = options;
  const gateway = await startGateway(() => ({ callers, services, authorize, ledger, faults }));
  const ledger = createLedger(options.now);
  const environmentOf = ({ name }: { name: string }) => environmentAt(deployment, { gateway, issuer }, name);
  const fleet = createFleet({
    functions: deployment.functions,
    environmentOf,
    ledger,
    now: options.now,
    show: options.show,
  });
  const queues = {
    ...emulators.queues,
    send: (queue: string, body: string) => {
      emulators.queues.send(queue, body);
      pump.sent(queue);
    },
  };
  const run: Rig = { deployment, now: options.now, ledger, fleet, queues };
  const invocations = createInvocations(run);
  const bus = createBus(run, invocations);
  const topics = createTopics(run);
  const pump = createPump(run, invocations);
  pump.restart(emulators.streams());
  const ses = createSes(deployment, {
    now: options.now,
    limits: options.limits,
    onEvent: (event) => {
      if (event.type === "RENDERING_FAILURE") ledger.fail("ses", `a mail did not render: ${event.reason}`);
      const { events, messages } = toldOf(deployment.configurationSets, event, options.now());
      for (const put of events) bus.put(put);
      for (const { topicArn, message } of messages) topics.publish(topicArn, message);
    },
  });
  const onStored = (stored: StoredObject) => {
    const event = objectCreated(deployment, stored);
    if (event !== undefined) bus.put(event);
  };
  const services = {
    dynamodb: dynamodbService({ ...deployment, database: emulators.dynamodb, onWrite: pump.wrote, reads }),
    sqs: sqsService({ ...deployment, endpoint: emulators.queues.endpoint, onSend: pump.sent }),
    events: eventsService(deployment, (event) => {
      pump.put();
      return bus.put(event);
    }),
    secretsmanager: secretsService(deployment.secrets),
    ses: sesService(deployment, ses),
    s3: s3Service(emulators.queues.endpoint, onStored),
  };
  const stop = async () => {
    await fleet.stop();
    await Promise.all([gateway.stop(), emulators.stop()]);
  };
  return { run, emulators, fleet, ses, bus, invocations, pump, reads, onStored, stop };
};

const forgettingOnClear = (emulators: Emulators, reads: KeptReads): Emulators => ({
  ...emulators,
  clear: async () => {
    await emulators.clear();
    reads.clear();
  },
});

/** The access key id by which the gateway knows a function. */
const keyIdOf = (name: string): string => `LOCAL-${name}`;

/** Where nothing listens. */
const NOBODY = "http://localhost:9";

/** What a function is told beside the template's own environment; queues and providers are where they are here. */
const environmentAt = (
  deployment: Deployment,
  { gateway, issuer }: { gateway: Gateway; issuer: string },
  name: string,
): Record<string, string> => {
  const own = deployment.functions.find((one) => one.name === name)?.environment ?? {};
  const here = new Map([
    ...deployment.queues.map(({ url, name }) => [url, `${gateway.url}/${deployment.accountId}/${name}`] as const),
    ...deployment.userPools.map((pool) => [pool.issuer, issuer] as const),
  ]);
  const moved = Object.entries(own).flatMap(([key, value]) => {
    const url = here.get(value);
    return url === undefined ? [] : [[key, url]];
  });
  return {
    ...Object.fromEntries(moved),
    AWS_REGION: deployment.region,
    AWS_DEFAULT_REGION: deployment.region,
    AWS_ACCESS_KEY_ID: keyIdOf(name),
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL: gateway.url,
  };
};
