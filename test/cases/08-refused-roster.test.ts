import { expect, test } from "vitest";
import { memoryOfficeMails } from "#adapters/office-mails/memory-office-mails.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import type { OfficeMail } from "#adapters/ses/office-mailer.ts";
import { parseRoster } from "#files/roster/roster-file.ts";
import { tellOffice } from "../../functions/tell-office/tell-office.ts";
import { program } from "../domain/calendar/program.fixture.ts";

const SEMICOLONS =
  "student_id;email;first_name;last_name;track;matriculation_year\n1;a@b.example;Ann;Lee;pathways;2026\n";

test("08: a file that is no roster is told to the office with the reason that its reader gives, once (https://github.com/talim-ai/talim-ai/issues/48)", async () => {
  const { refused } = await parseRoster(SEMICOLONS, program);
  const sent: OfficeMail[] = [];
  const needs = {
    program,
    bucket: "rosters",
    stage: "prod",
    people: memoryRecords().people,
    mailings: memoryRecords().mailings,
    waitingImports: async () => [],
    corrections: memoryRecords().corrections,
    escalations: memoryRecords().escalations,
    sessions: memoryRecords().sessions,
    guestLists: memoryRecords().guestLists,
    officeMails: memoryOfficeMails(),
    mailer: { send: async (mail: OfficeMail) => void sent.push(mail) },
  };
  const data = { program: program.id, file: "spring.csv", reason: refused ?? "" };
  const detail = { type: "roster.refused", version: 1, id: "r/1", occurredAt: "2027-04-01T14:00:00Z", data } as const;
  for (let times = 0; times < 2; times += 1) await tellOffice(needs, { detail });
  expect(sent.map(({ subject }) => subject)).toEqual(["spring.csv was refused"]);
  expect(sent[0]?.html).toContain("Nothing of spring.csv went in.");
  expect(sent[0]?.text.replaceAll("\n", " ")).toContain("comma");
});
