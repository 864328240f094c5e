import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { Plugin } from "esbuild";
import { readProgram } from "#files/program-folder/index.ts";
import { DEFAULT_PROGRAM } from "../../cli/places.ts";
import { makeBundles, placeProgram } from "../../infra/bundles.ts";
import { type Visit, visitOf } from "./visit.ts";

/** One bundle of the site, and the visit that it is asked to answer. */
export interface Contender {
  name: string;
  /** Path of the bundle; its program lies beside it. */
  bundle: string;
  bytes: number;
  visit: Visit;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The bundle of commit d97a30d as `infra/bundles.ts` made it then, with the packages of its lockfile, and the same
 * visit written by its own code: so that later forms of items, links and programs leave it as it was.
 */
const BASELINE = here("baseline/d97a30d.json.gz");

const baseline = (folder: string): Contender => {
  const kept: { bundle: string; visit: Visit; program: unknown } = JSON.parse(
    gunzipSync(readFileSync(BASELINE)).toString("utf8"),
  );
  const bundle = join(folder, "index.mjs");
  writeFileSync(bundle, kept.bundle);
  writeFileSync(join(folder, "program.json"), JSON.stringify(kept.program));
  return { name: "d97a30d, on the AWS SDK", bundle, bytes: statSync(bundle).size, visit: kept.visit };
};

/** Puts other files in the place of some of ours, by the end of their paths. */
const inPlaceOf = (others: Record<string, string>): Plugin => ({
  name: "in-place-of",
  setup: ({ onLoad }) => {
    for (const [ours, other] of Object.entries(others)) {
      const filter = new RegExp(`/${ours.replaceAll(".", "\\.")}$`);
      onLoad({ filter }, () => ({ contents: `export * from ${JSON.stringify(here(other))};`, resolveDir: here(".") }));
    }
  },
});

/** The other ways to ask AWS, each in the place of ours in the same handler. */
const PEERS: Record<string, Record<string, string>> = {
  "@aws-lite/dynamodb": {
    "adapters/dynamodb/signed-items.ts": "peers/aws-lite-items.ts",
    "adapters/links/secret.ts": "peers/aws-lite-secret.ts",
  },
  "signed by aws4fetch": { "adapters/aws/json-calls.ts": "peers/aws4fetch-calls.ts" },
  "the AWS SDK": { "adapters/dynamodb/signed-items.ts": "peers/sdk-items.ts" },
};

/** All bundles, made in a folder, the one that the others are compared with first, then ours. */
export const makeContenders = async (folder: string): Promise<Contender[]> => {
  const read = await readProgram(DEFAULT_PROGRAM, 2026);
  if (!read.ok) throw new Error("The program has faults.");
  const visit = await visitOf(read.program);
  const built = async (name: string, nth: number, others: Record<string, string>): Promise<Contender> => {
    const outdir = join(folder, String(nth));
    await makeBundles(["site"], outdir, [inPlaceOf(others)]);
    placeProgram(join(outdir, "site"), read.program);
    const bundle = join(outdir, "site", "index.mjs");
    return { name, bundle, bytes: statSync(bundle).size, visit };
  };
  mkdirSync(join(folder, "baseline"));
  const peers = Object.entries(PEERS).map(([name, others], nth) => built(`the same handler, ${name}`, nth + 1, others));
  return [baseline(join(folder, "baseline")), await built("now", 0, {}), ...(await Promise.all(peers))];
};
