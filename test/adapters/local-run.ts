import type { Rig } from "../../local/clock/rig.ts";
import type { DeployedFunction, Deployment } from "../../local/deployment.ts";
import { createLedger } from "../../local/gateway/ledger.ts";
import type { InvocationOutcome } from "../../local/workers/worker.ts";
import { aDeployment, aFunction, allow } from "../local/tiny-deployment.ts";

export const NOW = "2027-04-01T13:00:00.000Z";

/** The one function of these runs, which may do everything. */
export const theListener = (overrides: Partial<DeployedFunction> = {}): DeployedFunction =>
  aFunction("listener", { statements: [allow(["*"], ["*"])], maximumRetryAttempts: 2, ...overrides });

/** What a function's deed came to, as Lambda sees it: one that throws is a function that failed. */
export const outcomeOf = async (deed: () => Promise<unknown>): Promise<InvocationOutcome> => {
  try {
    return { ok: true, value: await deed(), milliseconds: 1 };
  } catch (error) {
    return { ok: false, kind: "crash", error: String(error), milliseconds: 1 };
  }
};

const noQueues: Rig["queues"] = {
  send: () => {},
  receive: async () => [],
  remove: async () => {},
  release: async () => {},
  waiting: () => [],
};

/** The local runtime around one function, which is called here instead of in a thread of its own. */
export const localRun = (of: {
  deployment: Partial<Deployment>;
  /** What the function does with an event; it is given a copy of its own, as over the network. */
  deed: (event: unknown) => Promise<unknown>;
  queues?: Partial<Rig["queues"]>;
}): Rig => ({
  deployment: aDeployment({ functions: [theListener()], ...of.deployment }),
  now: () => NOW,
  ledger: createLedger(() => NOW),
  fleet: { invoke: (_, event) => outcomeOf(() => of.deed(structuredClone(event))) },
  queues: { ...noQueues, ...of.queues },
});
