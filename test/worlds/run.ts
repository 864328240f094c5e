import { Command, InvalidArgumentError } from "commander";
import { runWorld } from "./run-world.ts";
import { runSessionWorld } from "./sessions/run-session-world.ts";

const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("Write a whole number from 1 on.");
  return Number(text);
};

const { seed, seeds, from, sessions } = new Command("npm run worlds --")
  .option("--seed <number>", "tell what happened in that world", wholeNumber)
  .option("--seeds <number>", "live so many worlds through", wholeNumber, 500)
  .option("--from <number>", "the first of them", wholeNumber, 1)
  .option("--sessions", "worlds of sessions and their guests")
  .parse()
  .opts<{ seed?: number; seeds: number; from: number; sessions?: boolean }>();

const live = sessions ? runSessionWorld : runWorld;

/** Worlds after which a long run says how far it is. */
const TOLD_EACH = 1_000;

const tellOne = async (seed: number): Promise<boolean> => {
  const { history, faults, mails } = await live(seed);
  console.log(history.join("\n"));
  console.log(`\nWorld ${seed}: ${mails} mails, ${faults.length === 0 ? "everything held" : "DID NOT HOLD:"}`);
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length === 0;
};

const tellMany = async (from: number, count: number): Promise<boolean> => {
  const started = performance.now();
  let [mails, failed] = [0, 0];
  for (let seed = from; seed < from + count; seed += 1) {
    const ended = await live(seed);
    mails += ended.mails;
    if ((seed - from + 1) % TOLD_EACH === 0) console.error(`${seed - from + 1} of ${count} worlds`);
    if (ended.faults.length === 0) continue;
    failed += 1;
    console.log(`seed ${seed}: ${ended.faults[0]}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${count} worlds, ${mails} mails, ${failed} worlds in which something did not hold, ${seconds} s`);
  return failed === 0;
};

const held = seed === undefined ? tellMany(from, seeds) : tellOne(seed);
process.exitCode = (await held) ? 0 : 1;
