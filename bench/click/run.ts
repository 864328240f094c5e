import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { machine } from "../mail/report/results.ts";
import { withSection } from "../mail/report/write-page.ts";
import { type Contender, makeContenders } from "./contenders.ts";
import { click, startAwsStub, type Way } from "./rounds.ts";
import { section } from "./section.ts";
import type { Measured } from "./table.ts";

/**
 * How long a student waits who is the first to click: the site's bundle in a fresh process, with a simulated table and
 * secret behind a stub of AWS, beside the bundle of commit d97a30d and beside other ways to ask AWS. All in turn, so
 * that they share good and bad moments.
 */
const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "25" }, page: { type: "boolean", default: false } },
});
const ROUNDS = Number(options.rounds);
const PAGE = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

const installPeers = (): void => {
  const prefix = fileURLToPath(new URL("peers", import.meta.url));
  const install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", prefix];
  const { status } = spawnSync("npm", install, { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`The peers could not be installed: npm ${install.join(" ")}`);
};

const measure = async (folder: string, contenders: readonly Contender[]): Promise<Measured[]> => {
  const aws = await startAwsStub(folder);
  const all = aws.ways.flatMap((way: Way) => contenders.map((contender): Measured => ({ contender, way, clicks: [] })));
  try {
    // The first round warms up the disk; another one begins each round.
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const { contender, way, clicks } of [...all.slice(round + 1), ...all.slice(0, round + 1)]) {
        const one = await click(aws, way, contender);
        if (round >= 0) clicks.push(one);
      }
      process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
    }
  } finally {
    aws.stop();
  }
  return all;
};

installPeers();
const folder = mkdtempSync(join(tmpdir(), "matchward-click-"));
try {
  const told = section(await measure(folder, await makeContenders(folder)), machine());
  console.log(told);
  if (options.page) writeFileSync(PAGE, withSection(readFileSync(PAGE, "utf8"), told, "bench:click"));
} finally {
  rmSync(folder, { recursive: true });
}
