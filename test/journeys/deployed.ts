import type { TestProject } from "vitest/node";
import { synthesize } from "../../cli/local/synthesize.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the default program's synthesized app, which every journey reads and none changes. */
    assembly: string;
  }
}

/** Synthesizes the default program once for all journeys: bundling takes seconds. Answers how to remove it. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const { folder, remove } = await synthesize("program/hms");
  provide("assembly", folder);
  return remove;
};
