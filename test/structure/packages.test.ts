import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";

const Texts = z._default(z.record(z.string(), z.string()), {});
const PackageJson = z.object({
  scripts: Texts,
  dependencies: Texts,
  devDependencies: Texts,
  optionalDependencies: Texts,
});
const Locked = z.looseObject({
  version: z.optional(z.string()),
  integrity: z.optional(z.string()),
  inBundle: z._default(z.boolean(), false),
  hasInstallScript: z._default(z.boolean(), false),
  optional: z._default(z.boolean(), false),
});
const Lock = z.object({ packages: z.record(z.string(), Locked) });

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const { scripts, dependencies, devDependencies, optionalDependencies } = PackageJson.parse(readJson("package.json"));
const { "": _, ...packages } = Lock.parse(readJson("package-lock.json")).packages;
const locked = Object.entries(packages);

/** Packages that ask for a script when they are installed, and why we can do without it. */
const SCRIPT_NOT_NEEDED: Record<string, string> = {
  "node_modules/esbuild":
    "its program is a package of its own for each platform; the script makes the command quicker only",
};

describe("nothing that is fetched runs when it is installed", () => {
  test("npm is told so", () => {
    expect(readFileSync(".npmrc", "utf8").split("\n")).toContain("ignore-scripts=true");
  });

  test("and no package needs it", () => {
    const asking = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(asking).toEqual(Object.keys(SCRIPT_NOT_NEEDED));
  });
});

describe("what is fetched is what was locked", () => {
  test("every package has a hash, or lies within one that has", () => {
    expect(locked.length).toBeGreaterThan(300);
    expect(locked.filter(([, { integrity, inBundle }]) => !integrity && !inBundle).map(([path]) => path)).toEqual([]);
  });

  test("what we name ourselves has one exact version", () => {
    const named = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(named.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe("Node comes as a package", () => {
  const builds = Object.entries(optionalDependencies).filter(([name]) => name.startsWith("node-"));
  const systems = builds.map(([name]) => name.replace(/^node-/, ""));

  test("in one version for all platforms, that of the functions and of the types", () => {
    const majors = [...builds.map(([, version]) => version), devDependencies["@types/node"]].map(
      (text) => text?.split(".")[0],
    );
    expect(new Set(builds.map(([, version]) => version)).size).toBe(1);
    expect(new Set(majors)).toEqual(new Set(["24"]));
  });

  test.each(systems)("for %s, where esbuild's program comes too", (system) => {
    const esbuild = `node_modules/@esbuild/${system.replace(/^win-/, "win32-")}`;
    expect(packages[`node_modules/node-${system}`]).toMatchObject({ optional: true, integrity: expect.any(String) });
    expect(packages[esbuild]).toMatchObject({ optional: true, integrity: expect.any(String) });
  });

  test("every script of the project asks for it", () => {
    const direct = Object.values(scripts).filter((script) =>
      /\bnode (?!cli\/(matchward|launch\/run-script)\.js\b)/.test(script),
    );
    expect(direct).toEqual([]);
    expect(readFileSync("cdk.json", "utf8")).toContain('"app": "node cli/launch/run-script.js infra/app.ts"');
  });
});
