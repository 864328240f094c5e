// @ts-check
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { whichNode } from "./which-node.js";

const inPackage = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Runs a script in a Node of its own, and ends as that one ends. A terminal's Ctrl-C reaches both by itself. */
const runIn = (/** @type {string} */ node, /** @type {string[]} */ command) => {
  const child = spawn(node, command, { stdio: "inherit" });
  process.on("SIGINT", () => undefined);
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"])) process.on(signal, () => child.kill(signal));
  child.on("close", (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
};

/**
 * Runs a script of the project on a Node that can: TypeScript as it stands needs Node 24. Where there is none, says what
 * to do and ends with 3, as `matchward` does when the system is at fault.
 * @param {string} script from the project's folder, such as `infra/app.ts`
 * @param {string[]} args
 */
export const launch = async (script, args) => {
  const builds = JSON.parse(readFileSync(inPackage("package.json"), "utf8")).optionalDependencies;
  const { platform, arch, versions } = process;
  const isThere = (/** @type {string} */ file) => existsSync(inPackage(file));
  const choice = whichNode({ version: versions.node, platform, arch, builds, isThere });
  if (choice.use === "none") {
    process.stderr.write(`${choice.cure}\n`);
    process.exitCode = 3;
  } else if (choice.use === "brought") {
    runIn(inPackage(choice.file), [inPackage(script), ...args]);
  } else {
    process.argv.splice(1, process.argv.length, inPackage(script), ...args);
    await import(pathToFileURL(inPackage(script)).href);
  }
};
