/** Words of expressions that are no attributes; functions are known by the bracket behind them. */
const WORDS = new Set(["SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN"]);

/** A name or its placeholder: not a value's (`:email`), not a path's further steps (`#address.#state`), no function. */
const NAME = /(?<![\w#:.])(#\w+|[A-Za-z_]\w*)(?!\w|\s*\()/g;

/** The parts of a request that name attributes. */
export interface NamesAttributes {
  Key?: Record<string, unknown> | undefined;
  Item?: Record<string, unknown> | undefined;
  UpdateExpression?: string | undefined;
  ConditionExpression?: string | undefined;
  ProjectionExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
}

/**
 * The attributes that a request names, as `dynamodb:Attributes` tells IAM of them: those of its key, of its item, and
 * the first step of each path in its expressions. A projection or an update without any names none.
 */
export const attributesNamed = (request: NamesAttributes): string[] => {
  const { Key = {}, Item = {}, ExpressionAttributeNames: names = {} } = request;
  const expressions = [request.UpdateExpression, request.ConditionExpression, request.ProjectionExpression];
  const inExpressions = expressions.flatMap((text) => [...(text ?? "").matchAll(NAME)].map(([found]) => found));
  const named = inExpressions.filter((name) => !WORDS.has(name.toUpperCase())).map((name) => names[name] ?? name);
  return [...new Set([...Object.keys(Key), ...Object.keys(Item), ...named])];
};
