import { afterAll, beforeAll, describe } from "vitest";
import { dynamodbAuditLog } from "#adapters/audit-log/dynamodb-audit-log.ts";
import { dynamodbChoices } from "#adapters/choices/dynamodb-choices.ts";
import { dynamodbCorrections } from "#adapters/corrections/dynamodb-corrections.ts";
import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { dynamodbEscalations } from "#adapters/escalations/dynamodb-escalations.ts";
import { dynamodbFeeds } from "#adapters/feeds/dynamodb-feeds.ts";
import { dynamodbGuestLists } from "#adapters/guest-lists/dynamodb-guest-lists.ts";
import { dynamodbImports } from "#adapters/imports/dynamodb-imports.ts";
import { dynamodbMailings } from "#adapters/mailings/dynamodb-mailings.ts";
import { dynamodbMarks } from "#adapters/marks/dynamodb-marks.ts";
import { dynamodbNotes } from "#adapters/notes/dynamodb-notes.ts";
import { dynamodbOfficeMails } from "#adapters/office-mails/dynamodb-office-mails.ts";
import { dynamodbPace } from "#adapters/pace/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";
import { dynamodbAccessCodes } from "#adapters/people/dynamodb-access-codes.ts";
import { dynamodbPeople } from "#adapters/people/dynamodb-people.ts";
import { dynamodbPlanRecords } from "#adapters/plan/dynamodb-plan-records.ts";
import { dynamodbPreflight } from "#adapters/preflight/dynamodb-preflight.ts";
import { dynamodbProgress } from "#adapters/progress/dynamodb-progress.ts";
import { dynamodbSchoolRecord } from "#adapters/school/dynamodb-school-record.ts";
import { dynamodbSessions } from "#adapters/sessions/dynamodb-sessions.ts";
import { dynamodbSignIns } from "#adapters/sign-ins/dynamodb-sign-ins.ts";
import { dynamodbUsers } from "#adapters/users/dynamodb-users.ts";
import { type RecordsEmulator, startRecordsEmulator } from "../../emulators/records-table.ts";
import { auditLogContract } from "../audit-log/audit-log.contract.ts";
import { choicesContract } from "../choices/choices.contract.ts";
import { correctionsContract } from "../corrections/corrections.contract.ts";
import { escalationsContract } from "../escalations/escalations.contract.ts";
import { feedsContract } from "../feeds/feeds.contract.ts";
import { guestListsContract } from "../guest-lists/guest-lists.contract.ts";
import { importsContract } from "../imports/imports.contract.ts";
import { runsContract } from "../mailings/mailings.contract.ts";
import { marksContract } from "../marks/marks.contract.ts";
import { notesContract } from "../notes/notes.contract.ts";
import { paceContract } from "../pace/pace.contract.ts";
import { partsContract } from "../parts/parts.contract.ts";
import { peopleContract } from "../people/people.contract.ts";
import { planRecordsContract } from "../plan/plan-records.contract.ts";
import { preflightContract } from "../preflight/preflight.contract.ts";
import { progressContract } from "../progress/progress.contract.ts";
import { accessCodesContract, schoolRecordContract } from "../school/school.contract.ts";
import { sessionsContract } from "../sessions/sessions.contract.ts";
import { signInsContract } from "../sign-ins/sign-ins.contract.ts";
import { usersContract } from "../users/users.contract.ts";
import { officeMailsContract } from "./office-mails.contract.ts";

const ways = ["client", "signed"] as const;

describe.each(ways)("in DynamoDB by the %s calls", (way) => {
  let emulator: RecordsEmulator;
  beforeAll(async () => {
    emulator = await startRecordsEmulator();
  });
  afterAll(() => emulator?.stop());

  type Adapter<Store> = (client: ItemCalls, tableName: string) => Store;
  const fresh =
    <Store>(adapter: Adapter<Store>) =>
    async () =>
      adapter(emulator[way], await emulator.freshTable());

  describe("people", () =>
    peopleContract(
      fresh(
        (...at) =>
          (program) =>
            dynamodbPeople(...at, program),
      ),
    ));
  describe("access codes", () => accessCodesContract(fresh(dynamodbAccessCodes)));
  describe("choices", () => choicesContract(fresh(dynamodbChoices)));
  describe("parts", () => partsContract(fresh((...at) => dynamodbParts(...at, "hms"))));
  describe("runs", () => runsContract(fresh((...at) => dynamodbMailings(...at, "hms"))));
  describe("preflight", () =>
    preflightContract(
      fresh((...at) => ({
        choices: dynamodbChoices(...at),
        mailings: dynamodbMailings(...at, "hms"),
        sessions: dynamodbSessions(...at, "hms"),
        preflight: dynamodbPreflight(...at, "hms"),
      })),
    ));
  describe("the pace", () =>
    paceContract(async (clock) => dynamodbPace(emulator[way], await emulator.freshTable(), clock)));
  describe("the school's record", () => schoolRecordContract(fresh((...at) => dynamodbSchoolRecord(...at, "hms"))));
  describe("mails to the office", () => officeMailsContract(fresh((...at) => dynamodbOfficeMails(...at, "hms"))));
  describe("marks", () => marksContract(fresh((...at) => dynamodbMarks(...at, "hms"))));
  describe("imports", () => importsContract(fresh((...at) => dynamodbImports(...at, "hms"))));
  describe("mails to advisors", () => escalationsContract(fresh((...at) => dynamodbEscalations(...at, "hms"))));
  describe("sessions", () => sessionsContract(fresh((...at) => dynamodbSessions(...at, "hms"))));
  describe("feeds", () => feedsContract(fresh((...at) => dynamodbFeeds(...at, "hms"))));
  describe("notes", () => notesContract(fresh((...at) => dynamodbNotes(...at, "hms"))));
  describe("sign-ins", () => signInsContract(fresh((...at) => dynamodbSignIns(...at, "hms"))));
  describe("sign-ins of students", () => signInsContract(fresh((...at) => dynamodbSignIns(...at, "hms", "students"))));
  describe("corrections", () => correctionsContract(fresh((...at) => dynamodbCorrections(...at, "hms"))));
  describe("what plans are made of", () =>
    planRecordsContract(
      fresh((...at) => ({
        people: dynamodbPeople(...at, "hms"),
        choices: dynamodbChoices(...at),
        feeds: dynamodbFeeds(...at, "hms"),
        parts: dynamodbParts(...at, "hms"),
        guestLists: dynamodbGuestLists(...at, "hms"),
        planRecords: dynamodbPlanRecords(...at, "hms"),
      })),
    ));
  describe("users", () => usersContract(fresh((...at) => dynamodbUsers(...at, "hms"))));
  describe("the audit log", () => auditLogContract(fresh((...at) => dynamodbAuditLog(...at, "hms"))));
  describe("progress", () => progressContract(fresh((...at) => dynamodbProgress(...at, "hms"))));
  describe("guest lists", () => guestListsContract(fresh((...at) => dynamodbGuestLists(...at, "hms"))));
});
