import { BatchWriteItemCommand, CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import type { Item } from "#adapters/dynamodb/table.ts";
import { groupItem } from "#adapters/parts/part-group-item.ts";
import { studentItem } from "#adapters/people/person-item.ts";
import type { ProgressCounts } from "#adapters/progress/progress.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import { occurrencesFor } from "#domain/calendar/occurrences.ts";
import { phaseOn } from "#domain/calendar/phases.ts";
import type { Program } from "#domain/calendar/program.ts";
import { type Part, type Task, taskBegun } from "#domain/parts/part.ts";
import { countsByCohort } from "#domain/parts/progress.ts";
import { Student } from "#domain/people/student.ts";
import { GROUP_SIZE } from "#domain/people/student-groups.ts";
import { RECORDS_TABLE } from "../records-table.ts";

/** The school as the pages are asked for: in the middle of the April survey. */
export const TODAY = "2027-04-13";
export const NOW = "2027-04-13T16:00:00.000Z";

const SOCIETIES = ["Alder", "Birch", "Cedar", "Rowan", "Willow"];
const CLASSES = [2027, 2028, 2029, 2030];

/** One of a school's students, by their number: eight cohorts, whose members share groups of a hundred. */
const studentOf = (program: Program, nth: number): Student => {
  const cohort = nth % (CLASSES.length * 2);
  const within = Math.floor(nth / (CLASSES.length * 2));
  const track = cohort % 2 === 0 ? "pathways" : "hst";
  const graduation = CLASSES[Math.floor(cohort / 2)] ?? 2030;
  const anchors = { graduation, matriculation: graduation - 4 };
  const group = `g${cohort}${String(Math.floor(within / GROUP_SIZE)).padStart(4, "0")}`;
  const phase = phaseOn(program, { track, anchors }, TODAY);
  return Student.parse({
    ...{ schoolId: `2026${String(nth).padStart(5, "0")}`, person: `${group}${String(nth).padStart(16, "0")}` },
    ...{ program: program.id, track, anchors, status: "active", joinedOn: "2023-08-01" },
    ...{ email: `student.${nth}@students.example.edu`, firstName: `Student${nth}`, lastName: `Example${nth % 997}` },
    society: SOCIETIES[nth % SOCIETIES.length],
    ...(phase !== undefined && { phase }),
  });
};

const taskOf = (part: ReturnType<typeof partOf>, nth: number, at: string): Task | undefined => {
  if (part.asks === undefined) return undefined;
  const task = taskBegun(part.asks, at);
  // Two thirds have answered.
  if (nth % 3 === 0 || task.state !== "due") return task;
  const attested = { source: "link" as const, by: part.student, at, answer: "survey" };
  return { ...task, state: "attested", evidence: { attested } };
};

/** What is on record of somebody: each occurrence that has opened for them in two years, with its mails. */
const partsOf = (program: Program, student: Student, nth: number): Part[] =>
  occurrencesFor(program, student)
    .filter(({ opens }) => opens <= TODAY && opens >= "2025-08-01")
    .map((occurrence) => {
      const { asks: _, ...identity } = partOf(student, occurrence);
      const sent = occurrence.waves.filter(({ day }) => day <= TODAY);
      const task = taskOf(partOf(student, occurrence), nth, sent[0]?.at ?? NOW);
      const mails = sent.map(({ name, at }) => {
        const messageId = `0100${name}-${nth.toString(16).padStart(24, "0")}`;
        return [name, { state: "delivered" as const, plannedAt: at, attempt: 1, at, messageId }];
      });
      return {
        ...identity,
        revision: task === undefined ? 0 : 1,
        mails: Object.fromEntries(mails),
        ...(task && { task }),
      };
    });

const WRITES_PER_CALL = 25;

const putAll = async (client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> => {
  for (let start = 0; start < items.length; start += WRITES_PER_CALL) {
    const puts = items
      .slice(start, start + WRITES_PER_CALL)
      .map((item) => ({ PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
  }
};

/** A school in a table of its own: its students, their parts, and the counts that `count-progress` keeps of them. */
export const makeSchool = async (
  { client, table, progress }: { client: DynamoDBClient; table: string; progress: ProgressCounts },
  program: Program,
  size: number,
): Promise<{ one: Student }> => {
  await client.send(new CreateTableCommand({ TableName: table, ...RECORDS_TABLE }));
  const students = Array.from({ length: size }, (_, nth) => studentOf(program, nth));
  await putAll(client, table, students.map(studentItem));
  const parts = students.flatMap((student, nth) => partsOf(program, student, nth));
  const groups = Map.groupBy(parts, ({ occurrence, student }) => `${occurrence}/${student.slice(0, 6)}`);
  for (const [name, members] of groups) {
    const [occurrence = "", group = ""] = name.split("/");
    const of = { occurrence, group, version: 1, news: [], writes: [] };
    const item = groupItem(program.id, {
      ...of,
      members: Object.fromEntries(members.map((one) => [one.student, one])),
    });
    await putAll(client, table, [item]);
    await progress.count({ ...of, cohorts: countsByCohort(members) });
  }
  await putAll(client, table, [
    { pk: PARTITIONS.school.pk, sk: `started/${program.id}`, ...PARTITIONS.school.stamp, startedOn: "2023-08-01" },
  ]);
  const [one] = students;
  if (one === undefined) throw new Error("A school has students");
  return { one };
};
