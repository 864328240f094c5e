import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ended, pinned, startScript, WORKER_CPU } from "./processes.ts";

/** A store that the bench started: where it answers, and the process whose family does the work. */
export interface Server {
  readonly pid: number;
  readonly url: string;
  /** What it says of itself, for the table. */
  readonly version: string;
  stop(): Promise<void>;
}

/** Something that the bench needs is not installed: one sentence that says how to get it. */
export class NotInstalled extends Error {
  override readonly name = "NotInstalled";
}

/** A port that is free at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

const START_MS = 20_000;

const until = async (isUp: () => boolean, what: string): Promise<void> => {
  for (let waited = 0; waited < START_MS; waited += 100) {
    if (isUp()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come up in ${START_MS / 1000} s.`);
};

const serverOf = (child: ChildProcess, url: string, version: string, folder: string): Server => {
  const killWithBench = () => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", killWithBench);
  return {
    pid: child.pid ?? 0,
    url,
    version,
    stop: async () => {
      process.off("exit", killWithBench);
      // Postgres ends at once, and takes its family along, by SIGQUIT; Redis by SIGKILL.
      await ended(child, url.startsWith("postgres") ? "SIGQUIT" : "SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Starts Debian's Redis with its append-only file written to disk every second. @throws NotInstalled */
export const startRedis = async (): Promise<Server> => {
  const told = spawnSync("redis-server", ["--version"]);
  if (told.status !== 0) {
    throw new NotInstalled("BullMQ needs Redis, and there is none here: apt-get install -y redis-server.");
  }
  const folder = mkdtempSync(join(tmpdir(), "bench-redis-"));
  const port = await freePort();
  const settings = { port, bind: "127.0.0.1", dir: folder, appendonly: "yes", appendfsync: "everysec", save: "" };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const [command, all] = pinned(WORKER_CPU, "redis-server", args);
  const child = spawn(command, all, { stdio: "ignore" });
  await until(() => spawnSync("redis-cli", ["-p", String(port), "ping"]).status === 0, "Redis");
  const version = /v=(\S+)/.exec(told.stdout.toString())?.[1] ?? "of an unknown version";
  return serverOf(child, `redis://127.0.0.1:${port}`, `Redis ${version}, AOF everysec`, folder);
};

const POSTGRES_FOLDER = "/usr/lib/postgresql";

const postgresPrograms = (): string => {
  const versions = existsSync(POSTGRES_FOLDER) ? readdirSync(POSTGRES_FOLDER) : [];
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  if (newest !== undefined) return join(POSTGRES_FOLDER, newest, "bin");
  throw new NotInstalled("pg-boss and graphile-worker need PostgreSQL: apt-get install -y postgresql-15.");
};

// PostgreSQL refuses to run as root.
const postgresUser = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"]).toString());
  return { uid: idOf("-u"), gid: idOf("-g") };
};

/** Starts Debian's PostgreSQL as installed, with `fsync` on. @throws NotInstalled */
export const startPostgres = async (): Promise<Server> => {
  const programs = postgresPrograms();
  const user = postgresUser();
  const folder = mkdtempSync(join(tmpdir(), "bench-postgres-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const init = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"];
  execFileSync(join(programs, "initdb"), init, { ...user, cwd: folder, stdio: "ignore" });
  const port = await freePort();
  const args = ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=on"];
  const [command, all] = pinned(WORKER_CPU, join(programs, "postgres"), args);
  const child = spawn(command, all, { ...user, cwd: folder, stdio: "ignore" });
  const isUp = () =>
    spawnSync(join(programs, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)], { cwd: folder }).status === 0;
  await until(isUp, "PostgreSQL");
  const version = /[\d.]+/.exec(execFileSync(join(programs, "postgres"), ["-V"]).toString())?.[0] ?? "";
  return serverOf(child, `postgres://postgres@127.0.0.1:${port}`, `PostgreSQL ${version}, fsync on`, folder);
};

/** Starts one of matchward's two emulators in a process of its own. */
export const startEmulator = async (file: string): Promise<Server> => {
  const child = startScript(file, WORKER_CPU);
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message) => resolve(String(message)));
    child.once("exit", () => reject(new Error(`${file} ended before it answered.`)));
  });
  return {
    pid: child.pid ?? 0,
    url,
    version: "emulator",
    stop: () => ended(child, "SIGTERM"),
  };
};
