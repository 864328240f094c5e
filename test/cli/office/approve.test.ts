import { beforeEach, expect, test } from "vitest";
import type { Program } from "#domain/calendar/program.ts";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import { carryOut } from "../../../cli/office/carry-out.ts";
import type { OrderOf } from "../../../cli/office/order.ts";
import { program } from "../../domain/calendar/program.fixture.ts";
import { occurrence, studentNamed } from "../../functions/send-mail/april.fixture.ts";
import { ordering } from "./ordering.fixture.ts";

const NOW = "2027-03-20T15:00:00.000Z";
const LAST_YEAR = firstMailing("retake-cim-survey@2026");
const roles = { director: { title: "Director of Advising", email: "director@example.edu" } };
const approving = {
  ...program,
  school: { ...program.school, approval: "first-mailing" as const, roles },
  milestones: program.milestones.map((one) => (one.id === "retake-cim-survey" ? { ...one, owner: "director" } : one)),
};

let school: Awaited<ReturnType<typeof ordering>>;
beforeEach(async () => {
  school = await ordering([studentNamed("ada"), studentNamed("bo"), studentNamed("cy", { status: "withdrawn" })], NOW);
  const of = { at: "2026-04-01T13:00:00.000Z", recipients: 5, mustBeApproved: false };
  await school.mailings.open(LAST_YEAR, of);
});

const order = async (more: Partial<OrderOf<"approve">> = {}, on: Program = approving): Promise<string> => {
  let said = "";
  const screen = { write: (text: string) => (said += text) };
  const records = { ...school, school: { startedOn: async () => "2026-08-01" } };
  const ask = async () => school.desk.answer;
  const sample = async () => "Subject: Retake the survey\n\nDear Ada";
  const needs = { program: on, records, now: NOW, place: "--stage prod", ask, sample, out: screen, err: screen };
  await carryOut(needs, { order: "approve", by: "R. Vance", ...more });
  return said;
};

test("first mailings ahead are listed with how they stand, how many get them, and how many did last year", async () => {
  const said = await order();
  expect(said).toContain(
    `${occurrence}  Thursday, April 1  waits for approval\n` +
      "  Up to 2 students; retake-cim-survey@2026 went to 5: 3 fewer.\n",
  );
});

test("one is approved after a look at the mail, and not against a no", async () => {
  school.desk.answer = false;
  expect(await order({ occurrence })).toContain("Nothing was changed.");
  school.desk.answer = true;
  const said = await order({ occurrence });
  expect(said).toContain("  As one of them gets it:\n\n  | Subject: Retake the survey\n\n  | Dear Ada\n");
  expect(said).toContain("Approved by R. Vance.");
  expect((await school.mailings.get(firstMailing(occurrence)))?.approved).toMatchObject({
    by: "R. Vance",
    recipients: 2,
  });
  expect(await order()).toContain(`${occurrence}  Thursday, April 1  approved by R. Vance`);
  expect(await order({ occurrence })).toContain("Somebody decided of it meanwhile.");
});

test("a yes is taken back until the mailing went on its way", async () => {
  await expect(order({ occurrence, undo: true })).rejects.toThrow("Nobody has approved");
  await order({ occurrence });
  expect(await order({ occurrence, undo: true })).toContain("Taken back: it waits for approval again.");
  await order({ occurrence });
  await school.mailings.open(firstMailing(occurrence), { at: NOW, recipients: 2, mustBeApproved: true });
  await expect(order({ occurrence, undo: true })).rejects.toThrow("went on its way");
});

test.each(["director", "Director of Advising", "DIRECTOR@example.edu "])(
  "the owner cannot be the second person: %s",
  async (by) => {
    await expect(order({ occurrence, by })).rejects.toThrow("a second person has to approve it");
    expect(await school.mailings.get(firstMailing(occurrence))).toBeUndefined();
  },
);

test("a school that asks for no approval says how it would, and what lies nowhere is a fault", async () => {
  await expect(order({}, program)).rejects.toThrow("approval: first-mailing");
  await expect(order({ occurrence: "bake-sale@2027" })).rejects.toThrow("The program has no occurrence bake-sale@2027");
});
