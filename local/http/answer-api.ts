import { mayInvoke, type Rig } from "../clock/rig.ts";
import type { DeployedApi } from "../deployment.ts";
import { apiEvent, apiFailure, apiResponse } from "./api-event.ts";
import { defaultRoute, type Matched, matchRoute, routeKeyOf } from "./routes.ts";

/** A request that a deployed HTTP API answers. */
export interface ApiRequest {
  apiId: string;
  matched: Matched;
}

/**
 * The API and route that a request is for; undefined where no deployed API has one. `$default` takes what is in a
 * folder of the API's own, e.g. `/s/`: the rest of this machine's addresses may be the console's.
 */
export const findRoute = (run: Rig, { url, method }: Request): ApiRequest | undefined => {
  const { pathname } = new URL(url);
  return firstOf(run, (routes) => matchRoute(routes, method, pathname) ?? besideRoutes(routes, pathname));
};

const folderOf = (path: string): string | undefined => path.split("/")[1];

const besideRoutes = (routes: DeployedApi["routes"], path: string): Matched | undefined =>
  routes.some((route) => folderOf(route.path) === folderOf(path)) ? defaultRoute(routes) : undefined;

/** The API whose `$default` takes what no route and no page of this machine takes. */
export const findDefault = (run: Rig): ApiRequest | undefined => firstOf(run, defaultRoute);

const firstOf = (
  { deployment }: Rig,
  match: (routes: DeployedApi["routes"]) => Matched | undefined,
): ApiRequest | undefined => {
  for (const { id, routes } of deployment.apis) {
    const matched = match(routes);
    if (matched !== undefined) return { apiId: id, matched };
  }
  return undefined;
};

/**
 * Answers a request by the route's function, as API Gateway does; one that it may not invoke, or that fails, is a 500.
 */
export const answerApi = async (run: Rig, request: Request, { apiId, matched }: ApiRequest): Promise<Response> => {
  const { region, accountId, functions } = run.deployment;
  const { functionArn } = matched.route;
  const key = routeKeyOf(matched.route);
  const asked = key.startsWith("$") ? key : `${request.method}${matched.route.path}`;
  const source = `arn:aws:execute-api:${region}:${accountId}:${apiId}/$default/${asked}`;
  const target = functions.find(({ arn }) => arn === functionArn);
  run.ledger.count("apigateway:Request", 1);
  if (!mayInvoke(target, "apigateway.amazonaws.com", source)) {
    run.ledger.fail(key, `has no permission to invoke ${target?.name ?? functionArn}`);
    return apiFailure();
  }
  const event = await apiEvent(request, matched, { now: run.now(), apiId, accountId });
  const outcome = await run.fleet.invoke(functionArn, event);
  return outcome.ok ? apiResponse(outcome.value, request.method) : apiFailure();
};
