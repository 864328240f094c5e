import { CORRECTION_SUBJECTS, Correction, type CorrectionSubject, isOpen } from "#domain/people/correction.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { itemOf } from "../dynamodb/items.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { changeItem, type Item, putItem, queryPartition } from "../dynamodb/table.ts";
import type { Corrections } from "./corrections.ts";

const CORRECTIONS = PARTITIONS.corrections;

const CorrectionItem = itemOf(CORRECTIONS, Correction);

const keyOf = (program: string, student: string, subject: CorrectionSubject) => ({
  pk: CORRECTIONS.pk(program),
  sk: `${student}/${subject}`,
});

/** The keys of all that a student may have asked for. */
export const correctionKeys = (program: string, student: string) =>
  CORRECTION_SUBJECTS.map((subject) => keyOf(program, student, subject));

/** What is open among unmarshalled items, the oldest first; other items say nothing. */
export const openCorrectionsIn = (items: readonly Item[]): Correction[] =>
  items
    .filter(({ kind }) => kind === CORRECTIONS.stamp.kind)
    .map((item) => CorrectionItem.parse(item))
    .filter(isOpen)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));

/** Corrections in the records table: what is asked, and that it is settled, is one conditional write. */
export const dynamodbCorrections = (client: ItemCalls, tableName: string, program: string): Corrections => ({
  ask: async (correction) => {
    const item = { ...keyOf(program, correction.student, correction.subject), ...CORRECTIONS.stamp, ...correction };
    const isFree = { text: "attribute_not_exists(#pk) OR attribute_exists(#settled)", names: ["pk", "settled"] };
    return (await putItem(client, tableName, item, { ...isFree, values: {} })).ok;
  },

  open: async () =>
    openCorrectionsIn(await queryPartition(client, tableName, CORRECTIONS.pk(program), { consistent: true })),

  forget: async (student, at) => {
    const condition = { text: "attribute_exists(#pk)", names: ["pk"], values: {} };
    const set = { says: "", schoolId: "", settled: { at, by: "erased" } };
    for (const subject of CORRECTION_SUBJECTS)
      await changeItem(client, tableName, { key: keyOf(program, student, subject), set, condition });
  },

  settle: async ({ student, subject, seen }, settled) => {
    const condition = { text: "#at = :seen AND attribute_not_exists(#settled)", names: ["at", "settled"] };
    const key = keyOf(program, student, subject);
    const change = { key, set: { settled }, condition: { ...condition, values: { seen } } };
    return (await changeItem(client, tableName, change)).ok;
  },
});
