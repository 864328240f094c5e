import { strykerPlugins as ofVitest } from "@stryker-mutator/vitest-runner";
import { readJournal } from "./journal.ts";

const isThorough = process.env.MUTANTS_THOROUGH !== undefined;

/**
 * Stryker's runner of Vitest tests, whose first run has tried most mutants (`each-mutant.ts`): of those it answers what
 * the journal says. It runs the tests anew for a mutant of what a module does when it is imported; where that is asked
 * for, also for each that lives.
 */
const quickly = (mutantRun) => {
  let journal;
  return (run) => {
    journal ??= readJournal();
    const death = journal.dead.get(run.activeMutant.id);
    if (death?.how === "timeout") return { status: "timeout", reason: death.why };
    if (death) return { status: "killed", killedBy: [death.test], failureMessage: death.why, nrOfTests: 1 };
    return isThorough || run.mutantActivation === "static" ? mutantRun(run) : { status: "survived", nrOfTests: 1 };
  };
};

/** What Stryker looks for in a plugin. */
export const strykerPlugins = ofVitest.map((plugin) => {
  const factory = (injector) => {
    const runner = plugin.factory(injector);
    return Object.assign(runner, { mutantRun: quickly(runner.mutantRun.bind(runner)) });
  };
  return { ...plugin, name: "quick", factory: Object.assign(factory, { inject: plugin.factory.inject }) };
});
