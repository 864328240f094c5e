import fc from "fast-check";
import { expect, test } from "vitest";
import { BASELINE, told } from "./small-program.ts";

const PIECES = [
  "",
  ":",
  "- ",
  "{",
  "]",
  "\n",
  "  ",
  "*x",
  "&x",
  "null",
  "-1",
  "{{",
  "}}",
  "<b>",
  "![](x)",
  "\t",
  "\u0000",
  "'",
  "__proto__: ",
];

const slip = fc.record({
  file: fc.constantFrom(...Object.keys(BASELINE)),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(40),
  piece: fc.constantFrom(...PIECES),
});

test("whatever slips into a folder, the check answers, and every fault says something", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(slip, { minLength: 1, maxLength: 3 }), async (slips) => {
      const files: Record<string, string> = { ...BASELINE };
      for (const { file, at, removed, piece } of slips) {
        const text = files[file] ?? "";
        const start = Math.floor(at * text.length);
        files[file] = text.slice(0, start) + piece + text.slice(start + removed);
      }
      const { faults } = await told(files);
      for (const fault of faults) expect(fault).toMatch(/^[^:]+:[1-9]\d*: .+\S[.?!] \S.+/);
      expect(faults.join("\n")).not.toMatch(/undefined|\[object|NaN/);
    }),
    { numRuns: 60 },
  );
});
