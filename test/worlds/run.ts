import { parseArgs } from "node:util";
import { runWorld } from "./run-world.ts";

// `--seed 123` tells one world's history; `--seeds 10000` lives that many through, from `--from` on.
const { values } = parseArgs({
  options: { seed: { type: "string" }, seeds: { type: "string" }, from: { type: "string", default: "1" } },
});

const tellOne = async (seed: number): Promise<boolean> => {
  const { history, faults, mails } = await runWorld(seed);
  console.log(history.join("\n"));
  console.log(`\nWorld ${seed}: ${mails} mails, ${faults.length === 0 ? "everything held" : "DID NOT HOLD:"}`);
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length === 0;
};

const tellMany = async (from: number, count: number): Promise<boolean> => {
  const started = performance.now();
  let [mails, failed] = [0, 0];
  for (let seed = from; seed < from + count; seed += 1) {
    const ended = await runWorld(seed);
    mails += ended.mails;
    if (ended.faults.length === 0) continue;
    failed += 1;
    console.log(`seed ${seed}: ${ended.faults[0]}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${count} worlds, ${mails} mails, ${failed} worlds in which something did not hold, ${seconds} s`);
  return failed === 0;
};

const held =
  values.seed === undefined ? tellMany(Number(values.from), Number(values.seeds ?? 500)) : tellOne(Number(values.seed));
process.exitCode = (await held) ? 0 : 1;
