import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Answered, type Setup, type Spent } from "./protocol.ts";

/** The processor on which worker and store run, and the one for the sink and the bench itself. */
export const WORKER_CPU = "0";
export const SINK_CPU = "1";

const PINS = spawnSync("taskset", ["-V"]).status === 0;

/** A command that runs on one processor alone, where this machine can do that. */
export const pinned = (cpu: string, command: string, args: readonly string[]): [string, string[]] =>
  PINS ? ["taskset", ["-c", cpu, command, ...args]] : [command, [...args]];

/** Credentials that nothing here looks at, and without which the SDK asks the network for some. */
const FAKE_AWS = { AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench", AWS_REGION: "us-east-1" };

/** Starts a script of this bench, named as of its folder, with a channel for messages; it ends with this process. */
export const startScript = (
  file: string,
  cpu: string,
  args: readonly string[] = [],
  environment: Record<string, string> = {},
  flags: readonly string[] = [],
): ChildProcess => {
  const script = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const [command, all] = pinned(cpu, process.execPath, [...flags, script, ...args]);
  return spawn(command, all, {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, ...FAKE_AWS, POWERTOOLS_LOG_LEVEL: "SILENT", ...environment },
  });
};

/** A contender's worker process. */
export interface Worker {
  readonly pid: number;
  /** Has it do one deed. Rejects where the deed fails or the process ends. */
  do(deed: string): Promise<Spent>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  isDead(): boolean;
}

/** Starts a contender's worker. @param sink address of the sink, where its SES client sends */
export const startWorker = (file: string, setup: Setup, sink: string, flags: readonly string[] = []): Worker => {
  const environment = { AWS_ENDPOINT_URL_SESV2: sink };
  const child = startScript(file, WORKER_CPU, [JSON.stringify(setup)], environment, flags);
  return {
    pid: child.pid ?? 0,
    do: (deed) => ask(child, deed),
    kill: () => ended(child),
    isDead: () => child.exitCode !== null || child.signalCode !== null,
  };
};

/** Longer than any deed takes: a million students' mailing has some minutes. */
const DEED_MS = 15 * 60_000;

const ask = (child: ChildProcess, deed: string): Promise<Spent> =>
  new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`The worker ended while it was to ${deed}.`));
    const late = setTimeout(() => child.kill("SIGKILL"), DEED_MS);
    child.once("exit", onExit);
    child.once("exit", () => clearTimeout(late));
    child.once("message", (message) => {
      child.off("exit", onExit);
      clearTimeout(late);
      const answered = Answered.parse(message);
      if ("failed" in answered) reject(new Error(answered.failed));
      else resolve(answered.spent);
    });
    child.send({ deed });
  });

/** Ends a process that this bench started; resolves when it is gone. */
export const ended = (child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });

const TICK_MICROS = 10_000;

const statOf = (pid: string): { pid: number; parent: number; ticks: number }[] => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    // After the name: state, parent … and from the 12th on user, system, and the same of children that ended.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid: Number(pid), parent: Number(fields[1]), ticks }];
  } catch {
    // It ended meanwhile.
    return [];
  }
};

/** Processor time of a process and all that it started, in µs (to 10 ms); 0 where there is no /proc. */
export const cpuOfFamily = (pid: number): number => {
  if (process.platform !== "linux") return 0;
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf)
    .toSorted((a, b) => a.pid - b.pid);
  const family = new Set([pid]);
  for (const one of all) if (family.has(one.parent)) family.add(one.pid);
  return all.filter((one) => family.has(one.pid)).reduce((sum, { ticks }) => sum + ticks, 0) * TICK_MICROS;
};
