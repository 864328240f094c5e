import { strykerPlugins as ofVitest } from "@stryker-mutator/vitest-runner";
import { readJournal } from "./journal.ts";

const isThorough = process.env.MUTANTS_THOROUGH !== undefined;
const NEAR = `test/${process.env.MUTATED_FOLDER}/`;

/**
 * Stryker's runner of Vitest tests, whose first run has tried most mutants (`each-mutant.ts`): of those it answers what
 * the journal says. Where that is asked for, it runs the tests anew for each that lives: those beside the code, where a
 * mutant is of what a module does when it is imported.
 */
const quickly = ({ dryRun, mutantRun }) => {
  let journal;
  let near = [];
  return {
    dryRun: async (options) => {
      const result = await dryRun(options);
      near = (result.tests ?? []).map(({ id }) => id).filter((id) => id.startsWith(NEAR));
      return result;
    },
    mutantRun: (run) => {
      journal ??= readJournal();
      const death = journal.dead.get(run.activeMutant.id);
      if (death?.how === "timeout") return { status: "timeout", reason: death.why };
      if (death) return { status: "killed", killedBy: [death.test], failureMessage: death.why, nrOfTests: 1 };
      if (!isThorough) return { status: "survived", nrOfTests: 1 };
      return mutantRun(run.activeMutant.static ? { ...run, mutantActivation: "static", testFilter: near } : run);
    },
  };
};

/** What Stryker looks for in a plugin. */
export const strykerPlugins = ofVitest.map((plugin) => {
  const factory = (injector) => {
    const runner = plugin.factory(injector);
    const [dryRun, mutantRun] = [runner.dryRun.bind(runner), runner.mutantRun.bind(runner)];
    return Object.assign(runner, quickly({ dryRun, mutantRun }));
  };
  return { ...plugin, name: "quick", factory: Object.assign(factory, { inject: plugin.factory.inject }) };
});
