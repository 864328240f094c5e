import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/** What each layer may import of the others; packages are held by a table of their own. */
const MAY_IMPORT: Record<string, string[]> = {
  domain: ["domain"],
  events: ["events", "domain"],
  files: ["files", "domain"],
  adapters: ["adapters", "domain", "events"],
  office: ["office", "files", "adapters", "domain", "events"],
  pages: ["pages", "office", "domain"],
  functions: ["functions", "pages", "office", "adapters", "files", "domain", "events"],
  infra: ["infra", "files", "adapters", "domain", "events", "functions", "pages"],
  local: ["local", "pages", "office", "files", "adapters", "domain", "events"],
  cli: ["cli", "package.json", "local", "office", "files", "adapters", "domain", "events"],
  bench: ["bench", "cli", "infra", "local", "office", "files", "adapters", "domain", "events", "functions", "pages"],
};

/**
 * What each room on the second floor may know of its siblings, itself apart. `time` knows nobody; a calendar stands on
 * people, parts and time; mail on a calendar; an escalation on mail; a forecast on all of them.
 */
const ROOMS: Record<string, Record<string, string[]>> = {
  domain: {
    time: [],
    access: [],
    people: ["time"],
    parts: ["time"],
    calendar: ["time", "people", "parts"],
    sessions: ["time", "people", "parts", "calendar", "mail"],
    mail: ["time", "people", "parts", "calendar"],
    imports: ["time", "people", "calendar"],
    advising: ["time", "people", "parts", "calendar"],
    escalation: ["time", "people", "parts", "calendar", "mail"],
    plan: ["time", "people", "parts", "calendar"],
    forecast: ["time", "people", "parts", "calendar", "mail", "imports", "escalation", "sessions"],
  },
  events: { time: [], people: [], calendar: [], parts: [], mail: [], sessions: [] },
  files: {
    "program-folder": [],
    letters: ["program-folder"],
    csv: [],
    workbook: [],
    table: ["workbook"],
    roster: ["csv", "workbook", "table"],
    answers: [],
    evidence: ["table", "roster"],
    users: ["csv", "table", "roster"],
    sessions: ["csv", "table", "roster"],
    ics: [],
  },
  adapters: {
    aws: [],
    lambda: [],
    dynamodb: ["aws"],
    ses: [],
    s3: ["aws"],
    links: ["aws"],
    bus: [],
    "mail-queue": [],
    parts: ["dynamodb"],
    people: ["dynamodb"],
    choices: ["dynamodb"],
    mailings: ["dynamodb"],
    marks: ["dynamodb"],
    pace: ["dynamodb", "ses"],
    "office-mails": ["dynamodb"],
    school: ["dynamodb"],
    imports: ["dynamodb"],
    escalations: ["dynamodb"],
    sessions: ["dynamodb"],
    feeds: ["dynamodb"],
    "guest-lists": ["dynamodb"],
    progress: ["dynamodb"],
    users: ["dynamodb"],
    notes: ["dynamodb"],
    "sign-ins": ["dynamodb"],
    "audit-log": ["dynamodb"],
    oidc: [],
    corrections: ["dynamodb"],
    plan: ["dynamodb", "people", "choices", "corrections", "feeds", "parts", "guest-lists"],
    preflight: ["dynamodb", "choices", "mailings", "sessions"],
    records: [
      "dynamodb",
      "parts",
      "people",
      "choices",
      "mailings",
      "marks",
      "pace",
      "school",
      "preflight",
      "imports",
      "escalations",
      "sessions",
      "feeds",
      "guest-lists",
      "progress",
      "users",
      "notes",
      "sign-ins",
      "audit-log",
      "plan",
      "corrections",
    ],
  },
  office: {
    mails: [],
    mailings: [],
    progress: ["people"],
    students: ["audit"],
    people: ["audit"],
    imports: [],
    calendar: [],
    audit: [],
    corrections: [],
    advising: ["audit"],
    "sign-in": ["audit"],
    front: [
      "advising",
      "audit",
      "calendar",
      "corrections",
      "mails",
      "mailings",
      "progress",
      "students",
      "people",
      "imports",
    ],
  },
  pages: {
    kit: [],
    student: ["kit"],
    advisor: ["kit", "student"],
    guest: ["kit", "student"],
    plan: ["kit", "student"],
    office: ["kit"],
  },
};

const PACKAGES: Record<string, RegExp> = {
  domain: /^(zod\/mini|node:url)$/,
  events: /^zod\/mini$/,
};

interface Import {
  file: string;
  from: string;
}

const sources = globSync("{adapters,bench,cli,domain,events,files,functions,infra,local,office,pages}/**/*.ts", {
  exclude: ["**/node_modules"],
});

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:^|\n)(?:import|export)\b[^;]*?from\s+"([^"]+)"/g)].map((match) => ({
    file,
    from: match[1] ?? "",
  }));

const isOurs = ({ from }: Import): boolean => from.startsWith(".") || from.startsWith("#");

/** The path from the root of what is imported, e.g. `domain/time/dates.ts`. */
const target = ({ file, from }: Import): string =>
  from.startsWith("#") ? from.slice(1) : normalize(join(dirname(file), from));

const folder = (path: string): string => path.split("/")[0] ?? "";
/** The room on the second floor; empty where a file stands in the layer's own hall, which every room may import. */
const roomOf = (path: string): string => (path.split("/").length > 2 ? (path.split("/")[1] ?? "") : "");
const isAllowed = (layer: string, room: string, of: string): boolean =>
  of === "" || (ROOMS[layer]?.[room]?.includes(of) ?? false);
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

  test.each(Object.keys(ROOMS))("a room of %s imports only the siblings that it may", (layer) => {
    const inside = imports
      .filter((found) => isOurs(found) && folder(found.file) === layer && folder(target(found)) === layer)
      .map((found) => ({ ...found, room: roomOf(found.file), of: roomOf(target(found)) }));
    expect(told(inside.filter(({ room, of }) => of !== room && !isAllowed(layer, room, of)))).toEqual([]);
  });

  test.each(Object.keys(ROOMS))("the table names every room of %s, and no other", (layer) => {
    const rooms = new Set(sources.filter((file) => folder(file) === layer).map(roomOf));
    expect([...rooms].filter((room) => room !== "").sort()).toEqual(Object.keys(ROOMS[layer] ?? {}).sort());
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

  test("a function imports no other function, only listeners, what starts them, sign-in, and what pages share", () => {
    const part = (path: string): string => path.split("/")[1] ?? "";
    const crossing = imports
      .filter((found) => folder(found.file) === "functions" && isOurs(found))
      .filter((found) => folder(target(found)) === "functions")
      .filter((found) => ![part(found.file), "listeners", "start", "web", "sign-in"].includes(part(target(found))));
    expect(told(crossing)).toEqual([]);
  });

  /** What a function and its wiring agree on: constants and schemas, which know no code. */
  const AGREED = ["environment.ts", "told.ts", "alarm-words.ts", "queue-figures.ts", "announced.ts"];

  test("infra reads what a function and its wiring agree on, never its code", () => {
    const code = imports
      .filter((found) => folder(found.file) === "infra" && folder(target(found)) === "functions")
      .filter((found) => !AGREED.includes(basename(target(found))));
    expect(told(code)).toEqual([]);
  });

  test("what a function and its wiring agree on imports no code of a function", () => {
    const own = imports.filter(({ file }) => folder(file) === "functions" && AGREED.includes(basename(file)));
    const code = own
      .filter((found) => isOurs(found) && folder(target(found)) === "functions")
      .filter((found) => !AGREED.includes(basename(target(found))));
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
