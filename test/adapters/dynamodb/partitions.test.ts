import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { itemOf } from "#adapters/dynamodb/items.ts";
import { PARTITIONS, type Partition, type Partitions } from "#adapters/dynamodb/partitions.ts";

const all = Object.values<Partition | Partitions>(PARTITIONS);
const families = all.filter((one) => "nameOf" in one);
const alone = all.filter((one) => !("nameOf" in one));

/** True where a role that may touch partitions of this pattern may touch this one. */
const covers = ({ pattern }: Partition | Partitions, pk: string): boolean =>
  pattern.endsWith("*") ? pk.startsWith(pattern.slice(0, -1)) : pk === pattern;

describe("the partitions of the records table", () => {
  test("a family's partition has the name that it was made of", () => {
    fc.assert(
      fc.property(fc.constantFrom(...families), fc.string(), (family, name) => {
        expect(family.nameOf(family.pk(name))).toBe(name);
      }),
    );
  });

  test("a partition, whatever its name, belongs to one kind of item and is covered by one pattern", () => {
    const made = fc.tuple(fc.constantFrom(...all), fc.string()).map(([one, name]) => ({
      one,
      pk: typeof one.pk === "string" ? one.pk : one.pk(name),
    }));
    fc.assert(
      fc.property(made, ({ one, pk }) => {
        expect(all.filter((other) => covers(other, pk))).toEqual([one]);
        for (const family of families) expect(family.nameOf(pk) === undefined).toBe(family !== one);
      }),
    );
  });

  test("no partition's name begins another's, so that nobody reads one for the other", () => {
    const beginnings = all.map(({ pattern }) => pattern.replace("*", ""));
    for (const one of beginnings) expect(beginnings.filter((other) => other.startsWith(one))).toEqual([one]);
    expect(alone.length + families.length).toBe(all.length);
  });

  test("no two say the same kind", () => {
    const kinds = all.map(({ stamp }) => stamp.kind);
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});

describe("an item's format", () => {
  const Item = itemOf(
    { ...PARTITIONS.school, stamp: { kind: "school", format: 3 } },
    z.object({ startedOn: z.string() }),
  );

  test.each([1, 2, 3])("is read up to the one that this code knows: %d", (format) => {
    expect(Item.parse({ format, startedOn: "2026-08-01" })).toEqual({ startedOn: "2026-08-01" });
  });

  test.each([4, 0, "3", undefined])("is refused else, with where to read about it: %j", (format) => {
    const { error } = Item.safeParse({ format, startedOn: "2026-08-01" });
    expect(error?.issues).toMatchObject([{ path: ["format"], message: expect.stringContaining("docs/formats.md") }]);
  });
});

test("no code but the table of partitions spells one, or a kind of item", () => {
  const spelled = /\bpk: ?["'`]|["'`]part#|NewImage: \{ kind: \{ S: \["|\bkind: "(student|parts|choices)"/;
  const sources = globSync("{adapters,bench,cli,functions,infra,local,office}/**/*.ts");
  const lines = sources.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => !/^\s*(\*|\/)/.test(line) && spelled.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(sources).toContain("adapters/dynamodb/partitions.ts");
  expect(lines).toEqual([]);
});
