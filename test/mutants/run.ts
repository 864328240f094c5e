import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { Command } from "commander";

const CACHE = "node_modules/.cache";
const STRYKER = ["node_modules/@stryker-mutator/core/bin/stryker.js", "run", "test/mutants/stryker.json"];

/** So many mutants of a folder may make their process end before Stryker is given up. */
const MOST_DEATHS = 40;

const program = new Command("npm run mutants --")
  .argument("<folders...>", "such as functions/send-mail domain/mail")
  .option("--thorough", "run each mutant that lives by Stryker's own way as well: some seconds each")
  .option("--near", "by the tests beside the code and the stores' contracts alone: minutes a folder")
  .parse();
const { thorough, near } = program.opts<{ thorough?: true; near?: true }>();

const lengthOf = (file: string): number => (existsSync(file) ? readFileSync(file).length : 0);

/** Tries the mutants of a folder; answers Stryker's exit code. */
const tryFolder = (folder: string): number => {
  const name = folder.replaceAll("/", "-");
  const journal = `${CACHE}/mutants-${name}.journal`;
  mkdirSync(CACHE, { recursive: true });
  rmSync(journal, { force: true });
  const files = ["--mutate", `${folder}/**/*.ts`, "--tempDirName", `${CACHE}/mutants-${name}`];
  const env = {
    ...process.env,
    MUTATED_FOLDER: folder,
    MUTANTS_JOURNAL: `${process.cwd()}/${journal}`,
    ...(thorough && { MUTANTS_THOROUGH: "1" }),
    ...(near && { MUTANTS_NEAR: "1" }),
  };
  for (let deaths = 0; ; deaths += 1) {
    const before = lengthOf(journal);
    const { status } = spawnSync(process.execPath, [...STRYKER, ...files], { stdio: "inherit", env });
    // A mutant that ran for ever took its process with it; the journal names it, and the rest is tried on.
    const isOver = status === 0 || lengthOf(journal) === before || deaths === MOST_DEATHS;
    if (isOver) return status ?? 1;
  }
};

const codes = program.args.map(tryFolder);
process.exitCode = Math.max(0, ...codes);
