import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";

const ROOT = join(import.meta.dirname, "..", "..");
const EVENTS = join(ROOT, "events");
const SAMPLES = readdirSync(join(EVENTS, "samples")).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));

interface EventCode {
  file: string;
  name: string;
  version: number | undefined;
  schema: z.ZodMiniObject;
}

const literalOf = (schema: z.ZodMiniObject, field: string): unknown => {
  const part = schema.shape[field];
  return part instanceof z.ZodMiniLiteral ? [...part._zod.values][0] : undefined;
};

const eventsIn = async (file: string): Promise<EventCode[]> => {
  const code: Record<string, unknown> = await import(join(EVENTS, file));
  return Object.values(code).flatMap((schema) => {
    if (!(schema instanceof z.ZodMiniObject)) return [];
    const name = literalOf(schema, "type") ?? literalOf(schema, "detail-type");
    const version = literalOf(schema, "version");
    return typeof name === "string"
      ? [{ file, name, version: typeof version === "number" ? version : undefined, schema }]
      : [];
  });
};

const code = (
  await Promise.all(
    readdirSync(EVENTS, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map(eventsIn),
  )
).flat();

const page = readFileSync(join(EVENTS, "README.md"), "utf8");
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((text) => [/^`([^`]+)`/.exec(text)?.[1] ?? "", text]),
);
const lineOf = (section: string, label: string): string =>
  new RegExp(`^- ${label}: (.*)$`, "m").exec(section)?.[1] ?? "";
const namesOn = (line: string): string[] => [...line.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
const sampleOf = (section: string): string => /samples\/([^)]+)\)/.exec(lineOf(section, "Sample"))?.[1] ?? "";
const readSample = (name: string): unknown => JSON.parse(readFileSync(join(EVENTS, "samples", name), "utf8"));

const fieldsOf = ({ schema }: EventCode): string[] => {
  const data = schema.shape.data;
  return Object.keys(data instanceof z.ZodMiniObject ? data.shape : schema.shape);
};

test("the changelog names each fact that goes on the bus", () => {
  const facts = code.filter(({ schema }) => "occurredAt" in schema.shape).map(({ name }) => name);
  const told = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
  expect(facts.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
});

describe("the catalogue of events", () => {
  test("describes the events that the code knows, and no others", () => {
    expect(code.length).toBeGreaterThan(0);
    expect([...sections.keys()].sort()).toEqual(code.map(({ name }) => name).sort());
  });

  test.each(code)("names the schema, the version and every field of $name", (event) => {
    const section = sections.get(event.name) ?? "";
    const version = event.version ?? `of ${/ses/.test(event.file) ? "SES" : "S3"}`;
    expect(lineOf(section, "Schema")).toContain(`(${event.file}), version ${version}`);
    expect(namesOn(lineOf(section, "Data") || lineOf(section, "Fields"))).toEqual(fieldsOf(event));
  });

  test.each(code)("names tellers and listeners of $name that exist", ({ name }) => {
    const section = sections.get(name) ?? "";
    for (const fn of [...namesOn(lineOf(section, "Told by")), ...namesOn(lineOf(section, "Heard by"))]) {
      expect(existsSync(join(ROOT, "functions", fn, "handler.ts")), fn).toBe(true);
    }
  });

  test("tells its samples in the order of the story, each once", () => {
    expect([...sections.values()].map(sampleOf)).toEqual(SAMPLES);
    expect(SAMPLES.map((name) => Number.parseInt(name, 10))).toEqual(SAMPLES.map((_, index) => index + 1));
  });
});

describe("the sample of an event", () => {
  test.each(code)("parses as $name", ({ name, schema }) => {
    const read = schema.safeParse(readSample(sampleOf(sections.get(name) ?? "")));
    expect(read.error?.issues).toBeUndefined();
  });

  test.each(code.filter(({ version }) => version !== undefined))(
    "has nothing that $name does not name",
    ({ name, schema }) => {
      const sample = readSample(sampleOf(sections.get(name) ?? ""));
      expect(schema.parse(sample)).toEqual(sample);
    },
  );

  test.each(code.filter(({ schema }) => schema.shape.data !== undefined))(
    "has the form of id that is promised for $name",
    ({ name }) => {
      const section = sections.get(name) ?? "";
      const form = (namesOn(lineOf(section, "Id"))[0] ?? "").replace(/[.]/g, "\\.").replace(/<[a-z]+>/g, "[^/]+");
      expect(readSample(sampleOf(section))).toMatchObject({ id: expect.stringMatching(new RegExp(`^${form}$`)) });
    },
  );

  test.each(SAMPLES)("is named after its schema: %s", (name) => {
    expect(code.some(({ file }) => basename(file, ".ts") === basename(name, ".json").replace(/^\d+-/, ""))).toBe(true);
  });
});
