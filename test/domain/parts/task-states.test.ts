import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  firstStateOf,
  isSettled,
  leadsTo,
  TASK_STATES,
  TASK_TYPES,
  type TaskCause,
  type TaskState,
  type TaskType,
  WAYS,
} from "#domain/parts/task-states.ts";

const page = readFileSync("docs/task-states.md", "utf8");

const statesOf = (type: TaskType): Set<TaskState> => new Set(WAYS[type].flatMap(({ from, to }) => [from, to]));

/** Draws the table of a type: one arrow for two states, with every cause that takes it. */
const diagram = (type: TaskType): string => {
  const arrows = Map.groupBy(WAYS[type], ({ from, to }) => `${from} --> ${to}`);
  const lines = [...arrows].map(([arrow, ways]) => `${arrow}: ${ways.map(({ by }) => by).join(" or ")}`);
  return ["stateDiagram-v2", `[*] --> ${firstStateOf(type)}`, ...lines].join("\n    ");
};

const type = fc.constantFrom(...TASK_TYPES);

/** The causes of a walk through the table of a type, of which `picks` chooses each step, and where it ends. */
const walk = (of: TaskType, picks: readonly number[]) => {
  let at = firstStateOf(of);
  const taken = picks.flatMap((pick) => {
    const ways = WAYS[of].filter(({ from }) => from === at);
    const way = ways[pick % ways.length];
    at = way?.to ?? at;
    return way ?? [];
  });
  return { taken, at };
};

describe("the states of a task", () => {
  test("the page shows the diagram of each table, under the types that go by it", () => {
    const sections = page.split(/^## /m).slice(1);
    const drawn = sections.flatMap((section) => {
      const [, picture] = /```mermaid\n([\s\S]*?)\n```/.exec(section) ?? [];
      const types = [...(section.split("\n")[0] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name);
      return picture === undefined ? [] : types.map((name) => [name, picture]);
    });
    expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(TASK_TYPES.map((one) => [one, diagram(one)])));
  });

  test("the page tells who each cause is", () => {
    const causes = new Set<TaskCause>(TASK_TYPES.flatMap((one) => WAYS[one].map(({ by }) => by)));
    expect([...page.matchAll(/^\| (?!cause)(\w+) \|/gm)].map(([, cause]) => cause).toSorted()).toEqual(
      [...causes].toSorted(),
    );
  });

  test("every state belongs to some type, and each type reaches all of its states", () => {
    expect(new Set(TASK_TYPES.flatMap((one) => [...statesOf(one)]))).toEqual(new Set(TASK_STATES));
    for (const one of TASK_TYPES) {
      const reached = new Set([firstStateOf(one), ...WAYS[one].map(({ to }) => to)]);
      expect(reached).toEqual(statesOf(one));
    }
  });

  test("a task is open where it begins, and settled everywhere else", () => {
    for (const one of TASK_TYPES)
      for (const state of statesOf(one)) expect(isSettled(state), `${one} ${state}`).toBe(state !== firstStateOf(one));
  });

  test("only its person or the office opens a settled task again", () => {
    fc.assert(
      fc.property(type, fc.array(fc.nat(100), { maxLength: 30 }), (one, picks) => {
        for (const { to, by } of walk(one, picks).taken) {
          if (!isSettled(to)) expect(["person", "office"]).toContain(by);
        }
      }),
    );
  });

  test("what a witness shows its person cannot take back", () => {
    for (const one of TASK_TYPES) {
      const shown = new Set(WAYS[one].filter(({ by }) => by === "witness").map(({ to }) => to));
      for (const { from, by } of WAYS[one]) if (shown.has(from)) expect(by, `${one} from ${from}`).not.toBe("person");
    }
  });

  test("only the office waives, and takes that back", () => {
    const waivings = TASK_TYPES.flatMap((one) => WAYS[one].filter(({ from, to }) => [from, to].includes("waived")));
    expect(new Set(waivings.map(({ by }) => by))).toEqual(new Set(["office"]));
    for (const one of TASK_TYPES) {
      expect(leadsTo(one, { from: firstStateOf(one), to: "waived", by: "office" })).toBe(true);
      expect(leadsTo(one, { from: "waived", to: firstStateOf(one), by: "office" })).toBe(true);
    }
  });

  test("no way stands in a table twice", () => {
    for (const one of TASK_TYPES)
      expect(new Set(WAYS[one].map((way) => JSON.stringify(way))).size).toBe(WAYS[one].length);
  });
});
