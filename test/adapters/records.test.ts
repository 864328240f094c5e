import { afterAll, beforeAll, describe } from "vitest";
import { memoryRecords } from "#adapters/doubles/memory-records.ts";
import { memoryRuns } from "#adapters/doubles/memory-runs.ts";
import { dynamodbAccessCodes } from "#adapters/dynamodb-access-codes.ts";
import { dynamodbChoices } from "#adapters/dynamodb-choices.ts";
import { dynamodbObjections } from "#adapters/dynamodb-objections.ts";
import { dynamodbPace } from "#adapters/dynamodb-pace.ts";
import { dynamodbParts } from "#adapters/dynamodb-parts.ts";
import { dynamodbRoster } from "#adapters/dynamodb-roster.ts";
import { dynamodbRuns } from "#adapters/dynamodb-runs.ts";
import { dynamodbSchoolRecord } from "#adapters/dynamodb-school-record.ts";
import { dynamodbTallies } from "#adapters/dynamodb-tallies.ts";
import { type RecordsEmulator, startRecordsEmulator } from "../emulators/records-table.ts";
import { choicesContract } from "./choices.contract.ts";
import { objectionsContract } from "./objections.contract.ts";
import { paceContract } from "./pace.contract.ts";
import { partsContract } from "./parts.contract.ts";
import { rosterContract } from "./roster.contract.ts";
import { runsContract } from "./runs.contract.ts";
import { accessCodesContract, schoolRecordContract } from "./school.contract.ts";
import { talliesContract } from "./tallies.contract.ts";

describe("in memory", () => {
  describe("the roster", () => rosterContract(async () => memoryRecords().roster));
  describe("access codes", () => accessCodesContract(async () => memoryRecords().accessCodes));
  describe("choices", () => choicesContract(async () => memoryRecords().choices));
  describe("parts", () => partsContract(async () => memoryRecords().parts));
  describe("tallies", () => talliesContract(async () => memoryRecords().tallies, 100));
  describe("runs", () => runsContract(async () => memoryRuns()));
  describe("objections", () => objectionsContract(async () => memoryRecords()));
  describe("the school's record", () => schoolRecordContract(async () => memoryRecords().school));
});

describe("in DynamoDB", { timeout: 30_000 }, () => {
  let emulator: RecordsEmulator;
  beforeAll(async () => {
    emulator = await startRecordsEmulator();
  }, 40_000);
  afterAll(() => emulator?.stop());

  type Adapter<Store> = (client: RecordsEmulator["client"], tableName: string) => Store;
  const fresh =
    <Store>(adapter: Adapter<Store>) =>
    async () =>
      adapter(emulator.client, await emulator.freshTable());

  describe("the roster", () => rosterContract(fresh(dynamodbRoster)));
  describe("access codes", () => accessCodesContract(fresh(dynamodbAccessCodes)));
  describe("choices", () => choicesContract(fresh(dynamodbChoices)));
  describe("parts", () => partsContract(fresh(dynamodbParts)));
  describe("tallies", () => talliesContract(fresh(dynamodbTallies), 12));
  describe("runs", () => runsContract(fresh(dynamodbRuns)));
  describe("objections", () =>
    objectionsContract(
      fresh((...at) => ({
        choices: dynamodbChoices(...at),
        runs: dynamodbRuns(...at),
        objections: dynamodbObjections(...at),
      })),
    ));
  describe("the pace", () =>
    paceContract(async (clock) => dynamodbPace(emulator.client, await emulator.freshTable(), clock)));
  describe("the school's record", () => schoolRecordContract(fresh(dynamodbSchoolRecord)));
});
