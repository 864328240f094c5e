import { afterAll, expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { studentNamed } from "../../functions/send-mail/april.fixture.ts";
import { hmsWith, published } from "../../programs/hms-with.ts";
import { removeTemporaryFolders } from "../../temporary-folder.ts";
import { ordering } from "./ordering.fixture.ts";

afterAll(removeTemporaryFolders);

const ada = studentNamed("ada", { anchors: { matriculation: 2023, graduation: 2027 } });
const MONDAY = "2027-03-15T13:40:00.000Z";
const MARK = { order: "unmatched", person: "S-ada", by: "Student-Affairs@example.edu" } as const;

const hms = await hmsWith(published("nrmp.match-status", 2027, "2027-03-15T10:00"));

const school = (now = MONDAY, program: Program = hms) => ordering([ada, studentNamed("di")], now, program);

test("a dean marks somebody: what follows is told, and asked, before", async () => {
  const { order, desk, marks } = await school();
  desk.answer = false;
  expect(await order(MARK)).toBe(
    "S-ada ada Example is marked as unmatched in the Match of 2027; deans alone see it.\n" +
      "match-week-help@2027 goes to them on 2027-03-15 10:00 EDT or in the hour after it; none after 2027-03-19 12:00 EDT.\n" +
      "Nothing was changed.\n",
  );
  expect(await marks.of(2027)).toEqual([]);
  desk.answer = true;
  expect(await order(MARK)).toContain("Marked. The same with --undo takes it back.");
  expect(await marks.of(2027)).toMatchObject([{ student: "ada", marked: { by: MARK.by, at: MONDAY } }]);
  expect(await order(MARK)).toMatch(/^S-ada ada Example is marked already\. /);
});

test("deans alone see who is marked, and take it back", async () => {
  const { order, marks } = await school();
  await order(MARK);
  expect(await order({ order: "unmatched", by: MARK.by })).toMatch(
    /^S-ada ada Example: by Student-Affairs@example\.edu on 2027-03-15\. /,
  );
  expect(await order({ ...MARK, undo: true })).toContain("S-ada ada Example is marked no more, and gets no mail.");
  expect(await order({ order: "unmatched", by: MARK.by })).toBe("Nobody is marked as unmatched in 2027.\n");
  expect(await marks.of(2027)).toMatchObject([{ marked: undefined, takenBack: { by: MARK.by } }]);
});

test("whoever else says so is refused, and so is somebody whose Match it is not", async () => {
  const { order } = await school();
  await expect(order({ ...MARK, by: "R. Vance" })).rejects.toThrow(/Deans alone mark students and see the marks/);
  await expect(order({ order: "unmatched", by: "R. Vance" })).rejects.toThrow(/Deans alone/);
  await expect(order({ ...MARK, person: "S-di" })).rejects.toThrow("graduates in 2029: this is the Match of 2027.");
  await expect(order({ ...MARK, undo: true })).rejects.toThrow("is not marked: nothing to take back.");
});

test("it is told when no mail follows: the hour is a guess, or results are out", async () => {
  const guess = await (await school(MONDAY, await hmsWith())).order(MARK);
  expect(guess).toContain("No mail goes to them: nrmp.match-status of 2027 is provisional: nobody has confirmed it.");
  const late = await (await school("2027-03-19T16:00:00.000Z")).order(MARK);
  expect(late).toContain("Results are released, so no mail goes to them any more.");
});

test("no list of people and nothing else that staff order shows it", async () => {
  const { order } = await school();
  const people = { order: "people", csv: true } as const;
  const before = await order(people);
  await order(MARK);
  expect(await order(people)).toBe(before);
  expect(await order({ order: "choices", person: "S-ada", by: "x" })).not.toContain("unmatched");
});
