import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { describe, expect, test } from "vitest";
import { dynamodbClient } from "#adapters/dynamodb/client.ts";
import { dynamodbParts } from "#adapters/parts/dynamodb-parts.ts";

const part = {
  occurrence: "retake-cim-survey@2027",
  milestone: "retake-cim-survey",
  student: "ada",
  cohort: "pathways-2029",
  asks: "answer" as const,
};
const mail = { plannedAt: "2027-04-01T13:00:00.000Z", at: "2027-04-01T13:00:04.000Z" };

/** A table that holds a claim already when it is asked for one: the caller's own, or that of another. */
const claimedBy = (whose: (own: Record<string, unknown>) => Record<string, unknown>) => {
  const table = mockClient(DynamoDBClient);
  table.on(GetItemCommand).resolves({});
  table.on(PutItemCommand).callsFake(({ Item }) => {
    throw new ConditionalCheckFailedException({
      message: "no",
      $metadata: {},
      Item: marshall(whose(unmarshall(Item))),
    });
  });
  return dynamodbParts(dynamodbClient({ region: "us-east-1" }), "records", "hms");
};

describe("a write that was applied although its answer was an error (https://github.com/novuhq/novu/issues/12373)", () => {
  test("is known again by the client's repeat, which is refused by its own claim", async () => {
    expect(await claimedBy((own) => own).claim([part], "open", mail)).toEqual([{ kind: "claimed", attempt: 1 }]);
  });

  test("is not taken for the claim of another sender", async () => {
    const others = claimedBy((own) => ({ ...own, writes: ["another"] }));
    expect(await others.claim([part], "open", mail)).toEqual([{ kind: "done" }]);
  });
});
