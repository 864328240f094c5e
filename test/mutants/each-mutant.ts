import { Worker } from "node:worker_threads";
import { inject, type RunnerTask, type RunnerTestCase, type RunnerTestSuite, TestRunner } from "vitest";
import { note, pair, readJournal } from "./journal.ts";

declare module "vitest" {
  interface ProvidedContext {
    mode: "dry-run" | "mutant";
  }
}

/** Stryker's place, by which the code asks which mutant it is. */
interface Place {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number;
  mutantCoverage?: { perTest: Record<string, Record<string, number>> };
}

/** Longer than any test takes; milliseconds. */
const LONGEST = 10_000;

/** So long a mutant is tried by tests of other folders; milliseconds. Who lives then is left to Stryker's own way. */
const MOST = 4_000;

const NEAR = `/test/${process.env.MUTATED_FOLDER}/`;

/** A test that takes longer than this is left to Stryker's own way; milliseconds. */
const SLOW = 5_000;

const place: Place = Reflect.get(globalThis, "__stryker__") ?? {};
Reflect.set(globalThis, "__stryker__", place);

let generation = 0;

/** A memory that knows nothing more once another test or mutant is tried: else it answers in a mutant's place. */
Reflect.set(globalThis, "forgetful", <Memory extends object>(make: () => Memory) => {
  let [memory, of] = [make(), generation];
  return new Proxy(make(), {
    get: (_, name) => {
      if (of !== generation) [memory, of] = [make(), generation];
      const value = Reflect.get(memory, name, memory);
      return typeof value === "function" ? value.bind(memory) : value;
    },
  });
});

const { dead, outlived } = readJournal();
const spent = new Map<string, number>();
const tried = new Set<string>();

/** Ends the process where a mutant keeps it from doing anything else; the journal names the mutant. */
const beat = new Int32Array(new SharedArrayBuffer(4));
const WATCH = `
const { workerData: beat } = require("node:worker_threads");
let [last, still] = [0, 0];
setInterval(() => {
  const now = Atomics.load(beat, 0);
  still = now % 2 === 1 && now === last ? still + 1 : 0;
  last = now;
  if (still > 15) process.kill(process.pid, "SIGKILL");
}, 1000);`;
if (inject("mode") === "dry-run" && Reflect.get(globalThis, "watched") === undefined) {
  Reflect.set(globalThis, "watched", new Worker(WATCH, { eval: true, workerData: beat }).unref());
  for (const event of ["unhandledRejection", "uncaughtException"]) {
    process.removeAllListeners(event);
    process.on(event, () => {});
  }
}

const suitesOf = (task: RunnerTask): RunnerTestSuite[] => {
  const suites: RunnerTestSuite[] = [];
  for (let suite = task.suite; suite; suite = suite.suite) suites.unshift(suite);
  if (suites[0] !== task.file) suites.unshift(task.file);
  return suites;
};

const within = async (work: () => unknown): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("took too long")), LONGEST);
  });
  await Promise.race([work(), late]).finally(() => clearTimeout(timer));
};

/** Tries a test once more with what goes before and after it; answers why it failed, if it did. */
const again = async (test: RunnerTestCase, mutant?: string): Promise<string | undefined> => {
  const id = place.currentTestId;
  const suites = suitesOf(test);
  generation += 1;
  place.activeMutant = mutant;
  Atomics.add(beat, 0, 1);
  try {
    await within(async () => {
      const ends: unknown[] = [];
      for (const suite of suites)
        for (const hook of TestRunner.getSuiteHooks(suite).beforeEach) ends.push(await hook(test.context, suite));
      await TestRunner.getTestFn(test)?.();
      for (const end of ends) if (typeof end === "function") await end();
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    Atomics.add(beat, 0, 1);
    place.activeMutant = undefined;
    place.hitCount = undefined;
    try {
      for (const suite of suites.toReversed())
        for (const hook of TestRunner.getSuiteHooks(suite).afterEach) await hook(test.context, suite);
    } catch {}
    place.currentTestId = id;
    generation += 1;
  }
};

/** Tries the living mutants that a test covers, as often as they were hit in `coverage`. */
const tryAll = async (test: RunnerTestCase, id: string, coverage: Record<string, number>): Promise<void> => {
  const isNear = test.file.filepath.includes(NEAR);
  const living = Object.entries(coverage).filter(
    ([mutant]) => !dead.has(mutant) && !outlived.has(pair(mutant, id)) && (isNear || (spent.get(mutant) ?? 0) <= MOST),
  );
  if (living.length === 0 || (await again(test)) !== undefined) return;
  for (const [mutant, hits] of living) {
    const started = performance.now();
    Object.assign(place, { hitCount: 0, hitLimit: hits * 100 + 1_000 });
    note(mutant, "tries", id);
    const why = await again(test, mutant);
    if (!isNear) spent.set(mutant, (spent.get(mutant) ?? 0) + performance.now() - started);
    // A test that now fails without the mutant, too, says nothing of it.
    const isSure = why === undefined || (await again(test)) === undefined;
    note(mutant, why !== undefined && isSure ? "killed" : "outlives", id, why);
    if (!isSure) return;
    if (why !== undefined) dead.set(mutant, { how: "killed", test: id, why });
  }
};

/**
 * Runs each test, and then once more for each living mutant that it covers: so all is imported once. Started anew for
 * each mutant, Vitest takes seconds for what a test does in one thousandth.
 */
export default class EachMutant extends TestRunner {
  async runTask(test: RunnerTestCase): Promise<void> {
    generation += 1;
    const isTrying = inject("mode") === "dry-run";
    const started = performance.now();
    try {
      await TestRunner.getTestFn(test)?.();
    } catch (error) {
      // What it needs was changed by a test before it, which ran more than once.
      if (isTrying && tried.has(test.file.filepath)) return;
      throw error;
    }
    const took = performance.now() - started;
    const id = place.currentTestId ?? "";
    const covered = place.mutantCoverage?.perTest[id];
    if (!isTrying || covered === undefined || took > SLOW) return;
    const coverage = { ...covered };
    tried.add(test.file.filepath);
    // Each start has a folder of its own.
    await tryAll(test, id.slice(id.lastIndexOf("/test/") + 1), coverage);
    if (place.mutantCoverage) place.mutantCoverage.perTest[id] = coverage;
  }
}
