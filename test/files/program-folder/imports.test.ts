import { expect, test } from "vitest";
import { replaced, told } from "./small-program.ts";

const limited = (imports: string) => told(replaced("school.yaml", "catchUpDays: 14", `catchUpDays: 14\n${imports}`));

test("a school says how much a roster may change without a yes", async () => {
  expect((await limited("imports: { share: 0.25 }")).faults).toEqual([]);
  expect((await limited("imports: { share: 0, atLeast: 0 }")).faults).toEqual([]);
  expect((await limited("imports: { share: 1.5 }")).faults).toEqual([
    `school.yaml:11: "share" is 1.5. Write a number of at most 1.`,
  ]);
  expect((await limited("imports: { atLeast: -1 }")).faults).toEqual([
    `school.yaml:11: "atLeast" is -1. Write a number of at least 0.`,
  ]);
});
