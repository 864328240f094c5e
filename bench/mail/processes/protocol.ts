import * as z from "zod/mini";
import { type Counts, since } from "../counts.ts";

/** What the bench asks of a worker: to do one deed. */
const Asked = z.object({ deed: z.string() });

const CountsOf = z.record(z.string(), z.object({ calls: z.number(), units: z.number() }));

/** What a deed took. `told`: figures of its own, by name. */
export const Spent = z.object({
  cpuMicros: z.number(),
  millis: z.number(),
  /** The most memory that the worker has held so far. */
  peakBytes: z.number(),
  counts: CountsOf,
  told: z.record(z.string(), z.number()),
});
export type Spent = z.infer<typeof Spent>;

/** What a worker answers. */
export const Answered = z.union([z.object({ spent: Spent }), z.object({ failed: z.string() })]);

/** What a worker can do, by name; each answers figures of its own, if it has any. */
export type Deeds = Record<string, () => Promise<Record<string, number> | undefined>>;

const RESOURCE_KB = 1024;

/** Does one deed and measures it: processor time of this process, time, calls. */
const measured = async (deed: Deeds[string], counts: () => Counts): Promise<Spent> => {
  const [began, cpu, before] = [performance.now(), process.cpuUsage(), counts()];
  const told = await deed();
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuMicros: user + system,
    millis: performance.now() - began,
    peakBytes: process.resourceUsage().maxRSS * RESOURCE_KB,
    counts: since(before, counts()),
    told: told ?? {},
  };
};

/**
 * Serves a worker's deeds to the bench that started this process, one after the other, until it disconnects.
 * @param counts reads the calls that this process has made so far
 */
export const serveDeeds = (deeds: Deeds, counts: () => Counts = () => ({})): void => {
  const answer = async (message: unknown): Promise<z.infer<typeof Answered>> => {
    try {
      const { deed } = Asked.parse(message);
      const found = deeds[deed];
      if (found === undefined) throw new Error(`This worker cannot ${deed}.`);
      return { spent: await measured(found, counts) };
    } catch (error) {
      return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  process.on("message", async (message) => process.send?.(await answer(message)));
  process.on("disconnect", () => process.exit(0));
};

/** What a worker is told when it is started. */
export const Setup = z.object({
  students: z.int(),
  /** Mails in one job and one SES call, where the contender has the choice. */
  batch: z.int(),
  /** Names this run's tables, queues and databases. */
  run: z.string(),
  /** Where the contender's stores answer, by name. */
  stores: z.record(z.string(), z.string()),
});
export type Setup = z.infer<typeof Setup>;

/** Reads what this worker process was told, from its first argument. */
export const ownSetup = (): Setup => Setup.parse(JSON.parse(process.argv[2] ?? "{}"));
