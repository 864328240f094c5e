import { expect, test } from "vitest";
import { planOf } from "../../bench/mail/options.ts";
import { barChart, growthChart } from "../../bench/mail/report/charts.ts";
import { withSection } from "../../bench/mail/report/write-page.ts";

test("the section is put at the page's end once, and in its own place after that", () => {
  const first = withSection("# Benchmarks\n", "one", "bench:mail");
  const second = withSection(`${first}\n## Another\n`, "two", "bench:mail");
  expect(first).toContain("one");
  expect(second).toContain("two");
  expect(second).not.toContain("one");
  expect(second.trimEnd().endsWith("## Another")).toBe(true);
});

test("a chart escapes what it is told, and says what it is", () => {
  const chart = barChart("a < b", ["x & y"], [{ label: "<one>", parts: [1, 2], range: { least: 2, most: 4 } }]);
  expect(chart).toContain('aria-label="a &lt; b"');
  expect(chart).toContain("&lt;one&gt;");
  expect(chart).not.toMatch(/NaN|undefined|<one>/);
});

test("a curve of one point can be drawn", () => {
  expect(growthChart("growth", [{ size: 1_000, cost: 80 }])).not.toMatch(/NaN|undefined/);
});

test("the quick form runs less, and nothing but its own side where it is told so", () => {
  expect(planOf(["--quick", "--only", "matchward"])).toMatchObject({ quick: true, matchward: true, peers: false });
  expect(planOf(["--runs", "2"])).toMatchObject({ runs: 2, quick: false });
});

test("what the command line does not know is answered with how it is called", () => {
  expect(() => planOf(["--only", "nobody"])).toThrow("npm run bench:mail");
  expect(() => planOf(["--runs", "many"])).toThrow("npm run bench:mail");
  expect(() => planOf(["--qick"])).toThrow("npm run bench:mail");
});
