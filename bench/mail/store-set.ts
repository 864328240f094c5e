import { execFileSync } from "node:child_process";
import * as z from "zod/mini";
import type { Contender, StoreName } from "./contenders.ts";
import { cpuOfFamily } from "./processes/processes.ts";
import { type Server, startEmulator, startPostgres, startRedis } from "./processes/servers.ts";

const STARTS: Record<StoreName, () => Promise<Server>> = {
  dynamodb: () => startEmulator("matchward/dynamodb-server.ts"),
  sqs: () => startEmulator("matchward/queue-server.ts"),
  redis: startRedis,
  postgres: startPostgres,
};

/** What a store did: requests (Redis: commands; PostgreSQL: transactions), and rows or keys written. */
export interface StoreWork {
  requests: number;
  writes: number;
}

/** The running stores, each started when it is first needed. */
export interface StoreSet {
  /** Has the contender's stores running, and a database for this run, empty at first; answers where they are. */
  prepare(contender: Contender, run: string): Promise<Record<string, string>>;
  /** Processor time so far of the contender's stores, µs. */
  cpu(contender: Contender): number;
  /** What its Redis or PostgreSQL has done so far; undefined where matchward's own client counts. */
  work(contender: Contender, run: string): Promise<StoreWork | undefined>;
  /** Forgets the run's database. */
  drop(contender: Contender, run: string): void;
  versions(): string[];
  stop(): Promise<void>;
}

const psql = (server: Server, database: string, statement: string): string =>
  execFileSync("psql", [`${server.url}/${database}`, "-qtAc", statement], { cwd: "/" })
    .toString()
    .trim();

const hasDatabase = (server: Server, database: string): boolean =>
  psql(server, "postgres", `SELECT 1 FROM pg_database WHERE datname = '${database}'`) === "1";

const redisInfo = (server: Server): StoreWork => {
  const info = execFileSync("redis-cli", ["-u", server.url, "info"]).toString();
  const field = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(info)?.[1] ?? 0);
  return { requests: field("total_commands_processed"), writes: field("rdb_changes_since_last_save") };
};

// PostgreSQL's processes tell what they did once a second.
const STATISTICS_MS = 1_100;
const Row = z.tuple([z.string(), z.string()]);

const postgresWork = async (server: Server, database: string): Promise<StoreWork> => {
  await new Promise((resolve) => setTimeout(resolve, STATISTICS_MS));
  const asked = `SELECT xact_commit + xact_rollback, tup_inserted + tup_updated + tup_deleted
    FROM pg_stat_database WHERE datname = '${database}'`;
  const [requests, writes] = Row.parse(psql(server, "postgres", asked).split("|"));
  return { requests: Number(requests), writes: Number(writes) };
};

/** Stores that are started when they are needed, and kept for the next run. */
export const storeSet = (): StoreSet => {
  const running = new Map<StoreName, Server>();
  const serversOf = ({ stores }: Contender) => stores.flatMap((name) => running.get(name) ?? []);
  const need = async (name: StoreName): Promise<Server> => {
    const server = running.get(name) ?? (await STARTS[name]());
    running.set(name, server);
    return server;
  };
  return {
    prepare: async ({ stores }, run) => {
      const urls: Record<string, string> = {};
      for (const name of stores) urls[name] = (await need(name)).url;
      const postgres = stores.includes("postgres") ? running.get("postgres") : undefined;
      if (postgres && !hasDatabase(postgres, run)) psql(postgres, "postgres", `CREATE DATABASE ${run}`);
      return urls;
    },
    cpu: (contender) => serversOf(contender).reduce((sum, { pid }) => sum + cpuOfFamily(pid), 0),
    work: async ({ stores }, run) => {
      const [redis, postgres] = [running.get("redis"), running.get("postgres")];
      if (stores.includes("redis") && redis) return redisInfo(redis);
      return stores.includes("postgres") && postgres ? postgresWork(postgres, run) : undefined;
    },
    drop: ({ stores }, run) => {
      const postgres = running.get("postgres");
      if (stores.includes("postgres") && postgres) psql(postgres, "postgres", `DROP DATABASE ${run} WITH (FORCE)`);
    },
    versions: () => [...running.values()].map(({ version }) => version).filter((version) => version !== "emulator"),
    stop: async () => {
      for (const server of running.values()) await server.stop();
      running.clear();
    },
  };
};
