import { groupOf } from "#domain/people/student-groups.ts";
import { choicesKeys, declinedIn } from "../choices/dynamodb-choices.ts";
import { correctionKeys, openCorrectionsIn } from "../corrections/dynamodb-corrections.ts";
import { getItems } from "../dynamodb/batch.ts";
import type { ItemCalls } from "../dynamodb/item-calls.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { feedKeys, lookedUpIn } from "../feeds/dynamodb-feeds.ts";
import { guestListIn } from "../guest-lists/guest-list-item.ts";
import { GroupOfItem, partPartition } from "../parts/part-group-item.ts";
import { memberOf } from "../parts/part-groups.ts";
import { personKey } from "../people/person-changes.ts";
import { readStudent } from "../people/person-item.ts";
import type { PlanRecords } from "./plan-records.ts";

const AS_OF_NOW = { consistent: true };

/** What plans are made of, in the records table: one read may touch many of its partitions. */
export const dynamodbPlanRecords = (client: ItemCalls, tableName: string, program: string): PlanRecords => ({
  own: async ({ person, schoolId }) => {
    const lists = [...feedKeys(program, `student.${person}`), ...correctionKeys(program, person)];
    const keys = [personKey(schoolId), ...choicesKeys([person]), ...lists];
    const items = await getItems(client, tableName, keys, AS_OF_NOW);
    const found = items.find(({ pk }) => pk === PARTITIONS.people.pk);
    const student = found && readStudent(found, program);
    return {
      student: student?.person === person ? student : undefined,
      corrections: openCorrectionsIn(items),
      declined: declinedIn(items).get(person) ?? [],
      ...lookedUpIn(items, program, `student.${person}`),
    };
  },

  standing: async (person, { occurrences, sessions }) => {
    const group = groupOf(person);
    const partKeys = occurrences.map((occurrence) => ({ pk: partPartition(program, occurrence), sk: group }));
    const listKeys = sessions.map((sk) => ({ pk: PARTITIONS.guests.pk(program), sk }));
    const items = await getItems(client, tableName, [...partKeys, ...listKeys], AS_OF_NOW);
    const isList = ({ pk }: { pk?: unknown }) => pk === PARTITIONS.guests.pk(program);
    const groups = items.filter((item) => !isList(item)).map((item) => GroupOfItem.parse(item));
    return {
      parts: groups.flatMap((one) => memberOf(one, person) ?? []),
      guestLists: items.filter(isList).map(guestListIn),
    };
  },
});
