import type {
  AttributeValue,
  BatchGetItemInput,
  BatchGetItemOutput,
  GetItemInput,
  GetItemOutput,
  PutItemInput,
  QueryInput,
  QueryOutput,
  UpdateItemInput,
  UpdateItemOutput,
} from "@aws-sdk/client-dynamodb";

/** An item or a key in DynamoDB's own form, e.g. `{ pk: { S: "person" } }`. */
export type Attributes = Record<string, AttributeValue>;

/**
 * The calls of DynamoDB that the stores of items make, and all that they know of a client: the AWS SDK's
 * (`dynamodbClient`), or requests that are signed here (`signedItems`). What fails is thrown under AWS's own name for
 * it.
 */
export interface ItemCalls {
  getItem(request: GetItemInput): Promise<Pick<GetItemOutput, "Item">>;
  /** @throws a `RefusedCondition` where the condition does not hold */
  putItem(request: PutItemInput): Promise<unknown>;
  /** @throws a `RefusedCondition` where the condition does not hold */
  updateItem(request: UpdateItemInput): Promise<Pick<UpdateItemOutput, "Attributes">>;
  query(request: QueryInput): Promise<Pick<QueryOutput, "Items" | "LastEvaluatedKey">>;
  batchGetItem(request: BatchGetItemInput): Promise<Pick<BatchGetItemOutput, "Responses" | "UnprocessedKeys">>;
}

/** An error that says that a write's condition did not hold; `Item` is what stood there. */
export interface RefusedCondition extends Error {
  name: "ConditionalCheckFailedException";
  Item?: Attributes | undefined;
}

export const isRefusedCondition = (error: unknown): error is RefusedCondition =>
  error instanceof Error && error.name === "ConditionalCheckFailedException";
