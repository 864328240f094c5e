import { dueAfter, upcoming } from "./clock/agenda.ts";
import { fire } from "./clock/fire.ts";
import { createTurns } from "./clock/turns.ts";
import { type Connected, connect } from "./connect.ts";
import type { Deployment } from "./deployment.ts";
import type { FaultInjector } from "./gateway/gateway.ts";
import { answerApi, findRoute } from "./http/answer-api.ts";
import { type Answer, startServer } from "./http/server.ts";
import { createRecordsReader } from "./records-reader.ts";
import { uploadRoster } from "./roster-upload.ts";
import type { System, SystemOptions } from "./system.ts";
import { readDeployment } from "./template/index.ts";

export interface StartOptions extends SystemOptions {
  /** Answers what the deployed HTTP API does not: the console. Without it that is a 404. */
  pages?: (system: System) => Answer;
  /** Faults to show to the functions, for tests. */
  faults?: FaultInjector;
  /** Changes what was read from the template before it runs, for tests that take a grant away. */
  adjust?: (deployment: Deployment) => Deployment;
}

/**
 * Starts the synthesized app on this machine: its tables, queues, buckets and mail on emulators, its functions as their
 * real bundles, its schedules on a clock that stands at `options.at` until it is moved.
 * @throws an Error of one sentence where the port is taken, Java is missing, or the template holds what is not known.
 */
export const startSystem = async (options: StartOptions): Promise<System> => {
  let answer: Answer = () => new Response("Starting …", { status: 503 });
  const server = await startServer(options.port, (request) => answer(request));
  const url = `http://localhost:${server.port}`;
  const clock = createClock(options.at);
  try {
    const read = readDeployment(options.assembly, { apiUrl: url });
    const deployment = options.adjust?.(read) ?? read;
    const show = process.env.MATCHWARD_DEBUG ? (line: string) => void process.stderr.write(`${line}\n`) : undefined;
    const connected = await connect(deployment, { now: clock.now, faults: options.faults ?? (() => undefined), show });
    const system = createSystem({
      url,
      clock,
      connected,
      closeServer: server.stop,
      answer: (request) => answer(request),
    });
    const pages = options.pages?.(system.system);
    answer = (request) => system.answer(request, pages);
    return system.system;
  } catch (error) {
    await server.stop();
    throw error;
  }
};

interface Clock {
  now(): string;
  /** The instant up to which, itself included, everything has fired. */
  firedTo(): string;
  /** Everything up to and including that instant has fired. */
  set(instant: string): void;
  /** Everything before that instant has fired, but nothing at it. */
  standBefore(instant: string): void;
}

const createClock = (at: string): Clock => {
  let now = new Date(at).toISOString();
  let firedTo = now;
  return {
    now: () => now,
    firedTo: () => firedTo,
    set: (instant) => {
      now = new Date(instant).toISOString();
      firedTo = now;
    },
    standBefore: (instant) => {
      if (new Date(instant).toISOString() === now) return;
      now = new Date(instant).toISOString();
      firedTo = new Date(Date.parse(now) - 1).toISOString();
    },
  };
};

interface SystemParts {
  url: string;
  clock: Clock;
  connected: Connected;
  closeServer(): Promise<void>;
  answer: Answer;
}

const createSystem = ({ url, clock, connected, closeServer, answer }: SystemParts) => {
  const { run, emulators, fleet, ses, bus, invocations, pump, onStored } = connected;
  const records = createRecordsReader(run.deployment, emulators.dynamodb);
  const listeners = new Set<() => void>();
  const inTurn = createTurns();
  const inRun = createTurns();
  let stopping: Promise<void> | undefined;

  /** One step at a time: what it starts is finished, to the last event, before the next begins. */
  const step = <Value>(work: () => Promise<Value>): Promise<Value> =>
    inTurn(async () => {
      if (stopping !== undefined) throw new Error("The local run was stopped.");
      const value = await work();
      await pump.drain();
      for (const listener of listeners) listener();
      return value;
    });

  const runTo = (instant: string, onProgress?: (now: string) => void): Promise<void> =>
    inRun(async () => {
      await fireTo(instant, instant, onProgress);
      await step(async () => clock.set(instant));
      onProgress?.(clock.now());
    });

  const runUpTo = (instant: string, onProgress?: (now: string) => void): Promise<void> =>
    inRun(async () => {
      const before = new Date(Date.parse(instant) - 1).toISOString();
      await fireTo(before, instant, onProgress);
      await step(async () => clock.standBefore(instant));
      onProgress?.(clock.now());
    });

  /** Fires what is due up to and including `last`, on the way to `instant`. */
  const fireTo = async (last: string, instant: string, onProgress?: (now: string) => void): Promise<void> => {
    const target = new Date(instant).toISOString();
    if (target < clock.now()) throw new Error(`The clock stands at ${clock.now()} and does not go back to ${target}.`);
    const until = new Date(last).toISOString();
    for (let next = firings(until); next.length > 0; next = firings(until)) {
      for (const due of next) {
        await step(async () => {
          clock.set(due.at);
          fire(run, invocations, due);
        });
      }
      onProgress?.(clock.now());
    }
  };

  /** All firings of the next instant at which anything fires, up to `target`. */
  const firings = (target: string) => {
    const due = dueAfter(run.deployment.schedules, clock.firedTo()).filter(({ at }) => at <= target);
    return due.filter(({ at }) => at === due[0]?.at);
  };

  const system: System = {
    url,
    now: clock.now,
    runTo,
    runUpTo,
    upcoming: (count) => upcoming(run.deployment.schedules, clock.firedTo(), count),
    runToNextEvent: async () => {
      const next = dueAfter(run.deployment.schedules, clock.firedTo())[0];
      if (next !== undefined) await runTo(next.at);
    },
    uploadRoster: (csv) => {
      const upload = { deployment: run.deployment, buckets: emulators.queues, onStored, drain: pump.drain };
      return step(() => uploadRoster(upload, csv));
    },
    request: async (request) => answer(request),
    linkFor: records.linkFor,
    mails: ses.mails,
    students: records.students,
    partsOf: records.partsOf,
    tallyOf: records.tallyOf,
    busEvents: bus.seen,
    calls: run.ledger.calls,
    failures: run.ledger.failures,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
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
      stopping ??= (async () => {
        await closeServer();
        records.stop();
        await connected.stop();
      })();
      return stopping;
    },
  };
  const answerRequest = async (request: Request, pages: Answer | undefined): Promise<Response> => {
    const route = findRoute(run, request);
    if (route !== undefined) return step(() => answerApi(run, request, route));
    return (await pages?.(request)) ?? new Response("There is nothing here.", { status: 404 });
  };
  return { system, answer: answerRequest, lines: fleet.lines };
};
