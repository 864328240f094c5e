import { beforeEach, expect, test } from "vitest";
import { memoryNotes } from "#adapters/notes/memory-notes.ts";
import { memoryUsers } from "#adapters/users/memory-users.ts";
import type { Program } from "#domain/calendar/program.ts";
import { firstMailing } from "#domain/mail/first-mailing.ts";
import { pauseMailing } from "#office/mailings/paused-mailings.ts";
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

const order = async (more: Partial<OrderOf<"approve">> = {}, on: Program = approving, now = NOW): Promise<string> => {
  let said = "";
  const screen = { write: (text: string) => (said += text) };
  const records = { ...school, school: { startedOn: async () => "2026-08-01" } };
  const ask = async () => school.desk.answer;
  const sample = async () => "Subject: Retake the survey\n\nDear Ada";
  const needs = {
    program: on,
    records: { ...records, users: memoryUsers(), notes: memoryNotes() },
    now,
    place: "--stage prod",
    user: "rvance",
    ask,
    sample,
    out: screen,
    err: screen,
  };
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

test.each([
  "director",
  "Director of Advising",
  "DIRECTOR@example.edu ",
  "director  of\u00a0ADVISING",
  "Director of Advising <someone@example.edu>",
  '"R. Vance" <Director@Example.edu>',
  "R. Vance (director@example.edu)",
])("the owner cannot be the second person: %s", async (by) => {
  await expect(order({ occurrence, by })).rejects.toThrow("a second person has to approve it");
  expect(await school.mailings.get(firstMailing(occurrence))).toBeUndefined();
});

test("somebody who shares a word with the owner's title may approve", async () => {
  expect(await order({ occurrence, by: "Deputy Director of Advising <deputy@example.edu>" })).toContain("Approved by");
});

test("one that staff paused is not approved: who looks hears why, and what takes it up again", async () => {
  await pauseMailing(school.mailings, firstMailing(occurrence), NOW);
  expect(await order()).toContain(`${occurrence}  Thursday, April 1  waits for approval, and is paused by staff\n`);
  const said = order({ occurrence });
  await expect(said).rejects.toThrow("It is paused by staff since 2027-03-20 11:00 EDT: a person paused it.");
  await expect(said).rejects.toThrow(`\`matchward runs --resume ${occurrence}/open --stage prod\` takes it up again.`);
  await school.mailings.resume(firstMailing(occurrence), { since: NOW, at: NOW });
  expect(await order({ occurrence })).toContain("Approved by R. Vance.");
});

test("one that waits is said to have been due from its hour on, and on its last day until the last run", async () => {
  expect(await order({}, approving, "2027-04-01T12:59:00.000Z")).toContain("Thursday, April 1  waits for approval");
  expect(await order({}, approving, "2027-04-01T13:00:00.000Z")).toContain("was due, and waits for approval");
  expect(await order({}, approving, "2027-04-15T13:29:00.000Z")).toContain(occurrence);
  expect(await order({}, approving, "2027-04-15T13:30:00.000Z")).not.toContain(occurrence);
});

test("of one that is over a yes says so before it asks, and what it lets out instead", async () => {
  const late = await order({ occurrence }, approving, "2027-04-17T15:00:00.000Z");
  expect(late).toContain("The invitation is over, and nobody gets it any more (over by more than 14 days).");
  expect(late).toContain("With a yes, its reminder 2 would go out next, on Sunday, April 18.");
  expect(late).not.toContain("As one of them gets it");
  expect(late).toContain("Approved by R. Vance.");
});

test("of one of which nothing goes out any more there is no yes", async () => {
  const said = order({ occurrence }, approving, "2027-04-30T15:00:00.000Z");
  await expect(said).rejects.toThrow("closed before it could be sent). Nothing else of it goes out either.");
  expect(await school.mailings.get(firstMailing(occurrence))).toBeUndefined();
});

test("a school that asks for no approval says how it would, and what lies nowhere is a fault", async () => {
  await expect(order({}, program)).rejects.toThrow("approval: first-mailing");
  await expect(order({ occurrence: "bake-sale@2027" })).rejects.toThrow("The program has no occurrence bake-sale@2027");
});
