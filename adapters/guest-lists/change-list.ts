import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { emptyList, type GuestList } from "#domain/sessions/guest-list.ts";
import { type ItemCalls, isRefusedCondition } from "../dynamodb/item-calls.ts";
import { PARTITIONS } from "../dynamodb/partitions.ts";
import { guestListIn } from "./guest-list-item.ts";

const GUESTS = PARTITIONS.guests;

/** One change of a list, in words of an UpdateExpression; it is made where all of `when` hold. */
export interface ListChange {
  set?: string[];
  remove?: string[];
  when: string[];
}

/** Placeholders of an attribute's name and of a value. */
export interface Placeholders {
  n(name: string): string;
  v(value: unknown): string;
}

export type Write = (use: Placeholders) => ListChange;

const placeholders = () => {
  const [names, values]: [Record<string, string>, Record<string, unknown>] = [{}, {}];
  const known = new Map<string, string>();
  const n = (name: string): string => {
    const placeholder = known.get(name) ?? `#n${known.size}`;
    known.set(name, placeholder);
    names[placeholder] = name;
    return placeholder;
  };
  const v = (value: unknown): string => {
    const placeholder = `:v${Object.keys(values).length}`;
    values[placeholder] = value;
    return placeholder;
  };
  return { n, v, names, values };
};

const clause = (verb: string, terms: readonly string[]): string =>
  terms.length > 0 ? `${verb} ${terms.join(", ")}` : "";

/** Makes changes of a program's lists in one conditional write each. */
export const changesOf = (client: ItemCalls, tableName: string, program: string) => {
  const request = (session: string, write: Write) => {
    const { n, v, names, values } = placeholders();
    const { set = [], remove = [], when } = write({ n, v });
    const { kind, format } = GUESTS.stamp;
    const stamped = Object.entries({ kind, program }).map(([name, value]) => `${n(name)} = ${v(value)}`);
    const ours = v(format);
    return {
      TableName: tableName,
      Key: marshall({ pk: GUESTS.pk(program), sk: session }),
      UpdateExpression: [
        clause("SET", [...stamped, `${n("format")} = ${ours}`, ...set]),
        clause("REMOVE", remove),
      ].join(" "),
      // Over no newer format, which this code could not have read.
      ConditionExpression: [...when, `attribute_not_exists(${n("format")}) OR ${n("format")} <= ${ours}`]
        .map((one) => `(${one})`)
        .join(" AND "),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: marshall(values),
      ReturnValues: "ALL_NEW" as const,
      ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    };
  };

  /**
   * The list as it stands: after the change, or where a condition did not hold.
   * @throws a zod error where a newer version of the code wrote it
   */
  return async (session: string, write: Write): Promise<{ isChanged: boolean; list: GuestList }> => {
    const listIn = (item: Parameters<typeof unmarshall>[0] | undefined): GuestList =>
      item === undefined ? emptyList(session) : guestListIn(unmarshall(item));
    try {
      const { Attributes } = await client.updateItem(request(session, write));
      return { isChanged: true, list: listIn(Attributes) };
    } catch (error) {
      if (!isRefusedCondition(error)) throw error;
      return { isChanged: false, list: listIn(error.Item) };
    }
  };
};

export type ChangeOfList = ReturnType<typeof changesOf>;
