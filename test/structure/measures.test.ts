import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";

const LAYERS = ["domain", "events", "files", "adapters", "office", "pages", "functions", "infra", "local", "cli"];
const IGNORED = { exclude: ["**/node_modules"] };
const product = globSync(`{${LAYERS.join(",")}}/**/*.ts`, IGNORED);
const all = [...product, ...globSync("{bench,findings,test}/**/*.ts", IGNORED)];

/** A function that has a name: its own, or that of the variable or property that holds it. */
interface Measured {
  name: string;
  place: string;
  lines: number;
}

const Node = z.looseObject({ type: z.string(), start: z.int(), end: z.int() });
const Named = z.object({ name: z.string() });
const Keyed = z.object({ key: z.union([Named, z.object({ value: z.string() })]) });
const FUNCTIONS = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

const nameIn = (holder: unknown): string | undefined => {
  const named = Named.safeParse(holder);
  return named.success ? named.data.name : undefined;
};

/** The name under which a node's child is known. */
const nameOf = (node: z.infer<typeof Node>, field: string): string | undefined => {
  if (node.type === "VariableDeclarator" && field === "init") return nameIn(node.id);
  if (!["Property", "MethodDefinition", "PropertyDefinition"].includes(node.type) || field !== "value")
    return undefined;
  const keyed = Keyed.safeParse(node);
  if (!keyed.success) return undefined;
  return "name" in keyed.data.key ? keyed.data.key.name : keyed.data.key.value;
};

const linesOf = (text: string, from: number, to: number): number => text.slice(from, to).split("\n").length;

const functionsBelow = (child: unknown, known: string | undefined, file: string, text: string): Measured[] => {
  if (Array.isArray(child)) return child.flatMap((each) => functionsBelow(each, undefined, file, text));
  const read = Node.safeParse(child);
  if (!read.success) return [];
  const node = read.data;
  const name = known ?? nameIn(node.id);
  const isOne = FUNCTIONS.includes(node.type) && name !== undefined;
  const own = isOne
    ? [{ name, place: `${file}:${linesOf(text, 0, node.start)}`, lines: linesOf(text, node.start, node.end) }]
    : [];
  const inner = Object.entries(node).flatMap(([field, value]) =>
    typeof value === "object" && value !== null ? functionsBelow(value, nameOf(node, field), file, text) : [],
  );
  return [...own, ...inner];
};

interface Source {
  file: string;
  lines: number;
  commentLines: number;
  functions: Measured[];
}

const measure = (file: string): Source => {
  const text = readFileSync(file, "utf8");
  const { program, comments } = parseSync(file, text);
  const commented = new Set(
    comments.flatMap(({ start, end }) => {
      const first = linesOf(text, 0, start);
      return Array.from({ length: linesOf(text, start, end) }, (_, nth) => first + nth);
    }),
  );
  const lines = text.split("\n").length - 1;
  return { file, lines, commentLines: commented.size, functions: functionsBelow(program, undefined, file, text) };
};

const sources = product.map(measure);
const functions = sources.flatMap((source) => source.functions);

describe("rooms are small enough to know", () => {
  test("no folder holds more than fifteen modules side by side", () => {
    const folders = Map.groupBy(all, dirname);
    const full = [...folders].filter(([, files]) => files.length > 15);
    expect(full.map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
  });

  test("no file of the product is longer than 200 lines", () => {
    expect(sources.filter(({ lines }) => lines > 200).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([]);
  });

  test("no function is longer than 60 lines", () => {
    const long = functions.filter(({ lines }) => lines > 60);
    expect(long.map(({ place, name, lines }) => `${place} ${name}: ${lines}`)).toEqual([]);
  });

  test("nineteen functions of twenty are shorter than 30 lines", () => {
    expect(functions.length).toBeGreaterThan(1_000);
    const short = functions.filter(({ lines }) => lines < 30).length;
    expect(short / functions.length).toBeGreaterThan(0.95);
  });

  test("nothing is wider than 120 columns, but a test's name or literal that says one thing", () => {
    const wide = all.flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .map((line) => (file.startsWith("test/") ? line.replace(/(["'`]).*\1/, "") : line))
        .flatMap((line, nth) => (line.length > 120 ? [`${file}:${nth + 1}`] : [])),
    );
    expect(wide).toEqual([]);
  });

  test.each(["domain", "functions"])("five to ten lines of a hundred in %s are comments", (layer) => {
    const own = sources.filter(({ file }) => file.startsWith(`${layer}/`));
    const sum = (of: (source: Source) => number): number => own.reduce((total, source) => total + of(source), 0);
    const share = sum(({ commentLines }) => commentLines) / sum(({ lines }) => lines);
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.1);
  });
});

describe("one name, one thing", () => {
  test("no type is declared in two files", () => {
    const declared = product.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^(?:export )?(?:interface|type) (\w+)\b(?!.*\bfrom ")/gm)].map(
        ([, name = ""]) => ({ name, file }),
      ),
    );
    const names = Map.groupBy(declared, ({ name }) => name);
    const twice = [...names].filter(([, places]) => new Set(places.map(({ file }) => file)).size > 1);
    expect(twice.map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(", ")}`)).toEqual([]);
  });
});
