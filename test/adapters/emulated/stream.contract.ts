import { unmarshall } from "@aws-sdk/util-dynamodb";
import { expect, test } from "vitest";
import { newsOf } from "#adapters/parts/part-group-item.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import type { AccessCodes } from "#adapters/people/access-codes.ts";
import type { People } from "#adapters/people/people.ts";
import { readStudents, type StoredStudent } from "#adapters/people/person-item.ts";
import type { SchoolRecord } from "#adapters/school/school-record.ts";
import type { StreamBatch } from "../../../functions/listeners/stream-record.ts";
import { studentNamed } from "../../functions/send-mail/april.fixture.ts";

/** What a listener does with a batch: answers the numbers of the records that failed, or throws as one that died. */
export type BatchListener = (batch: StreamBatch) => string[];

/** A records table whose stream has a listener: five more tries, then what is left of a batch is set aside. */
export interface ListenedTable {
  people: People;
  accessCodes: AccessCodes;
  parts: Parts;
  school: SchoolRecord;
  /** Gives the listener everything that was written. */
  run(): Promise<void>;
  /** How many records were set aside. */
  setAside(): number;
}

export type OpenTable = (listener: BatchListener) => Promise<ListenedTable>;

type StreamRecord = StreamBatch["Records"][number];

const MOST_TRIES = 6;

const numberOf = ({ dynamodb }: StreamRecord): string => dynamodb.SequenceNumber;

/** The student before and after a change. */
const changeOf = ({ dynamodb: { OldImage, NewImage } }: StreamRecord) => ({
  before: OldImage === undefined ? undefined : studentIn(OldImage),
  after: studentIn(NewImage),
});

const studentIn = (image: unknown): StoredStudent => {
  const [student] = readStudents(unmarshall(Object(image)));
  if (student === undefined) throw new Error("nobody is enrolled");
  return student;
};

const nameOf = (record: StreamRecord): string => changeOf(record).after.person;

const names = (count: number): string[] => Array.from({ length: count }, (_, nth) => `k${nth}`);

/** What every stream of a records table does for its listener. */
export const streamContract = (open: OpenTable): void => {
  /** A table whose listener keeps what it was given; `fails` says of a record whether it fails when given once more. */
  const opened = async (fails: (name: string, nth: number) => boolean | "dies" = () => false) => {
    const batches: StreamRecord[][] = [];
    const timesOf = (name: string) => batches.flat().filter((record) => nameOf(record) === name).length;
    const table = await open(({ Records }) => {
      batches.push(structuredClone(Records));
      const ends = Records.map((record) => fails(nameOf(record), timesOf(nameOf(record))));
      if (ends.includes("dies")) throw new Error("the function is gone");
      return Records.filter((_, nth) => ends[nth]).map(numberOf);
    });
    const enroll = async (keys: readonly string[]) => {
      for (const key of keys) await table.people.save(studentNamed(key));
    };
    return { ...table, enroll, batches, timesOf, given: () => batches.flat() };
  };

  test("each change of an item is given once and in its order, with the item before and after", async () => {
    const { people, run, given, setAside } = await opened();
    const ada = studentNamed("ada", { phase: "pce" });
    await people.save(ada);
    await people.save(studentNamed("ben"));
    await people.save({ ...ada, firstName: "Augusta" });
    await people.enterPhase("S-ada", { from: "pce", phase: "post-pce", at: "2027-04-01T13:00:00.000Z" });
    await run();
    const changes = given()
      .filter((record) => nameOf(record) === "ada")
      .map(changeOf);
    expect(changes.map(({ before, after }) => [before?.firstName, after.firstName])).toEqual([
      [undefined, "ada"],
      ["ada", "Augusta"],
      ["Augusta", "Augusta"],
    ]);
    expect(changes.map(({ before }) => before).slice(1)).toEqual(changes.map(({ after }) => after).slice(0, -1));
    expect(changes.at(-1)?.after).toEqual((await people.all()).find(({ schoolId }) => schoolId === "S-ada"));
    expect(given()).toHaveLength(4);
    expect(setAside()).toBe(0);
  });

  test("a write that changes nothing is no change", async () => {
    const { enroll, run, timesOf } = await opened();
    await enroll(["ada", "ada"]);
    await run();
    expect(timesOf("ada")).toBe(1);
  });

  test("what the listener did not ask for is not given to it", async () => {
    const { enroll, accessCodes, school, run, given } = await opened();
    await accessCodes.save("ada", "CODE");
    await school.start("2026-08-01");
    await enroll(["ada"]);
    await run();
    expect(given().map(nameOf)).toEqual(["ada"]);
  });

  test("of a group of parts it is given what changed a task, told by that write alone, and no write of mails", async () => {
    const told: unknown[] = [];
    const { parts, run } = await open(({ Records }) => {
      told.push(...Records.flatMap(({ dynamodb }) => newsOf(unmarshall(Object(dynamodb.NewImage)))));
      return [];
    });
    const asked = { occurrence: "survey@2027", milestone: "survey", cohort: "pathways-2029", asks: "answer" as const };
    const both = ["class1ada", "class1ben"].map((student) => ({ ...asked, student }));
    const mail = { plannedAt: "2027-04-01T13:00:00.000Z", at: "2027-04-01T13:00:04.000Z" };
    await parts.claim(both, "open", mail);
    await parts.complete(asked.occurrence, "class1ada", { id: "survey", at: mail.at });
    await parts.settle(both.map((part) => ({ part, wave: "open", mail: { state: "sent", attempt: 1, ...mail } })));
    await parts.markOpened(asked.occurrence, "class1ben", mail.at);
    await parts.reopen(asked.occurrence, "class1ada", mail.at);
    await run();
    expect(told).toMatchObject([
      { student: "class1ada", state: "attested", revision: 1 },
      { student: "class1ada", state: "due", revision: 2 },
    ]);
  });

  test("each record says when it was made, in seconds, and has a number above those before it", async () => {
    const { enroll, run, given } = await opened();
    await enroll(names(3));
    await run();
    const made = given().map(({ dynamodb }) => dynamodb.ApproximateCreationDateTime);
    expect(made.every((seconds) => Number(seconds) > 1.7e9 && Number(seconds) < 2e9)).toBe(true);
    const numbers = given().map((record) => BigInt(numberOf(record)));
    expect(numbers.every((number, nth) => nth === 0 || number > (numbers[nth - 1] ?? number))).toBe(true);
  });

  test("a batch comes again from the first record that failed, with all behind it and none before", async () => {
    const { enroll, run, batches, setAside } = await opened((name, nth) => name === "k5" && nth < 3);
    await enroll(names(12));
    await run();
    const failed = batches.findIndex((batch) => batch.some((record) => nameOf(record) === "k5"));
    const [first = [], second = [], third = [], next = []] = batches.slice(failed);
    const from = first.findIndex((record) => nameOf(record) === "k5");
    expect(second).toEqual(first.slice(from));
    expect(third).toEqual(second);
    expect(next.map(nameOf)).not.toContain("k5");
    expect(setAside()).toBe(0);
  });

  test("a batch whose listener died comes again, with nothing lost and in its order", async () => {
    const { enroll, run, given, setAside } = await opened((name, nth) => (name === "k5" && nth < 3 ? "dies" : false));
    await enroll(names(12));
    await run();
    const last = new Map(given().map((record, nth) => [nameOf(record), nth]));
    expect([...last.keys()].toSorted()).toEqual(names(12).toSorted());
    expect(names(12).toSorted((one, other) => (last.get(one) ?? 0) - (last.get(other) ?? 0))).toEqual(names(12));
    expect(setAside()).toBe(0);
  });

  test.each([
    ["fails", true],
    ["takes its listener with it", "dies"],
  ] as const)(
    "a record that always %s is set aside at last, and the stream goes on behind its batch",
    async (_, how) => {
      const { enroll, run, given, timesOf, setAside } = await opened((name) => (name === "k5" ? how : false));
      await enroll(names(24));
      await run();
      expect(timesOf("k5")).toBeGreaterThanOrEqual(MOST_TRIES);
      expect(setAside()).toBeGreaterThanOrEqual(1);
      expect(new Set(given().map(nameOf))).toEqual(new Set(names(24)));
    },
  );

  test("what a listener does to its records is not seen at the next try", async () => {
    const seen: string[][] = [];
    const { people, run } = await open(({ Records }) => {
      seen.push(Records.map(nameOf));
      const failed = Records.map(numberOf);
      for (const { dynamodb } of Records) dynamodb.NewImage = {};
      return seen.length === 1 ? failed : [];
    });
    await people.save(studentNamed("ada"));
    await run();
    expect(seen).toEqual([["ada"], ["ada"]]);
  });
};
