import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** A file that outlives whoever tries mutants: a mutant may make it loop for ever, and is then known for it. */
const path = process.env.MUTANTS_JOURNAL ?? "node_modules/.cache/mutants.journal";

/** What is known of mutants, by their numbers. */
export interface Journal {
  /** The test that killed it, or that it made run for ever. */
  dead: Map<string, { how: "killed" | "timeout"; test: string; why: string }>;
  /** Tests, each with a mutant that outlived it. */
  outlived: Set<string>;
}

type Line = [mutant: string, what: "tries" | "outlives" | "killed", test: string, why?: string];

export const note = (...line: Line): void => appendFileSync(path, `${JSON.stringify(line)}\n`);

export const pair = (mutant: string, test: string): string => `${mutant} ${test}`;

export const readJournal = (): Journal => {
  const journal: Journal = { dead: new Map(), outlived: new Set() };
  const lines: Line[] = existsSync(path)
    ? readFileSync(path, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
  for (const [nth, [mutant, what, test, why = ""]] of lines.entries()) {
    if (what === "outlives") journal.outlived.add(pair(mutant, test));
    if (what === "killed") journal.dead.set(mutant, { how: "killed", test, why });
    // Whoever tried it ended before it could say how.
    const isEnded = lines[nth + 1]?.[0] === mutant && lines[nth + 1]?.[2] === test;
    if (what === "tries" && !isEnded) journal.dead.set(mutant, { how: "timeout", test, why: "ran for ever" });
  }
  return journal;
};
