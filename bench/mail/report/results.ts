import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FaultRun } from "../run-faults.ts";
import type { Run } from "../run-once.ts";
import type { Planning } from "../run-planning.ts";

/** Everything that one bench measured, as it is kept: raw runs, none of them left out. */
export interface Results {
  at: string;
  quick: boolean;
  machine: string;
  versions: string[];
  runs: Run[];
  faults: FaultRun[];
  planning: Planning | undefined;
  seconds: number;
}

/** This machine in one line. */
export const machine = (): string => {
  const gigabytes = (totalmem() / 1024 ** 3).toFixed(1);
  const model = cpus()[0]?.model ?? "an unknown processor";
  const linux = `Linux ${release().split("-")[0]}`;
  return `${cpus().length} × ${model}, ${gigabytes} GB, ${linux}; Node ${process.versions.node}`;
};

const PEERS = ["bullmq", "ioredis", "pg-boss", "graphile-worker", "pg"];

/** Versions of the peers as their lockfile has them installed. */
export const peerVersions = (): string[] =>
  PEERS.map((name) => {
    const file = new URL(`../peers/node_modules/${name}/package.json`, import.meta.url);
    const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
    return `${name} ${version}`;
  });

/** Where a full bench is kept, for the page to be made of. */
const KEPT = new URL("../results/full.json", import.meta.url);

/** Where any other is left, for whoever wants to look. */
const PASSING = new URL("../../../.matchward/bench-mail.json", import.meta.url);

/** Writes the raw results; answers where. @param whole true: keep them beside the bench, for the page */
export const write = (results: Results, whole: boolean): string => {
  const file = fileURLToPath(whole ? KEPT : PASSING);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results)}\n`);
  return file;
};

/** The results that were kept last. */
export const kept = (): Results => JSON.parse(readFileSync(KEPT, "utf8"));
