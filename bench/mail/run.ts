import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Contender, EMULATED, FLOORS, IN_MEMORY, PEERS } from "./contenders.ts";
import { isExact } from "./delivery-check.ts";
import { type Plan, planOf, USAGE } from "./options.ts";
import { NotInstalled } from "./processes/servers.ts";
import { startSink } from "./processes/sink-process.ts";
import { section } from "./report/page.ts";
import { kept, machine, peerVersions, type Results, write } from "./report/results.ts";
import { writePage } from "./report/write-page.ts";
import { type FaultRun, runFaults } from "./run-faults.ts";
import { type Ground, type Run, runOnce } from "./run-once.ts";
import { runPlanning } from "./run-planning.ts";
import { storeSet } from "./store-set.ts";

const began = performance.now();
const elapsed = (): number => (performance.now() - began) / 1000;
const say = (line: string): void => void process.stderr.write(`${elapsed().toFixed(0).padStart(5)} s  ${line}\n`);

const PEERS_FOLDER = fileURLToPath(new URL("peers", import.meta.url));

const installPeers = (): void => {
  say("installing the peers");
  const install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", PEERS_FOLDER];
  const { status } = spawnSync("npm", install, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new NotInstalled(`The peers could not be installed: npm ${install.join(" ")}`);
};

const told = ({ contender, students, workerMicros, storeMicros, mailsPerSecond, delivery }: Run): string =>
  `${contender} ${students}: ${workerMicros.toFixed(0)} + ${storeMicros.toFixed(0)} µs a mail, ` +
  `${mailsPerSecond.toFixed(0)} mails a second${isExact(delivery) ? "" : ", NOT EXACT"}`;

const toldOfFaults = ({ contender, delivery, shown }: FaultRun): string => {
  const { duplicates, missing, unwanted } = delivery;
  const seen = `${duplicates} duplicates, ${missing} missing, ${unwanted} unwanted, ${shown} shown`;
  return `${contender} under faults: ${seen}`;
};

/** Does one deed; one that fails is told, and costs the bench nothing else. */
const unlessItFails = async <Done>(what: string, deed: () => Promise<Done>): Promise<Done[]> => {
  try {
    return [await deed()];
  } catch (error) {
    if (error instanceof NotInstalled) throw error;
    say(`${what} FAILED: ${error instanceof Error ? error.stack : String(error)}`);
    return [];
  }
};

const measure = async (ground: Ground, contender: Contender, students: number): Promise<Run[]> => {
  const runs = await unlessItFails(contender.id, () => runOnce(ground, contender, students));
  for (const run of runs) say(told(run));
  return runs;
};

const mapConcurrently = async (ground: Ground, plan: Plan): Promise<Run[]> => {
  const all = [...FLOORS, ...(plan.matchward ? [EMULATED] : []), ...(plan.peers ? PEERS : [])];
  if (plan.warmUp) for (const contender of all) await measure(ground, contender, plan.students / 10);
  const runs: Run[] = [];
  for (let round = 0; round < plan.runs; round += 1) {
    // Another one begins each round.
    const order = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
    for (const contender of order) runs.push(...(await measure(ground, contender, plan.students)));
  }
  return runs;
};

const inMemory = async (ground: Ground, { sizes }: Plan): Promise<Run[]> => {
  const runs: Run[] = [];
  for (const { students, runs: times } of sizes) {
    for (let round = 0; round < times; round += 1) runs.push(...(await measure(ground, IN_MEMORY, students)));
  }
  return runs;
};

const underFaults = async (ground: Ground, plan: Plan): Promise<FaultRun[]> => {
  const all = [...(plan.matchward ? [EMULATED] : []), ...(plan.peers ? PEERS : [])];
  const runs: FaultRun[] = [];
  for (const contender of all.filter(({ id }) => plan.faulted?.includes(id) ?? true)) {
    const done = await unlessItFails(contender.id, () => runFaults(ground, contender, plan.students));
    for (const run of done) say(toldOfFaults(run));
    runs.push(...done);
  }
  return runs;
};

const bench = async (ground: Ground, plan: Plan): Promise<Results> => {
  const runs = await mapConcurrently(ground, plan);
  const faults = await underFaults(ground, plan);
  const versions = [...(plan.peers ? peerVersions() : []), ...ground.stores.versions()];
  // Not while the others' stores take memory and time.
  await ground.stores.stop();
  if (plan.matchward) runs.push(...(await inMemory(ground, plan)));
  const [planning] = plan.matchward ? await unlessItFails("planning", () => runPlanning(plan.planned)) : [];
  const at = new Date().toISOString();
  return { at, quick: plan.quick, machine: machine(), versions, runs, faults, planning, seconds: elapsed() };
};

const measureAll = async (plan: Plan): Promise<Results> => {
  if (plan.peers) installPeers();
  const ground = { sink: await startSink(), stores: storeSet() };
  try {
    return await bench(ground, plan);
  } finally {
    await ground.stores.stop();
    await ground.sink.stop();
  }
};

const main = async (): Promise<void> => {
  const plan = planOf(process.argv.slice(2));
  const whole = !plan.quick && plan.matchward && plan.peers;
  const results = plan.measures ? await measureAll(plan) : kept();
  if (plan.measures) say(`raw results: ${write(results, whole)}`);
  if (whole) writePage(results);
  process.stdout.write(`${section(results)}\n`);
};

// So that the stores end with the bench.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

try {
  await main();
  process.exit(0);
} catch (error) {
  const isPlain = error instanceof NotInstalled || (error instanceof Error && error.message === USAGE);
  process.stderr.write(`${isPlain ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
