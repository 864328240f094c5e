import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeEach, describe, expect, test } from "vitest";
import type { Published } from "#adapters/bus/event-bus.ts";
import { memoryEventBus } from "#adapters/bus/memory-event-bus.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { groupItem } from "#adapters/parts/part-group-item.ts";
import { type StoredStudent, studentItem } from "#adapters/people/person-item.ts";
import type { TaskChange } from "#domain/parts/task-changes.ts";
import { takeIn } from "#domain/sessions/revisions.ts";
import type { KnownSession } from "#domain/sessions/session.ts";
import { StreamBatch } from "../../../functions/listeners/stream-record.ts";
import { publishChanges } from "../../../functions/publish-changes/publish-changes.ts";
import { session } from "../../domain/sessions/session.fixture.ts";
import { stored } from "../class.fixture.ts";

type Item = Record<string, unknown>;

const PLAIN = { removeUndefinedValues: true };
let count = 0;
const record = (before: Item | undefined, after: Item | undefined) => {
  count += 1;
  return {
    eventName: before === undefined ? "INSERT" : "MODIFY",
    dynamodb: {
      SequenceNumber: `${1000 + count}`,
      ApproximateCreationDateTime: Date.parse("2026-08-03T14:10:04Z") / 1000,
      Keys: marshall({ pk: "p", sk: "s" }),
      ...(before && { OldImage: marshall(before, PLAIN) }),
      ...(after && { NewImage: marshall(after, PLAIN) }),
    },
  };
};

const student = (change: Partial<StoredStudent> = {}): Item => studentItem({ ...stored(1), ...change });
const group = (news: readonly TaskChange[] = []): Item =>
  groupItem("hms", {
    occurrence: "retake-cim-survey@2027",
    group: "class1",
    version: 3,
    members: {},
    news,
    writes: [],
  });
const completion = (change: Partial<TaskChange> = {}): TaskChange => ({
  occurrence: "retake-cim-survey@2027",
  milestone: "retake-cim-survey",
  student: "key-1",
  cohort: "pathways-2029",
  type: "answer",
  state: "attested",
  evidence: { level: "attested", source: "link", answer: "survey" },
  at: "2027-04-06T22:41:09.000Z",
  revision: 1,
  ...change,
});
const completed = (change: Partial<TaskChange> = {}): Item => group([completion(change)]);
const reopened = ((): Item => {
  const { evidence: _, ...task } = completion({ state: "due", at: "2027-04-06T22:43:30.000Z", revision: 2 });
  return group([{ ...task, isWithdrawn: true }]);
})();

let setAside: string[];
const publish = async (records: object[], bus = memoryEventBus()) => {
  const needs = { bus, setAside: ({ sequenceNumber }: { sequenceNumber: string }) => setAside.push(sequenceNumber) };
  const { batchItemFailures } = await publishChanges(needs, StreamBatch.parse({ Records: records }));
  return { held: bus.held, failures: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};
const told = async (before: Item | undefined, after: Item | undefined): Promise<readonly Published[]> =>
  (await publish([record(before, after)])).held;

beforeEach(() => {
  setAside = [];
  count = 0;
});

describe("files of sessions", () => {
  const item = (known: KnownSession): Item => ({ ...PARTITIONS.sessions.stamp, program: "hms", ...known });
  const [AT_NINE, AT_TEN] = ["2027-01-04T14:00:00.000Z", "2027-01-04T15:00:00.000Z"];

  test("each make one event of their own, also one that a later file overtook, and the same again however often it is read", async () => {
    const [first] = takeIn([], [{ session: session(), kept: ["capacity", "recording"] }], "2026-08-03T16:00:00.000Z");
    if (first === undefined) throw new Error("no session");
    const moved = { session: session({ place: "TMEC 448" }), kept: ["capacity", "recording"] as const };
    const [later] = takeIn([first], [moved], AT_TEN);
    const [last] = takeIn(later ? [later] : [], [{ session: session({ capacity: 40 }), kept: ["recording"] }], AT_NINE);
    if (later === undefined || last === undefined) throw new Error("no session");
    const records = [record(undefined, item(first)), record(item(first), item(later)), record(item(later), item(last))];
    const ids = (await publish([...records, ...records])).held.map(({ id }) => id.split("/").at(-1));
    expect(ids.slice(0, 3)).toEqual(["2026-08-03T16:00:00.000Z", AT_TEN, AT_NINE]);
    expect(new Set(ids).size).toBe(3);
    expect(await told(item(last), item(last))).toEqual([]);
  });
});

describe("what a change of the table makes known", () => {
  test("an address that failed, without the address, and once", async () => {
    const at = "2027-04-29T13:00:09.000Z";
    const dead = student({ address: { state: "bounced", at, email: stored(1).email } });
    expect(await told(student(), dead)).toEqual([
      {
        type: "address.failed",
        version: 1,
        id: `address.failed/key-1/bounced/${at}`,
        occurredAt: at,
        data: { student: "key-1", cohort: "pathways-2029", state: "bounced" },
      },
    ]);
    expect(await told(dead, { ...dead, society: "Cannon" })).toEqual([]);
    expect(await told(dead, { ...dead, email: "new@example.edu" })).toEqual([]);
    expect(await told(dead, student())).toEqual([]);
  });

  test("a mailing that is paused, once, and nothing of one that is taken up again", async () => {
    const run = {
      ...PARTITIONS.mailings.stamp,
      sk: "retake-cim-survey@2027/open",
      occurrence: "retake-cim-survey@2027",
      wave: "open",
    };
    const at = "2027-04-01T13:02:00.000Z";
    const paused = { ...run, pausedAt: at, reason: "5 of 160 mails bounced" };
    const data = { occurrence: run.occurrence, wave: run.wave, reason: paused.reason };
    const id = `run.paused/${run.sk}/${at}`;
    expect(await told(undefined, paused)).toEqual([{ type: "run.paused", version: 1, id, occurredAt: at, data }]);
    expect(await told(paused, paused)).toEqual([]);
    expect(await told(paused, { ...run, resumedAt: at })).toEqual([]);
  });

  test("a completion, once, under an id worked out from it", async () => {
    const named = { cohort: "pathways-2029", milestone: "retake-cim-survey", occurrence: "retake-cim-survey@2027" };
    expect(await told(group(), completed())).toEqual([
      {
        type: "task.completed",
        version: 1,
        id: "task.completed/hms/retake-cim-survey@2027/key-1/1",
        occurredAt: "2027-04-06T22:41:09.000Z",
        data: {
          ...named,
          program: "hms",
          person: "key-1",
          type: "answer",
          state: "attested",
          evidence: { level: "attested", source: "link" },
          answer: "survey",
          revision: 1,
        },
      },
      {
        type: "survey.completed",
        version: 1,
        id: "survey.completed/retake-cim-survey@2027/key-1/1",
        occurredAt: "2027-04-06T22:41:09.000Z",
        data: {
          ...named,
          student: "key-1",
          answer: "survey",
          revision: 1,
        },
      },
    ]);
  });

  test("a completion taken back", async () => {
    expect(await told(completed(), reopened)).toMatchObject([
      { type: "task.reopened", id: expect.stringMatching(/\/2$/), occurredAt: "2027-04-06T22:43:30.000Z" },
      { type: "survey.reopened", id: expect.stringMatching(/\/2$/), occurredAt: "2027-04-06T22:43:30.000Z" },
    ]);
  });

  test("a completion after one was taken back, under an id of its own", async () => {
    const again = completed({ revision: 3 });
    expect(await told(reopened, again)).toMatchObject([
      { type: "task.completed", id: expect.stringMatching(/\/3$/) },
      { type: "survey.completed", id: expect.stringMatching(/\/3$/) },
    ]);
  });

  test("a waiver, without who and why, and without a word of a survey that nobody confirmed", async () => {
    const waived = completed({ state: "waived", evidence: { level: "waived", source: "office" } });
    expect(await told(group(), waived)).toMatchObject([
      { type: "task.waived", data: { state: "waived", evidence: { level: "waived", source: "office" } } },
    ]);
  });

  test("better evidence of a task that is completed already, of which a survey's listeners know", async () => {
    const verified = completed({ state: "verified", evidence: { level: "verified", source: "list" }, revision: 2 });
    expect(await told(completed(), verified)).toMatchObject([
      { type: "task.completed", data: { state: "verified", evidence: { level: "verified", source: "list" } } },
    ]);
  });

  test.each<[string, Item | undefined, Item | undefined]>([
    ["a write that changed no task", completed(), group()],
    ["a group that is new", undefined, group()],
    ["a student's new address", student(), student({ email: "other@example.edu" })],
    ["an item of another kind", undefined, { ...PARTITIONS.school.stamp, startedOn: "2026-08-03" }],
    ["an item that was removed", student(), undefined],
  ])("nothing for %s", async (_, before, after) => {
    expect(await told(before, after)).toEqual([]);
  });

  test("a phase that a student entered, at the instant it began", async () => {
    const moved = student({ phase: "post-pce", phaseEnteredAt: "2027-10-01T13:00:00.000Z" });
    expect(await told(student(), moved)).toEqual([
      {
        type: "phase.entered",
        version: 1,
        id: "phase.entered/key-1/post-pce/2027-10-01T13:00:00.000Z",
        occurredAt: "2027-10-01T13:00:00.000Z",
        data: { student: "key-1", cohort: "pathways-2029", phase: "post-pce", from: "pce" },
      },
    ]);
  });

  test("a student who enrolled, with nothing that says who they are", async () => {
    const [event] = await told(undefined, student());
    expect(event).toMatchObject({ type: "student.enrolled", occurredAt: "2026-08-03T14:10:04.000Z" });
    expect(JSON.stringify(event)).not.toMatch(/S001|Ada|example\.edu/);
  });
});

describe("a person who is not just a student of one program", () => {
  const exchange = { track: "guests", status: "active", anchors: { matriculation: 2026, graduation: 2027 } };
  const inBoth = { ...student(), "enrollment:exchange": exchange };

  test("enrolls in each, as its own news", async () => {
    expect(await told(student(), inBoth)).toMatchObject([
      { type: "student.enrolled", data: { student: "key-1", cohort: "guests-2027", track: "guests" } },
    ]);
  });

  test("moves on in one, of which the other's news say nothing", async () => {
    const entered = { phase: "visit", phaseEnteredAt: "2027-10-01T13:00:00.000Z" };
    expect(await told(inBoth, { ...inBoth, "phase:exchange": entered })).toMatchObject([
      { type: "phase.entered", data: { cohort: "guests-2027", phase: "visit" } },
    ]);
  });

  test("is no news as long as they are no student", async () => {
    const { "enrollment:hms": _, "phase:hms": __, ...nobody } = student();
    const advisor = { ...nobody, roles: ["advisor"] };
    const address = { state: "bounced", at: "2027-04-29T13:00:09.000Z", email: stored(1).email };
    expect(await told(undefined, advisor)).toEqual([]);
    expect(await told(advisor, { ...advisor, address })).toEqual([]);
    expect(await told(advisor, { ...student(), roles: ["advisor"] })).toMatchObject([{ type: "student.enrolled" }]);
    expect((await publish([record(advisor, { ...advisor, roles: ["dean"] })])).failures).toHaveLength(1);
  });
});

describe("a batch of changes", () => {
  const three = () => [record(group(), completed()), record(completed(), reopened), record(undefined, student())];

  test("is published in the order of the stream", async () => {
    const { held, failures } = await publish([...three(), record(student(), student({ email: "other@example.edu" }))]);
    expect(held.map(({ type }) => type)).toEqual([
      "task.completed",
      "survey.completed",
      "task.reopened",
      "survey.reopened",
      "student.enrolled",
    ]);
    expect(failures).toEqual([]);
  });

  test("is published around a record that cannot be read, which alone is reported", async () => {
    const [first, , third] = three();
    const faulty = record(group(), { ...completed(), news: "by hand" });
    const { held, failures } = await publish([first ?? {}, faulty, third ?? {}]);
    expect(held.map(({ type }) => type)).toEqual(["task.completed", "survey.completed", "student.enrolled"]);
    expect(failures).toEqual([faulty.dynamodb.SequenceNumber]);
    expect(setAside).toEqual(failures);
  });

  test("reports an image that is no item of DynamoDB", async () => {
    const faulty = {
      dynamodb: { ...record(undefined, group()).dynamodb, NewImage: { kind: PARTITIONS.parts.stamp.kind } },
    };
    expect(await publish([faulty])).toMatchObject({ failures: [faulty.dynamodb.SequenceNumber] });
  });

  test("reports the records of which the bus did not take a fact, and only those", async () => {
    const records = three();
    const { held, failures } = await publish(
      records,
      memoryEventBus(({ type }) => type === "survey.reopened"),
    );
    expect(held.map(({ type }) => type)).toEqual([
      "task.completed",
      "survey.completed",
      "task.reopened",
      "student.enrolled",
    ]);
    expect(failures).toEqual([records[1]?.dynamodb.SequenceNumber]);
  });

  test("reads the bus's answers in step with its records, past one of two facts and one that cannot be read", async () => {
    const [first, second, third] = three();
    const faulty = record(group(), { ...completed(), news: "by hand" });
    const quiet = record(undefined, group());
    const onlyThird = memoryEventBus(({ type }) => type === "student.enrolled");
    const hole = [first, faulty, quiet, second, third].map((one) => one ?? faulty);
    expect((await publish(hole, onlyThird)).failures).toEqual(
      [faulty, third].map((one) => one?.dynamodb.SequenceNumber),
    );
    const firstAndLast = memoryEventBus(({ type }) => ["task.completed", "student.enrolled"].includes(type));
    expect((await publish(hole, firstAndLast)).failures).toEqual(
      [first, faulty, third].map((one) => one?.dynamodb.SequenceNumber),
    );
    const middle = memoryEventBus(({ type }) => type === "task.reopened");
    expect((await publish(hole, middle)).failures).toEqual([faulty, second].map((one) => one?.dynamodb.SequenceNumber));
  });

  test("is published twice under the same ids when it comes twice", async () => {
    const bus = memoryEventBus();
    const records = three();
    await publish(records, bus);
    await publish(records, bus);
    const ids = bus.held.map(({ id }) => id);
    expect(ids.slice(5)).toEqual(ids.slice(0, 5));
  });
});
