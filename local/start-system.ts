import { createSteps, type Steps } from "./clock/steps.ts";
import { createTimeline } from "./clock/timeline.ts";
import { createTurns } from "./clock/turns.ts";
import { createClock, type VirtualClock } from "./clock/virtual-clock.ts";
import { type Connected, connect } from "./connect.ts";
import type { DeployedUserPoolClient, Deployment } from "./deployment.ts";
import type { Database } from "./emulators/dynamodb-local.ts";
import type { AccountLimits } from "./emulators/ses-account.ts";
import type { Authorize, FaultInjector } from "./gateway/gateway.ts";
import { answerApi, findDefault, findRoute } from "./http/answer-api.ts";
import { type AnswerRequest, type LocalPages, startServer } from "./http/server.ts";
import { type DeployedRecords, openRecords } from "./records.ts";
import { bucketFiles, uploadRoster } from "./roster-upload.ts";
import type { System, SystemOptions } from "./system.ts";
import { readDeployment } from "./template/read/deployment.ts";

export interface StartOptions extends SystemOptions {
  /** Answers what the deployed HTTP API does not: the console. Without it that is a 404. */
  pages?: (system: System) => LocalPages;
  /** Starts a provider at which people sign in as the clients of the deployed user pools. */
  provider?: (clients: readonly DeployedUserPoolClient[]) => Promise<{ issuer: string; stop(): Promise<void> }>;
  /** Faults to show to the functions, for tests. */
  faults?: FaultInjector;
  /** Judges each call of a function by its role, for tests that watch; without it the rules of IAM do. */
  authorize?: Authorize;
  /** What the sending account may do, for tests; without it so much that nothing waits. */
  limits?: AccountLimits;
  /** An empty database of a running DynamoDB Local, for tests, which share one; without it one is started. */
  database?: Database;
  /** Changes what was read from the template before it runs, for tests that take a grant away. */
  adjust?: (deployment: Deployment) => Deployment;
}

/**
 * Starts the synthesized app on this machine: its tables, queues, buckets and mail on emulators, its functions as their
 * real bundles, its schedules on a clock that stands at `options.at` until it is moved.
 * @throws an Error of one sentence where the port is taken, Java is missing, or the template holds what is not known.
 */
export const startSystem = async (options: StartOptions): Promise<System> => {
  let answer: AnswerRequest = () => new Response("Starting …", { status: 503 });
  const server = await startServer(options.port, (request) => answer(request));
  const url = `http://localhost:${server.port}`;
  const clock = createClock(options.at);
  const started = [server.stop];
  try {
    const read = readDeployment(options.assembly, { apiUrl: url });
    const deployment = options.adjust?.(read) ?? read;
    const show = process.env.MATCHWARD_DEBUG ? (line: string) => void process.stderr.write(`${line}\n`) : undefined;
    const faults = options.faults ?? (() => undefined);
    const provider = await options.provider?.(deployment.userPools.flatMap(({ clients }) => clients));
    if (provider) started.push(provider.stop);
    const connected = await connect(deployment, { ...options, issuer: provider?.issuer, now: clock.now, faults, show });
    const system = createSystem({
      url,
      clock,
      connected,
      closeServers: async () => void (await Promise.all(started.map((stop) => stop()))),
      answer: (request) => answer(request),
    });
    const pages = options.pages?.(system.system);
    answer = (request) => system.answer(request, pages);
    return system.system;
  } catch (error) {
    await Promise.all(started.map((stop) => stop()));
    throw error;
  }
};

interface SystemParts {
  url: string;
  clock: VirtualClock;
  connected: Connected;
  closeServers(): Promise<void>;
  answer: AnswerRequest;
}

// What staff write goes past the gateway, which tells the pump of all other writes.
const told = async <Value>(deed: () => Promise<Value>, { run, pump }: Connected): Promise<Value> => {
  const value = await deed();
  for (const { name } of run.deployment.tables) pump.wrote(name);
  return value;
};

const createSystem = ({ url, clock, connected, closeServers, answer }: SystemParts) => {
  const { run, emulators, ses, bus, invocations, pump, reads, onStored } = connected;
  const {
    records,
    linkFor,
    stayIn,
    stop: closeRecords,
  } = openRecords(run.deployment, emulators.dynamodb, {
    send: run.queues.send,
    files: bucketFiles(emulators.queues, onStored),
    onWrite: reads.clear,
  });
  const { step, subscribe, close } = createSteps(pump.drain);
  const inRun = createTurns();
  let stopping: Promise<void> | undefined;
  const timeline = createTimeline({ clock, run, invocations, told: pump.told, step, inRun });
  const system: System = {
    url,
    now: clock.now,
    ...timeline,
    uploadRoster: (roster, as) => {
      const upload = { deployment: run.deployment, buckets: emulators.queues, onStored, drain: pump.drain };
      return step(() => uploadRoster(upload, roster, as));
    },
    request: async (request) => answer(request),
    linkFor,
    mails: ses.mails,
    records,
    change: (deed) => step(() => told(deed, connected)),
    busEvents: bus.seen,
    calls: run.ledger.calls,
    failures: run.ledger.failures,
    subscribe,
    reset: (at) =>
      inRun(() =>
        step(async () => {
          await emulators.clear();
          pump.restart(emulators.streams());
          ses.clear();
          bus.clear();
          run.ledger.clear();
          clock.set(at);
        }),
      ),
    stop: () => {
      close();
      stopping ??= (async () => {
        await closeServers();
        closeRecords();
        await connected.stop();
      })();
      return stopping;
    },
  };
  return { system, answer: answering({ run, step, stayIn }) };
};

type AnswersDeployed = Pick<Connected, "run"> & Pick<Steps, "step"> & Pick<DeployedRecords, "stayIn">;

/** Answers what the deployed API has a route for as that does, and all else by the pages of this machine. */
const answering =
  ({ run, step, stayIn }: AnswersDeployed) =>
  async (request: Request, pages: LocalPages | undefined): Promise<Response> => {
    const route = findRoute(run, request) ?? (pages === undefined ? findDefault(run) : undefined);
    if (route === undefined) return (await pages?.(request)) ?? new Response("There is nothing here.", { status: 404 });
    const answered = await step(async () => {
      await stayIn(request.headers.get("cookie"), run.now());
      return answerApi(run, request, route);
    });
    return (await pages?.around?.(answered, new URL(request.url).pathname)) ?? answered;
  };
