import fc from "fast-check";

/** The same random cases for each mutant: another case could kill what this one lets live. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20270401, numRuns: 50 });
