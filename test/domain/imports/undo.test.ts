import { describe, expect, test } from "vitest";
import { Undo, undoOfBoth } from "#domain/imports/undo.ts";
import { stored } from "./school.fixture.ts";

const [north, south, east] = ["North", "South", "East"].map((society) => stored("1", { society }));
const [other, moved, fresh] = [stored("2"), stored("2", { society: "West" }), stored("3")];
const undo = (change: Partial<Undo> = {}): Undo => Undo.parse({ import: "one", changes: [], codes: [], ...change });
const of = (...changes: { before?: unknown; after: unknown }[]) => Undo.parse({ ...undo(), changes }).changes;

describe("the way back of an import that died half way and ran again", () => {
  test("leads to what the first run found, from what the second left", () => {
    const both = undoOfBoth(
      undo({ changes: of({ before: north, after: south }) }),
      undo({ changes: of({ before: south, after: east }) }),
    );
    expect(both.changes).toEqual([{ before: north, after: east }]);
  });

  test("holds whom the first run alone changed, and then whom the second did", () => {
    const first = undo({ changes: of({ before: north, after: south }, { after: fresh }) });
    const second = undo({ changes: of({ before: other, after: moved }) });
    expect(undoOfBoth(first, second).changes).toEqual([
      { before: north, after: south },
      { after: fresh },
      { before: other, after: moved },
    ]);
  });

  test("names each person once, also where both runs changed several", () => {
    const first = undo({ changes: of({ before: north, after: south }, { before: other, after: moved }) });
    const both = undoOfBoth(first, first);
    expect(both).toEqual(first);
  });

  test("leads to the code that the first run found, and holds the codes of both", () => {
    const first = undo({ codes: [{ person: "k1", before: "A", after: "B" }] });
    const second = undo({
      codes: [
        { person: "k1", before: "B", after: "B" },
        { person: "k2", after: "C" },
      ],
    });
    expect(undoOfBoth(first, second).codes).toEqual([
      { person: "k1", before: "A", after: "B" },
      { person: "k2", after: "C" },
    ]);
  });

  test("is that of the second alone where there was no first, or it was another import's", () => {
    const second = undo({ changes: of({ before: south, after: east }), codes: [{ person: "k1", after: "B" }] });
    expect(undoOfBoth(undefined, second)).toEqual(second);
    const others = undo({ import: "another", changes: of({ before: north, after: south }) });
    expect(undoOfBoth(others, second)).toEqual(second);
  });
});
