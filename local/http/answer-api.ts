import { mayInvoke, type Rig } from "../clock/rig.ts";
import { apiEvent, apiFailure, apiResponse } from "./api-event.ts";
import { type Matched, matchRoute } from "./routes.ts";

/** A request that a deployed HTTP API answers. */
export interface ApiRequest {
  apiId: string;
  matched: Matched;
}

/** The API and route that a request is for; undefined where no deployed API has one. */
export const findRoute = ({ deployment }: Rig, request: Request): ApiRequest | undefined => {
  const { pathname } = new URL(request.url);
  for (const { id, routes } of deployment.apis) {
    const matched = matchRoute(routes, request.method, pathname);
    if (matched !== undefined) return { apiId: id, matched };
  }
  return undefined;
};

/**
 * Answers a request by the route's function, as API Gateway does; one that it may not invoke, or that fails, is a 500.
 */
export const answerApi = async (run: Rig, request: Request, { apiId, matched }: ApiRequest): Promise<Response> => {
  const { region, accountId, functions } = run.deployment;
  const { functionArn, path } = matched.route;
  const source = `arn:aws:execute-api:${region}:${accountId}:${apiId}/$default/${request.method}${path}`;
  const target = functions.find(({ arn }) => arn === functionArn);
  run.ledger.count("apigateway:Request", 1);
  if (!mayInvoke(target, "apigateway.amazonaws.com", source)) {
    run.ledger.fail(`${matched.route.method} ${path}`, `has no permission to invoke ${target?.name ?? functionArn}`);
    return apiFailure();
  }
  const event = await apiEvent(request, matched, { now: run.now(), apiId, accountId });
  const outcome = await run.fleet.invoke(functionArn, event);
  return outcome.ok ? apiResponse(outcome.value, request.method) : apiFailure();
};
