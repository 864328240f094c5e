import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { Enrolled, Student } from "#domain/student.ts";
import { backOff } from "./backoff.ts";
import { changeItem, type Item, queryPartition } from "./dynamodb-table.ts";
import { KIND, readEach, StoredStudent, type Unread } from "./items.ts";
import type { Roster } from "./records.ts";

const ROSTER = "roster";
/** Most keys one `BatchGetItem` takes. */
const KEYS_PER_CALL = 100;
const MOST_TRIES = 8;
const ENROLLED = Object.keys(Enrolled.shape);

const rosterKey = (studentId: string) => ({ pk: ROSTER, sk: studentId });

const keyOf = ({ key }: Item): unknown => key;

/** The roster in the records table. An item that is no student is told to `unread`; the others are read all the same. */
export const dynamodbRoster = (client: DynamoDBClient, tableName: string, unread: Unread = () => {}): Roster => ({
  all: async () => readEach(StoredStudent, await queryPartition(client, tableName, ROSTER), keyOf, unread),

  enrolled: async () => readEach(Enrolled, await queryPartition(client, tableName, ROSTER, ENROLLED), keyOf, unread),

  some: async (studentIds) => {
    const found = await readByIds(client, tableName, [...new Set(studentIds)]);
    const students = readEach(StoredStudent, found, keyOf, unread);
    const byId = new Map(students.map((student) => [student.studentId, student]));
    return [...new Set(studentIds)].flatMap((id) => byId.get(id) ?? []);
  },

  save: async (student) => {
    await changeItem(client, tableName, { key: rosterKey(student.studentId), ...attributesOf(student) });
  },

  enterPhase: async (studentId, { from, phase, at }) => {
    const { ok } = await changeItem(client, tableName, {
      key: rosterKey(studentId),
      set: { phase, phaseEnteredAt: at },
      condition:
        from === undefined
          ? { text: "attribute_exists(pk) AND attribute_not_exists(#phase)", names: ["phase"], values: {} }
          : { text: "#phase = :from", names: ["phase"], values: { from } },
    });
    return ok;
  },
});

// Parsing drops what is no part of a student, such as an access code that came along from a roster row. The key and the
// joining day are kept from the first write, so that two imports at once agree on them.
const attributesOf = (student: Student) => {
  const { key, joinedOn, phase, societyAdvisorEmail, ...rest } = Student.parse(student);
  return {
    set: { kind: KIND.student, ...rest, ...(societyAdvisorEmail === undefined ? {} : { societyAdvisorEmail }) },
    first: { key, joinedOn, ...(phase === undefined ? {} : { phase }) },
    remove: societyAdvisorEmail === undefined ? ["societyAdvisorEmail"] : [],
  };
};

const readByIds = async (client: DynamoDBClient, tableName: string, studentIds: readonly string[]): Promise<Item[]> => {
  const items: Item[] = [];
  for (let start = 0; start < studentIds.length; start += KEYS_PER_CALL) {
    const keys = studentIds.slice(start, start + KEYS_PER_CALL).map((id) => marshall(rosterKey(id)));
    items.push(...(await readKeys(client, tableName, keys)));
  }
  return items;
};

const readKeys = async (
  client: DynamoDBClient,
  tableName: string,
  keys: Record<string, AttributeValue>[],
): Promise<Item[]> => {
  const items: Item[] = [];
  let left = keys;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const request = { RequestItems: { [tableName]: { Keys: left } } };
    const answer = await client.send(new BatchGetItemCommand(request));
    items.push(...(answer.Responses?.[tableName] ?? []).map((item) => unmarshall(item)));
    left = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (left.length === 0) return items;
    await backOff(tries);
  }
  throw new Error(`The records table left ${left.length} keys unread after ${MOST_TRIES} tries.`);
};
