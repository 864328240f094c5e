import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { resourcesOf } from "./resources.ts";
import { synthesized } from "./synthesized.ts";

const runbook = readFileSync(new URL("../../docs/runbook.md", import.meta.url), "utf8");
const sections = runbook.split(/^## /m).slice(1);
const headings = sections.map((section) => section.slice(0, section.indexOf("\n")));
const alarms = resourcesOf(synthesized(), "AWS::CloudWatch::Alarm").map(({ Properties }) => ({
  name: String(Properties.AlarmName).replace(/^matchward-dev-/, ""),
  description: String(Properties.AlarmDescription),
  actions: Properties.AlarmActions,
}));

/**
 * How a heading is addressed: `send-mail: errors` is `send-mail-errors`, as Git hosts make it and as alarms are called.
 */
const addressOf = (heading: string): string => heading.replace(": ", "-");

test("every alarm has its heading, and every heading its alarm", () => {
  expect(alarms.map(({ name }) => name).sort()).toEqual(headings.map(addressOf).sort());
});

describe.each(alarms)("$name", ({ name, description, actions }) => {
  test("says who is hurt, and where the runbook tells what to do", () => {
    expect(description).toMatch(/^[A-Z].{30,}\. What to do: docs\/runbook\.md#[a-z-]+$/s);
    expect(description.endsWith(`#${name}`)).toBe(true);
  });

  test("is told to somebody", () => {
    expect(actions).toHaveLength(1);
  });
});

test.each(sections.map((text, index) => ({ heading: headings[index], text })))(
  "$heading has all three parts",
  ({ text }) => {
    for (const part of ["Description", "Look", "Mend"]) expect(text).toMatch(new RegExp(`\\*\\*${part}\\.\\*\\* \\S`));
  },
);
