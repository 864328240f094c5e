import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/** What each folder may import of the others; packages are held by the second table. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: ["domain"],
  events: ["events", "domain"],
  adapters: ["adapters", "domain", "events"],
  functions: ["functions", "adapters", "domain", "events"],
  infra: ["infra", "adapters", "domain", "events", "functions"],
  local: ["local", "adapters", "domain", "events"],
  cli: ["cli", "package.json", "local", "adapters", "domain", "events"],
  bench: ["bench", "cli", "local", "adapters", "domain", "events", "functions"],
};

const PACKAGES: Record<string, RegExp> = {
  domain: /^(zod\/mini|temporal-polyfill)$/,
  events: /^zod\/mini$/,
};

interface Import {
  file: string;
  from: string;
}

const sources = globSync("{adapters,bench,cli,domain,events,functions,infra,local}/**/*.ts", {
  exclude: ["**/node_modules"],
});

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:^|\n)(?:import|export)\b[^;]*?from\s+"([^"]+)"/g)].map((match) => ({
    file,
    from: match[1] ?? "",
  }));

const isOurs = ({ from }: Import): boolean => from.startsWith(".") || from.startsWith("#");

/** The path from the root of what is imported, e.g. `domain/dates.ts`. */
const target = ({ file, from }: Import): string =>
  from.startsWith("#") ? from.slice(1) : normalize(join(dirname(file), from));

const folder = (path: string): string => path.split("/")[0] ?? "";
const imports = sources.flatMap(importsOf);
const told = (bad: Import[]): string[] => bad.map(({ file, from }) => `${file} imports ${from}`);

describe("imports go one way", () => {
  test("there are imports to look at", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test.each(Object.keys(MAY_IMPORT))("%s imports only what it may", (name) => {
    const own = imports.filter((found) => isOurs(found) && folder(found.file) === name);
    expect(told(own.filter((found) => !MAY_IMPORT[name]?.includes(folder(target(found)))))).toEqual([]);
  });

  test.each(Object.keys(PACKAGES))("%s uses no package but its own few", (name) => {
    const packages = imports.filter((found) => !isOurs(found) && folder(found.file) === name);
    expect(told(packages.filter(({ from }) => !PACKAGES[name]?.test(from)))).toEqual([]);
  });

  test("no file imports itself by way of others", () => {
    const targets = Map.groupBy(imports.filter(isOurs), ({ file }) => file);
    const settled = new Set<string>();
    const circleFrom = (file: string, way: string[]): string[] | undefined => {
      if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
      if (settled.has(file)) return undefined;
      const found = (targets.get(file) ?? []).map((next) => circleFrom(target(next), [...way, file])).find(Boolean);
      settled.add(file);
      return found;
    };
    expect(sources.map((file) => circleFrom(file, [])).filter(Boolean)).toEqual([]);
  });

  test("a function imports no other function, only the middleware they share", () => {
    const part = (path: string): string => path.split("/")[1] ?? "";
    const crossing = imports
      .filter((found) => folder(found.file) === "functions" && isOurs(found))
      .filter((found) => folder(target(found)) === "functions")
      .filter((found) => ![part(found.file), "middleware"].includes(part(target(found))));
    expect(told(crossing)).toEqual([]);
  });

  test("infra reads a function's environment, never its code", () => {
    const code = imports
      .filter((found) => folder(found.file) === "infra" && folder(target(found)) === "functions")
      .filter((found) => !target(found).endsWith("/environment.ts"));
    expect(told(code)).toEqual([]);
  });
});

describe("time comes from the event", () => {
  const clocks = /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bperformance\.now\(/;

  test("nothing in domain or functions reads a clock", () => {
    const readers = sources
      .filter((file) => ["domain", "functions"].includes(folder(file)))
      .filter((file) => clocks.test(readFileSync(file, "utf8")));
    expect(readers).toEqual([]);
  });
});

describe("folders are named by purpose", () => {
  test("there is no folder named after a kind of code", () => {
    const kinds = ["utils", "helpers", "common", "types", "services", "interfaces", "lib"];
    expect(sources.filter((file) => file.split("/").some((name) => kinds.includes(name)))).toEqual([]);
  });

  test("a handler is wiring of at most thirty lines", () => {
    const long = globSync("functions/*/handler.ts").filter(
      (file) => readFileSync(file, "utf8").split("\n").length > 31,
    );
    expect(long).toEqual([]);
  });
});
