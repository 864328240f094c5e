import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeEach, describe, expect, test } from "vitest";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { memoryFeeds } from "#adapters/feeds/memory-feeds.ts";
import { studentItem } from "#adapters/people/person-item.ts";
import { markFeeds } from "../../../functions/mark-feeds/mark-feeds.ts";
import { stored } from "../class.fixture.ts";
import { known } from "../feeds/feeds.fixture.ts";

const AT = "2027-01-10T12:00:00.000Z";
type Image = Record<string, unknown>;

const record = (number: string, before: Image | undefined, after: Image | undefined) => {
  const image = (item: Image) => marshall(item, { removeUndefinedValues: true });
  return {
    dynamodb: {
      ...{ SequenceNumber: number, ApproximateCreationDateTime: Date.parse(AT) / 1000 },
      ...(before && { OldImage: image(before) }),
      ...(after && { NewImage: image(after) }),
    },
  };
};

let feeds: ReturnType<typeof memoryFeeds>;
let marks = 0;
beforeEach(async () => {
  feeds = memoryFeeds();
  marks = 0;
  for (const key of ["key-1", "key-2"]) await feeds.readdress(`student.${key}`, { issue: 0, hash: key, at: AT });
});

const unread: string[] = [];
const mark = (...Records: ReturnType<typeof record>[]) =>
  markFeeds(
    {
      ...{ program: "hms", feeds, newMark: () => `m${++marks}` },
      setAside: ({ sequenceNumber }) => void unread.push(sequenceNumber),
    },
    { Records },
  );

const marked = async () => {
  const [one, two] = [await feeds.look("student.key-1"), await feeds.look("student.key-2")];
  return { all: one.mark, "key-1": one.feed?.mark, "key-2": two.feed?.mark };
};

const sessionItem = (program = "hms") => ({
  ...{ pk: PARTITIONS.sessions.pk(program), sk: "rtr1", ...PARTITIONS.sessions.stamp },
  ...known(),
});
const listItem = (more: Image = {}) => ({
  ...{ pk: PARTITIONS.guests.pk("hms"), sk: "rtr1", ...PARTITIONS.guests.stamp },
  ...{ revision: 1, next: 3, capacity: 1, ...more },
});
const personOf = (change: Parameters<typeof stored>[1] = {}) => studentItem(stored(1, change));

describe("which calendars a change marks", () => {
  test("a session of the program: all; another program's: none", async () => {
    await mark(record("1", undefined, sessionItem("other")));
    expect(await marked()).toEqual({});
    await mark(record("2", undefined, sessionItem()));
    expect(await marked()).toEqual({ all: "m1" });
  });

  test("an answer: its person's; a seat that becomes free: also the one's who moves up", async () => {
    const [alone, both] = [listItem({ "place:key-1": 1 }), listItem({ "place:key-1": 1, "place:key-2": 2 })];
    await mark(record("1", undefined, alone));
    expect(await marked()).toEqual({ "key-1": "m1" });
    await mark(record("2", alone, both));
    expect(await marked()).toEqual({ "key-1": "m1", "key-2": "m2" });
    await mark(record("3", both, listItem({ "declined:key-1": AT, "place:key-2": 2 })));
    expect(await marked()).toEqual({ "key-1": "m3", "key-2": "m4" });
  });

  test("a list of which only what they eat changed: nobody's", async () => {
    const list = listItem({ "place:key-1": 1 });
    await mark(record("1", list, { ...list, "dietary:key-1": "no nuts", revision: 2 }));
    expect(await marked()).toEqual({});
  });

  test.each([
    ["their class", { anchors: { matriculation: 2024, graduation: 2028 } }],
    ["their status", { status: "leave" }],
    ["their specialty", { specialty: "Dermatology" }],
    ["that they were removed", { removed: { at: AT, why: "office" } }],
    ["their id", { schoolId: "S900" }],
  ] as const)("%s: theirs", async (_, change) => {
    await mark(record("1", personOf(), personOf(change)));
    expect(await marked()).toEqual({ "key-1": "m1" });
  });

  test("their name, address or phase: nobody's", async () => {
    await mark(record("1", personOf(), personOf({ firstName: "Other", email: "new@example.edu", phase: "other" })));
    expect(await marked()).toEqual({});
  });
});

describe("a batch", () => {
  test("marks each calendar once; twice by other words", async () => {
    const batch = ["1", "2", "3"].map((number) => record(number, undefined, sessionItem()));
    await mark(...batch);
    expect(marks).toBe(1);
    await mark(...batch);
    expect(await marked()).toEqual({ all: "m2" });
  });

  test("has a record that cannot be read back alone, and marks what the others concern", async () => {
    const bad = { ...listItem(), format: 99 };
    const answer = await mark(record("1", undefined, bad), record("2", undefined, sessionItem()));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    expect(unread).toEqual(["1"]);
    expect((await marked()).all).toBe("m1");
  });

  test("of somebody without a feed makes none", async () => {
    await mark(record("1", undefined, studentItem(stored(9))));
    expect((await feeds.look("student.key-9")).feed).toBeUndefined();
  });
});

test("when an entry changed is said of answers alone", async () => {
  const answeredAt = async () => (await feeds.look("student.key-1")).feed?.answeredAt;
  await mark(record("1", personOf(), personOf({ status: "leave" })));
  expect(await answeredAt()).toBeUndefined();
  await mark(
    record("2", undefined, listItem({ "place:key-1": 1 })),
    record("3", personOf(), personOf({ society: "x" })),
  );
  expect(await answeredAt()).toBe(AT);
});
