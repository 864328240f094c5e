import type { TestProject } from "vitest/node";
import { synthesize } from "../../cli/local/synthesize.ts";
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the synthesized app, which every journey reads and none changes. */
    assembly: string;
  }
}

/** Synthesizes one program for all journeys: bundling takes seconds. Answers how to remove it. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const { folder, remove } = await synthesize(SEVEN_MILESTONES);
  provide("assembly", folder);
  return remove;
};
