import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deploys, judge, otherPrograms } from "../../infra/readiness.ts";
import type { Settings } from "../../infra/settings.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { PROGRAM } from "./synthesized.ts";

const OWN: Settings = {
  stage: "prod",
  region: "us-east-1",
  sender: "advising@med.school.edu",
  schoolAddress: "25 Example Street, Boston, MA",
  program: "program/med",
  runbook: "docs/runbook.md",
  alarmEmail: "engineers@school.edu",
};
const SCHOOL: typeof PROGRAM.school = {
  ...PROGRAM.school,
  sender: { name: "Career Advising", replyTo: "advising@school.edu" },
  office: { name: "Office", email: "office@school.edu" },
};

test("a production stage of a school's own program, address, domain and alarms is ready", () => {
  expect(judge(OWN, SCHOOL)).toEqual([]);
});

test.each<[string, Partial<Settings>, RegExp]>([
  ["without anybody who is told of alarms", { alarmEmail: undefined }, /alarmEmail is missing/],
  ["with alarms to an invented address", { alarmEmail: "me@example.com" }, /alarmEmail me@example.com is invented/],
  ["with the sample's sender", { sender: "career-advising@example.edu" }, /sender .* is invented/],
  ["with the sample's postal address", { schoolAddress: "1 Example Street, Exampletown" }, /schoolAddress is invented/],
  ["with mails that no domain signs", { senderIdentity: "advising@med.school.edu" }, /no mail is signed by/],
])("a production stage is refused %s, and another one warned", (_, settings, says) => {
  expect(() => judge({ ...OWN, ...settings }, SCHOOL)).toThrow(says);
  expect(judge({ ...OWN, ...settings, stage: "dev" }, SCHOOL)).toEqual([expect.stringMatching(says)]);
});

test.each<[string, Partial<typeof SCHOOL>]>([
  ["name", { name: "Harvard Medical School" }],
  ["sender's name", { sender: { ...SCHOOL.sender, name: "HMS Career Advising" } }],
  ["reply address", { sender: { ...SCHOOL.sender, replyTo: "career-advising@example.edu" } }],
  ["office's address", { office: { ...SCHOOL.office, email: "office@school.example" } }],
])("a production stage is refused with the sample's %s", (_, school) => {
  expect(() => judge(OWN, { ...SCHOOL, ...school })).toThrow(/program\/med\/school\.yaml: .*: give your school's own/);
});

test("the sample's school may use its own name, from its own domain", () => {
  const harvard = { ...SCHOOL, name: "Harvard Medical School" };
  expect(judge({ ...OWN, sender: "advising@hms.harvard.edu" }, harvard)).toEqual([]);
  expect(() => judge({ ...OWN, sender: "advising@notharvard.edu" }, harvard)).toThrow(/is the sample's name/);
});

test("what is deployed is told by its folder and name, with the folders beside it that are not", () => {
  const folder = temporaryFolder();
  for (const name of ["mine", "other"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "school.yaml"), "");
  }
  mkdirSync(join(folder, "schema"));
  const others = otherPrograms(join(folder, "mine"));
  expect(others).toEqual([join(folder, "other")]);
  expect(deploys({ ...OWN, program: "program/mine" }, PROGRAM, ["program/other"])).toBe(
    "matchward prod runs the program in program/mine (id small, School of Medicine), " +
      "and not that in program/other: choose by -c program=<folder>",
  );
});
