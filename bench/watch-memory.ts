import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 250;

/**
 * Watches the resident memory of this process and all it started (Linux; elsewhere of this process alone), until
 * `stop`, which answers the most seen at one time, in bytes.
 */
export const watchMemory = (): { stop(): number } => {
  let most = 0;
  const look = () => {
    most = Math.max(most, residentBytes());
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return most;
    },
  };
};

const residentBytes = (): number => {
  if (process.platform !== "linux") return process.memoryUsage.rss();
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readStatus);
  const family = new Set([process.pid]);
  // A child has a higher number than its parent, but for the rare wrap-around.
  for (const { pid, parent } of all.sort((a, b) => a.pid - b.pid)) if (family.has(parent)) family.add(pid);
  return all.filter(({ pid }) => family.has(pid)).reduce((sum, { bytes }) => sum + bytes, 0);
};

const readStatus = (pid: string): { pid: number; parent: number; bytes: number }[] => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return [{ pid: Number(pid), parent: field("PPid"), bytes: field("VmRSS") * 1024 }];
  } catch {
    // It ended meanwhile.
    return [];
  }
};
