import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const OLDEST_JAVA = 17;
const START_TIMEOUT_MS = 55_000;
const POLL_MS = 50;

// C1 alone starts faster than the default and is quicker for runs of a few minutes.
const JVM_FLAGS = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/** A database in a running DynamoDB Local, which keeps one for each access key id, apart from all others. */
export interface Database {
  endpoint: string;
  /** Letters and digits. Nobody else knows it: the emulator listens on all interfaces, and judges no signature. */
  keyId: string;
}

/** A running DynamoDB Local; `stop` ends its process and resolves when it is gone. */
export interface DynamodbLocal extends Database {
  stop(): Promise<void>;
}

/**
 * Starts DynamoDB Local, in memory, on a free port, and waits until it answers. The process ends with this one.
 * @throws an Error of one sentence where Java is missing or too old, or where the emulator does not come up in 30 s.
 */
export const startDynamodbLocal = async (): Promise<DynamodbLocal> => {
  await requireJava();
  const folder = emulatorFolder();
  const port = await freePort();
  const child = spawn("java", javaArguments(folder, port), { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const killWithParent = () => child.kill("SIGKILL");
  process.once("exit", killWithParent);
  const stop = async () => {
    process.off("exit", killWithParent);
    await end(child);
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(endpoint, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, keyId: randomBytes(16).toString("hex"), stop };
};

const emulatorFolder = (): string => {
  const manifest = createRequire(import.meta.url).resolve("amplify-dynamodb-simulator/package.json");
  return join(dirname(manifest), "emulator");
};

const javaArguments = (folder: string, port: number): string[] => [
  ...JVM_FLAGS,
  `-Djava.library.path=${join(folder, "DynamoDBLocal_lib")}`,
  "-jar",
  join(folder, "DynamoDBLocal.jar"),
  "-inMemory",
  "-port",
  String(port),
  "-disableTelemetry",
];

const requireJava = async (): Promise<void> => {
  const how = "Debian: apt-get install default-jre-headless";
  const mend = `install a Java runtime of version ${OLDEST_JAVA} or newer (${how}).`;
  const version = await promisify(execFile)("java", ["-version"]).then(
    ({ stderr }) => stderr,
    () => undefined,
  );
  if (version === undefined) throw new Error(`DynamoDB Local needs Java, and no "java" runs here: ${mend}`);
  const major = javaMajor(version);
  if (major < OLDEST_JAVA) throw new Error(`DynamoDB Local needs a newer Java than the ${major} found here: ${mend}`);
};

/**
 * The major version in what `java -version` prints: 17 for `openjdk version "17.0.15"`, 8 for `"1.8.0_402"`. An
 * unfamiliar text counts as new enough, since the emulator itself then says what is wrong.
 */
const javaMajor = (text: string): number => {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (first === undefined) return Number.POSITIVE_INFINITY;
  return first === "1" ? Number(second) : Number(first);
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No free port.")),
      );
    });
  });

// Its listener opens before it can serve, so wait for an answer to a real (refused, unsigned) request.
const untilItAnswers = async (endpoint: string, child: ChildProcess): Promise<void> => {
  const complaints: string[] = [];
  child.stderr?.on("data", (text) => complaints.push(String(text)));
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await answers(endpoint)) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`DynamoDB Local did not start. It said: ${complaints.join("").trim() || "nothing"}`);
};

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint, { method: "POST", signal: AbortSignal.timeout(1000) }).then(
    () => true,
    () => false,
  );

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
