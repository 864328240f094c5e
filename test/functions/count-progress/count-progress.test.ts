import { marshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COUNTED_ANEW, groupItem } from "#adapters/parts/part-group-item.ts";
import type { PartGroup } from "#adapters/parts/part-groups.ts";
import type { Parts } from "#adapters/parts/parts.ts";
import { memoryProgress } from "#adapters/progress/memory-progress.ts";
import type { CohortCounts } from "#adapters/progress/progress.ts";
import { memoryRecords } from "#adapters/records/memory-records.ts";
import { countsByCohort, NOTHING_COUNTED } from "#domain/parts/progress.ts";
import { countProgress } from "../../../functions/count-progress/count-progress.ts";

const AT = "2027-04-01T13:00:00.000Z";
const SURVEY = "retake-cim-survey@2027";
const MEETING = "match-day@2027";
// Two of a group, two of another, and one alone.
const KEYS = ["aaaaaa-1", "aaaaaa-2", "bbbbbb-1", "bbbbbb-2", "cccccc-1"] as const;
const COHORTS = ["pathways-2028", "hst-2028"] as const;

type Images = { before: PartGroup | undefined; after: PartGroup };

const recordOf = ({ before, after }: Images, number: number) => {
  // As Lambda hands images on: in JSON, with bytes as base64.
  const image = (group: PartGroup) =>
    Object.fromEntries(
      Object.entries(marshall(groupItem("hms", group))).map(([name, value]) => [
        name,
        value.B === undefined ? value : { B: Buffer.from(value.B).toString("base64") },
      ]),
    );
  return {
    dynamodb: {
      ...{ SequenceNumber: String(number), ApproximateCreationDateTime: Date.parse(AT) / 1000 },
      ...(before && { OldImage: image(before) }),
      NewImage: image(after),
    },
  };
};

const isGiven = ({ dynamodb: { NewImage } }: ReturnType<typeof recordOf>): boolean => COUNTED_ANEW in NewImage;

const inOrder = (all: readonly CohortCounts[]) =>
  all
    .filter(({ counts }) => Object.values(counts).some((count) => count > 0))
    .toSorted((one, other) => (one.cohort + one.occurrence < other.cohort + other.occurrence ? -1 : 1));

/** What a listing of all parts would count. */
const countedFrom = async (parts: Parts) => {
  const found = await Promise.all(
    [SURVEY, MEETING].map(async (occurrence) =>
      [...countsByCohort(await parts.ofOccurrence(occurrence))].map(([cohort, counts]) => ({
        cohort,
        occurrence,
        counts,
      })),
    ),
  );
  return inOrder(found.flat());
};

interface Step {
  deed: "claim" | "fail" | "answer" | "in part" | "take back" | "done" | "waive" | "reopen" | "fold" | "look";
  who: (typeof KEYS)[number];
  other: (typeof KEYS)[number];
  cohort: (typeof COHORTS)[number];
  asks: boolean;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    deed: fc.constantFrom<Step["deed"]>(
      ...(["claim", "fail", "answer", "in part", "take back", "done", "waive", "reopen", "fold", "look"] as const),
    ),
    who: fc.constantFrom(...KEYS),
    other: fc.constantFrom(...KEYS),
    cohort: fc.constantFrom(...COHORTS),
    asks: fc.boolean(),
  }),
  { maxLength: 30 },
);

const identity = (student: string, cohort: string, asks: boolean) => ({
  ...{ occurrence: asks ? SURVEY : MEETING, milestone: asks ? "retake-cim-survey" : "match-day", student, cohort },
  asks: asks ? ("answer" as const) : undefined,
});

const take = async (parts: Parts, { deed, who, other, cohort, asks }: Step): Promise<unknown> => {
  const part = identity(who, cohort, asks);
  const mail = { plannedAt: AT, attempt: 1, at: AT };
  if (deed === "claim") return parts.claim([part], "open", { plannedAt: AT, at: AT });
  if (deed === "fail") {
    const settled = { ...mail, state: "retry" as const, reason: "refused" };
    return parts.settle([{ part, wave: "open", mail: settled }]).catch(() => undefined);
  }
  if (deed === "look") return parts.markOpened(part.occurrence, who, AT);
  if (deed === "fold") return who === other ? undefined : parts.fold(part, identity(other, cohort, asks));
  if (!asks) return undefined;
  if (deed === "answer") return parts.complete(SURVEY, who, { id: "survey", at: AT });
  if (deed === "in part") return parts.progress(SURVEY, who, { id: "one", at: AT, others: ["two"] });
  if (deed === "take back") return parts.retract(SURVEY, who, "one");
  await parts.begin(part, AT);
  if (deed === "done") return parts.verify(part, { source: "office", by: "office", at: AT });
  if (deed === "waive") return parts.waive(part, { by: "office", at: AT, reason: "away" });
  return parts.reopen(SURVEY, who, AT, "office");
};

const counted = async (images: readonly Images[], order: readonly number[], size: number) => {
  const progress = memoryProgress();
  const records = images.map(recordOf).filter(isGiven);
  // Each comes at least once, some twice, in any order and in batches of any size.
  const delivered = [...order.map((nth) => records[nth % Math.max(records.length, 1)]), ...records]
    .filter((record) => record !== undefined)
    .map((record, nth) => ({ record, rank: order[nth % Math.max(order.length, 1)] ?? 0 }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ record }) => record);
  const failed: unknown[] = [];
  for (let start = 0; start < delivered.length; start += size)
    await countProgress(
      { program: "hms", progress, setAside: (one) => void failed.push(one) },
      { Records: delivered.slice(start, start + size) },
    );
  expect(failed).toEqual([]);
  return inOrder(await progress.since(2000));
};

describe("the counts", () => {
  test("are those of the parts, whatever became of them, and in whatever order the stream's records come", async () => {
    const order = fc.array(fc.nat({ max: 99 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(steps, order, fc.integer({ min: 1, max: 7 }), async (taken, shuffled, size) => {
        const images: Images[] = [];
        const { parts } = memoryRecords({ group: (before, after) => void images.push({ before, after }) });
        for (const step of taken) await take(parts, step);
        expect(await counted(images, shuffled, size)).toEqual(await countedFrom(parts));
      }),
      { numRuns: 300 },
    );
  });
});

const image = (members: PartGroup["members"], more: Partial<PartGroup> = {}): PartGroup => ({
  ...{ occurrence: SURVEY, group: "aaaaaa", version: 1, members, news: [], isCountedAnew: true, writes: [] },
  ...more,
});

const part = (student: string, more: object = {}) => ({
  ...{ occurrence: SURVEY, milestone: "retake-cim-survey", student, cohort: "hst-2028", revision: 0, mails: {} },
  task: { type: "answer" as const, state: "due" as const, at: AT, evidence: {} },
  ...more,
});

const listen = async (...records: ReturnType<typeof recordOf>[]) => {
  const [progress, aside] = [memoryProgress(), [] as string[]];
  const answer = await countProgress(
    { program: "hms", progress, setAside: ({ sequenceNumber }) => void aside.push(sequenceNumber) },
    { Records: records },
  );
  return { answer, aside, found: await progress.since(2000) };
};

describe("a batch", () => {
  test("has a record that cannot be read back alone, and counts the others", async () => {
    const bad = recordOf({ before: undefined, after: image({}) }, 1);
    const newer = {
      ...bad,
      dynamodb: { ...bad.dynamodb, NewImage: { ...bad.dynamodb.NewImage, format: { N: "99" } } },
    };
    const { answer, aside, found } = await listen(
      newer,
      recordOf({ before: undefined, after: image({ "aaaaaa-1": part("aaaaaa-1") }) }, 2),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    expect(aside).toEqual(["1"]);
    expect(found).toEqual([{ cohort: "hst-2028", occurrence: SURVEY, counts: { ...NOTHING_COUNTED, open: 1 } }]);
  });

  test("of sessions' mails counts nothing: their guests are counted elsewhere", async () => {
    const of = { occurrence: "session:dinner-2027" };
    const { answer, found } = await listen(
      recordOf({ before: undefined, after: image({ "aaaaaa-1": part("aaaaaa-1", of) }, of) }, 1),
    );
    expect([answer.batchItemFailures, found]).toEqual([[], []]);
  });

  test("counts a cohort as none whose last part went over to another person", async () => {
    const before = image({ "aaaaaa-1": part("aaaaaa-1") });
    const after = image({ "aaaaaa-1": part("aaaaaa-1", { movedTo: "bbbbbb-1" }) }, { version: 2 });
    const first = recordOf({ before: undefined, after: before }, 1);
    const { found } = await listen(first, recordOf({ before, after }, 2));
    expect(found).toEqual([{ cohort: "hst-2028", occurrence: SURVEY, counts: NOTHING_COUNTED }]);
  });
});
