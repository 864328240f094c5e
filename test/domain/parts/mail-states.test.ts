import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DECIDING, LEARNING, MAIL_STATES, SETTLING, sourcesOf, TRANSITIONS } from "#domain/parts/mail-states.ts";
import { STOP_REASONS } from "#domain/parts/part.ts";

const TERMINAL = ["rejected", "left", "complained", "missed"];

/** Draws the table: one arrow for two states, with every cause that takes it. */
const diagram = (): string => {
  const arrows = Map.groupBy(TRANSITIONS, ({ from, to }) => `${from} --> ${to}`);
  const lines = [...arrows].map(([arrow, ways]) => `${arrow}: ${ways.map(({ by }) => by).join(" or ")}`);
  const ends = MAIL_STATES.filter((state) => TRANSITIONS.every(({ from }) => from !== state));
  return ["stateDiagram-v2", "[*] --> planned", ...lines, ...ends.map((end) => `${end} --> [*]`)].join("\n    ");
};

/** A walk through the table, of which `picks` chooses each step. */
const walk = (picks: readonly number[]) => {
  let at: string = "planned";
  return picks.flatMap((pick) => {
    const ways = TRANSITIONS.filter(({ from }) => from === at);
    const way = ways[pick % Math.max(ways.length, 1)];
    at = way?.to ?? at;
    return way === undefined ? [] : [way];
  });
};
const walks = fc.array(fc.nat(100), { maxLength: 30 }).map(walk);

describe("the states of a mail", () => {
  test("the page shows the diagram of the table", () => {
    const [, drawn] = /```mermaid\n([\s\S]*?)\n```/.exec(readFileSync("docs/mail-states.md", "utf8")) ?? [];
    expect(drawn).toBe(diagram());
  });

  test("the page tells of each stop, and of nothing that is none", () => {
    const [, stops = ""] = readFileSync("docs/mail-states.md", "utf8").split("## Stops");
    expect([...stops.matchAll(/\*\*(\w+)\*\*/g)].map(([, reason]) => reason)).toEqual([...STOP_REASONS]);
  });

  test("every state but the ends leads on, and each is reached", () => {
    const ends = MAIL_STATES.filter((state) => TRANSITIONS.every(({ from }) => from !== state));
    expect(ends.toSorted()).toEqual(TERMINAL.toSorted());
    expect(MAIL_STATES.filter((state) => TRANSITIONS.every(({ to }) => to !== state))).toEqual([]);
  });

  test("no path leads out of an end", () => {
    fc.assert(
      fc.property(walks, (ways) => {
        const ended = ways.findIndex(({ to }) => TERMINAL.includes(to));
        expect(ended === -1 || ended === ways.length - 1).toBe(true);
      }),
    );
  });

  test("between two claims SES said no, or an administrator said to send again, or it came back from a dead address", () => {
    fc.assert(
      fc.property(walks, (ways) => {
        ways.forEach(({ to }, nth) => {
          if (to !== "claimed" || nth === 0) return;
          const { by, from } = ways[nth - 1] ?? {};
          expect([
            ["claimed", "answer"],
            ["ambiguous", "answer"],
            ["ambiguous", "administrator"],
            ["bounced", "correction"],
            ["planned", "owed"],
          ]).toContainEqual([from, by]);
        });
      }),
    );
  });

  test("what went out is never claimed again, unless it came back", () => {
    fc.assert(
      fc.property(walks, (ways) => {
        const out = ways.findIndex(({ to }) => to === "sent" || to === "delivered");
        const back = ways.findIndex(({ to }, nth) => nth > out && to === "bounced");
        const after = out === -1 ? [] : ways.slice(out, back === -1 ? undefined : back);
        expect(after.every(({ to }) => to !== "claimed" && to !== "retry")).toBe(true);
      }),
    );
  });

  test("each writer may make its own moves only", () => {
    expect(sourcesOf("retry", SETTLING)).toEqual(["claimed", "ambiguous"]);
    expect(sourcesOf("ambiguous", SETTLING)).toEqual(["claimed"]);
    expect(sourcesOf("sent", LEARNING).toSorted()).toEqual(["ambiguous", "claimed", "retry"]);
    expect(sourcesOf("retry", DECIDING)).toEqual(["ambiguous"]);
    expect(() => sourcesOf("retry", LEARNING)).toThrow("No mail becomes retry by evidence or feedback.");
  });
});
