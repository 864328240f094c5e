import { afterAll, describe, expect, test } from "vitest";
import { PLANTED_SESSIONS, type PlantedSession } from "./planted-sessions.ts";
import { runSessionWorld } from "./run-session-world.ts";

/** Milliseconds; far more than a test needs, for machines that have much else to do. */
const PATIENCE = 120_000;
const [WORLDS, MOST_SEEDS] = [12, 200];

test("in every world guests hear the newest, once, and each seat is one person's", { timeout: PATIENCE }, async () => {
  const found: string[] = [];
  for (let seed = 1; seed <= WORLDS; seed += 1)
    for (const fault of (await runSessionWorld(seed)).faults)
      found.push(`${fault} (npm run worlds -- --sessions --seed ${seed})`);
  expect(found).toEqual([]);
});

/** The first world that shows the bug, and what it says. */
const whereItShows = async ({ seed: known, falls, variant, faults }: PlantedSession) => {
  for (const seed of [known, ...Array.from({ length: MOST_SEEDS }, (_, nth) => nth + 1)]) {
    const ended = await runSessionWorld(seed, { variant: variant(), ...(faults && { faults }) });
    const fault = ended.faults.find((one) => one.startsWith(falls));
    if (fault !== undefined) return { seed, fault };
  }
  return undefined;
};

describe("worlds with sessions find a planted bug", () => {
  const table: string[] = [];
  afterAll(() => console.log(["| planted bug | seed | what it says |", "| --- | --- | --- |", ...table].join("\n")));

  test.each(PLANTED_SESSIONS)("$bug, by $falls", { timeout: PATIENCE }, async (planted) => {
    const found = await whereItShows(planted);
    table.push(`| ${planted.bug} | ${found?.seed ?? "none"} | ${found?.fault ?? ""} |`);
    expect(found).toBeDefined();
  });
});
