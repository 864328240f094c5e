import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "events/README.md",
  "findings/README.md",
  ...globSync("docs/**/*.md"),
  "program/README.md",
];

/** Paths that a document names: in links, and in code spans that look like a path of this tree. */
const pathsIn = (file: string): string[] => {
  const text = readFileSync(file, "utf8").replace(/```[\s\S]*?```/g, "");
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:|\{\{)([^)#\s]+)[^)]*\)/g)].map((match) =>
    join(dirname(file), match[1] ?? ""),
  );
  const spans = [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)].map((match) => match[1] ?? "");
  const ours = spans.filter((path) =>
    /^(adapters|bench|cli|docs|domain|events|files|findings|functions|infra|local|office|pages|program|test)\//.test(
      path,
    ),
  );
  return [...links, ...ours];
};

describe("documents name only what exists", () => {
  test.each(documents)("%s", (file) => {
    expect(pathsIn(file).filter((path) => !existsSync(path))).toEqual([]);
  });

  test("the README names the folders that a newcomer needs", () => {
    expect(pathsIn("README.md").length).toBeGreaterThan(8);
  });
});
