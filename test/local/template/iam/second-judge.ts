import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { Statement } from "../../../../local/deployment.ts";
import { type AccessRequest, authorize } from "../../../../local/template/iam/authorize.ts";

const ACCOUNT = "111122223333";
const ALL = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
/** A key's own policy, as CDK makes it: it leaves it to the roles of its account who may use the key. */
const LEFT_TO_ROLES = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" }],
};

const policyOf = (statements: readonly Statement[]) => ({
  Version: "2012-10-17",
  Statement: statements.map(({ effect, actions, resources, conditions }) => ({
    Effect: effect,
    Action: actions,
    Resource: resources,
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  })),
});

/**
 * What `iam-simulate` says of a request of a role of the same account: whether it is allowed.
 * @returns undefined for a request that AWS does not have: a queue's action on a table, a condition key that is not
 * told of the action.
 * @throws Error where it does not take the policy.
 */
export const secondJudge = async (
  statements: readonly Statement[],
  { action, resource, context }: AccessRequest,
): Promise<boolean | undefined> => {
  if (statements.length === 0) return false;
  const answer = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/function`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: [{ name: "role", policy: policyOf(statements) }],
      serviceControlPolicies: [{ orgIdentifier: "o-1", policies: [{ name: "all", policy: ALL }] }],
      resourceControlPolicies: [],
      ...(action.startsWith("kms:") ? { resourcePolicy: LEFT_TO_ROLES } : {}),
    },
    {},
  );
  if (answer.resultType === "error" && answer.errors.message.startsWith("policy"))
    throw new Error(JSON.stringify(answer.errors));
  if (answer.resultType !== "single" || answer.result.ignoredContextKeys?.length !== 0) return undefined;
  return answer.overallResult === "Allowed";
};

/** A call that a role makes, or might make. */
export interface JudgedCall {
  statements: Statement[];
  request: AccessRequest;
}

/** A call, what `authorize` and the second judge say of it, and the statements that are about its action. */
export interface TwiceJudged extends AccessRequest {
  allowed: boolean;
  second: boolean | undefined;
  statements: Statement[];
}

export const judgedTwice = (calls: readonly JudgedCall[]): Promise<TwiceJudged[]> =>
  Promise.all(
    calls.map(async ({ statements, request }) => ({
      ...request,
      allowed: authorize(statements, request).allowed,
      second: await secondJudge(statements, request),
      statements: statements.filter(({ actions }) =>
        actions.some((action) => action.includes("*") || action === request.action),
      ),
    })),
  );

/** Judges as `authorize` does, and remembers each call of each role once. */
export const createRecorder = () => {
  const roles = new Map<Statement[], Map<string, AccessRequest>>();
  return {
    authorize: (statements: Statement[], request: AccessRequest) => {
      const requests = roles.get(statements) ?? new Map<string, AccessRequest>();
      roles.set(statements, requests.set(JSON.stringify(request), request));
      return authorize(statements, request);
    },
    calls: (): JudgedCall[] =>
      [...roles].flatMap(([statements, requests]) =>
        [...requests.values()].map((request) => ({ statements, request })),
      ),
  };
};
