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

const HERE = { anchors: { matriculation: 2023, graduation: 2027 } };
const held = { reason: "missing", since: MONDAY, evidence: "missing", says: "No roster has them." } as const;
const failed = { state: "bounced", at: MONDAY, email: ada.email } as const;

test.each([
  ["on another track", { track: "hsdm" }, "its audience leaves them out"],
  ["on leave", { status: "leave" as const }, "they are on leave"],
  ["withdrawn", { status: "withdrawn" as const }, "they have withdrawn"],
  ["held", { held }, "they are held"],
  ["at an address that failed", { address: failed }, "their address failed"],
])("a dean hears to call somebody who is %s: no mail goes to them", async (_, change, why) => {
  const { order, people } = await ordering([studentNamed("ada", { ...HERE, ...change })], MONDAY, hms);
  if ("address" in change) await people.markAddress("S-ada", failed);
  expect(await order(MARK)).toContain(`\nNo mail goes to them: ${why}; call them.\n`);
  expect(await order({ order: "unmatched", by: MARK.by })).toContain(`: ${why}; call them.`);
});

test("after a merge the mark and what went out count for the one who stays, and it is taken back of them", async () => {
  const { order, people, marks } = await ordering([ada, studentNamed("old", HERE)], MONDAY, hms);
  await order({ ...MARK, person: "S-old" });
  await marks.claim({ year: 2027, student: "old" }, "match-week-help@2027", "2027-03-15T14:00:00.000Z");
  await people.merge("S-old", "S-ada", MONDAY);
  expect(await order({ order: "unmatched", by: MARK.by })).toMatch(/^S-ada ada Example: .* went out to them on .*\n$/);
  expect(await order(MARK)).toMatch(/^S-ada ada Example is marked already\. match-week-help@2027 went out to them/);
  await order({ ...MARK, undo: true });
  expect(await marks.of(2027)).toMatchObject([{ student: "old", marked: undefined, takenBack: { by: MARK.by } }]);
});

test("who was removed, or is in no roster, stays in the list of the deans", async () => {
  const { order, people, marks } = await school();
  await order(MARK);
  await people.remove("S-ada", { at: MONDAY, why: "office" });
  await marks.mark({ year: 2027, student: "xyz" }, { by: MARK.by, at: MONDAY });
  const gone = "No mail goes to them: they are in the roster no more; call them.";
  expect(await order({ order: "unmatched", by: MARK.by })).toBe(
    `S-ada ada Example: by ${MARK.by} on 2027-03-15. ${gone}\n` +
      `Somebody whom no roster has (xyz): by ${MARK.by} on 2027-03-15. ${gone}\n`,
  );
});

test("no list of people and nothing else that staff order shows it", async () => {
  const { order } = await school();
  const people = { order: "people", csv: true } as const;
  const before = await order(people);
  await order(MARK);
  expect(await order(people)).toBe(before);
  expect(await order({ order: "choices", person: "S-ada", by: "x" })).not.toContain("unmatched");
});
