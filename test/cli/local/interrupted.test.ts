import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SAMPLE_ROSTER } from "../../../cli/places.ts";
import { SEVEN_MILESTONES } from "../../programs/seven-milestones.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const BIN = join(import.meta.dirname, "../../../cli/matchward.js");
const SPAN = ["--program", SEVEN_MILESTONES, "--roster", SAMPLE_ROSTER, "--from", "2026-08-01", "--to", "2027-06-30"];

test("what does not stop within its time is ended, and that is said", async () => {
  const module = JSON.stringify(join(import.meta.dirname, "../../../cli/local/interruption.ts"));
  const script = `const { endWithin } = await import(${module}); endWithin(50, process.stderr); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "pipe" });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, "close");
  expect([code, said]).toEqual([3, "Not everything stopped within 0.05 s: ended all the same.\n"]);
});

test("Ctrl-C during the synthesis is told as such and leaves no folder behind", async () => {
  const folder = temporaryFolder();
  const env = { ...process.env, TMPDIR: folder };
  // A group of its own, so that the signal reaches all of its processes as a terminal's does.
  const child = spawn(process.execPath, [BIN, "simulate", ...SPAN], { env, detached: true, stdio: "pipe" });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += String(chunk);
    if (String(chunk).includes("Synthesizing")) setTimeout(() => process.kill(-Number(child.pid), "SIGINT"), 300);
  });
  const [code] = await once(child, "close");
  expect(said).toBe("Synthesizing the app …\nInterrupted.\n");
  expect(code).toBe(3);
  expect(readdirSync(folder)).toEqual([]);
});
