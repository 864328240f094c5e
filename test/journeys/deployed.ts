import type { TestProject } from "vitest/node";
import { synthesize } from "../../cli/local/synthesize.ts";
import { served } from "../emulators/shared-by-files.ts";
import { SEVEN_MILESTONES } from "../programs/seven-milestones.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** URL that answers the folder of the synthesized app, which every journey reads and none changes. */
    assembly: string;
  }
}

/** Synthesizes one program for all journeys while other tests run: bundling takes seconds. Answers how to remove it. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const synthesized = synthesize(SEVEN_MILESTONES);
  const removed = synthesized.then(
    ({ remove }) => remove,
    () => async () => {},
  );
  const { url, close } = await served(async () => (await synthesized).folder);
  provide("assembly", url);
  return async () => {
    close();
    await (await removed)();
  };
};
