import type { DeployedApi } from "../deployment.ts";

export type Route = DeployedApi["routes"][number];

export interface Matched {
  route: Route;
  parameters: Record<string, string>;
}

const parametersOf = (pattern: string, path: string): Record<string, string> | undefined => {
  const [asked, given] = [pattern.split("/"), path.split("/")];
  if (asked.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [position, part] of asked.entries()) {
    const value = given[position] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== value : value === "") return undefined;
    if (name !== undefined) parameters[name] = value;
  }
  return parameters;
};

const variables = ({ path }: Route): number => path.split("{").length;

/** The route of an HTTP API that answers a request: the one with the fewest variables, as API Gateway chooses. */
export const matchRoute = (routes: readonly Route[], method: string, path: string): Matched | undefined =>
  routes
    .filter((route) => route.method === method || route.method === "ANY")
    .flatMap((route) => {
      const parameters = parametersOf(route.path, path);
      return parameters === undefined ? [] : [{ route, parameters }];
    })
    .toSorted((a, b) => variables(a.route) - variables(b.route))[0];
