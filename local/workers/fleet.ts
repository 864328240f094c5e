import type { DeployedFunction } from "../deployment.ts";
import type { Ledger } from "../gateway/ledger.ts";
import { createWorker, type FunctionWorker, type InvocationOutcome } from "./worker.ts";

/** All functions of a deployment, each in its own thread, by ARN. */
export interface Fleet {
  invoke(arn: string, event: unknown): Promise<InvocationOutcome>;
  /** The last lines that the functions wrote, oldest first. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

export interface FleetParts {
  functions: readonly DeployedFunction[];
  /** Environment of a function beside the template's: region, credentials, endpoint. */
  environmentOf(deployed: DeployedFunction): Record<string, string>;
  ledger: Ledger;
  /** The run's own time, ISO 8601 UTC. */
  now(): string;
  /** Shows the functions' lines as they come. */
  show: ((line: string) => void) | undefined;
}

const MOST_LINES = 2000;

// Lambda's unit of charge beside the request: memory times time.
const gigabyteSeconds = (memoryMb: number, milliseconds: number): number => (memoryMb / 1024) * (milliseconds / 1000);

/** Makes a worker for every function; none starts before its first invocation. */
export const createFleet = ({ functions, environmentOf, ledger, now, show }: FleetParts): Fleet => {
  const lines: string[] = [];
  const onLine = (name: string) => (text: string) => {
    lines.push(`${name}: ${text}`);
    if (lines.length > MOST_LINES) lines.splice(0, MOST_LINES / 2);
    show?.(`${name}: ${text}`);
  };
  const workers = new Map<string, { deployed: DeployedFunction; worker: FunctionWorker }>();
  for (const deployed of functions) {
    const worker = createWorker({ deployed, environment: environmentOf(deployed), now, onLine: onLine(deployed.name) });
    workers.set(deployed.arn, { deployed, worker });
  }
  return {
    invoke: async (arn, event) => {
      const found = workers.get(arn);
      if (found === undefined) return { ok: false, kind: "error", error: `No function ${arn}`, milliseconds: 0 };
      const outcome = await found.worker.invoke(event);
      ledger.count("lambda:Invoke", gigabyteSeconds(found.deployed.memoryMb, outcome.milliseconds));
      if (!outcome.ok) ledger.fail(found.deployed.name, `${outcome.kind}: ${outcome.error}`);
      return outcome;
    },
    lines: () => lines,
    stop: async () => {
      await Promise.all([...workers.values()].map(({ worker }) => worker.stop()));
    },
  };
};
