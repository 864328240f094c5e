import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { simulation } from "../cli/forecast/simulate.ts";
import { prepare } from "../cli/local/prepare.ts";
import { DEFAULT_PROGRAM, PACKAGE, SAMPLE_ROSTER } from "../cli/places.ts";
import type { CallCounts } from "../local/system.ts";
import { watchMemory } from "./watch-memory.ts";

/** One school year of the sample school, on the emulators and by the rules alone: how long, how big, how many calls. */
const ASKED = { program: DEFAULT_PROGRAM, roster: SAMPLE_ROSTER, from: "2026-08-01", to: "2027-06-30" };
const LIMITS = { simulate: 120, preview: 3, gigabytes: 1.5 };

const SPAN = ["--roster", ASKED.roster, "--from", ASKED.from, "--to", ASKED.to];

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

const previewSeconds = (): number => {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, ["cli/matchward.ts", "preview", ...SPAN], { cwd: PACKAGE });
  if (status !== 0) throw new Error(`preview ended with ${status}`);
  return secondsSince(began);
};

const perMail = (calls: CallCounts, mails: number): string[] => {
  const services = Map.groupBy(Object.entries(calls), ([operation]) => operation.split(":")[0] ?? operation);
  return [...services].sort().map(([service, counts]) => {
    const made = counts.reduce((sum, [, count]) => sum + count.calls, 0);
    return `  ${service.padEnd(16)} ${String(made).padStart(7)} calls  ${(made / mails).toFixed(3)} a mail`;
  });
};

const verdict = (value: number, limit: number, unit: string): string =>
  `${value.toFixed(1)} ${unit} (at most ${limit}${value <= limit ? "" : ": TOO MUCH"})`;

const console = { out: process.stdout, err: process.stderr };
const memory = watchMemory();
const began = performance.now();
const { outlook, calls, failures } = await simulation(ASKED, await prepare(ASKED, "whole", console), console);
const seconds = secondsSince(began);
const gigabytes = memory.stop() / 1024 ** 3;

console.out.write(
  [
    `${ASKED.from} to ${ASKED.to}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ` +
      `${process.version}`,
    `simulate  ${verdict(seconds, LIMITS.simulate, "s")}, ${outlook.mails.length} mails, ${failures.length} failures`,
    `memory    ${verdict(gigabytes, LIMITS.gigabytes, "GB")}, the most of all processes together`,
    ...perMail(calls, outlook.mails.length),
    `preview   ${verdict(previewSeconds(), LIMITS.preview, "s")}`,
    "",
  ].join("\n"),
);
