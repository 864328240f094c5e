import type { DeployedApi } from "../deployment.ts";

export type Route = DeployedApi["routes"][number];

export interface Matched {
  route: Route;
  parameters: Record<string, string>;
}

const EVERY_OTHER = "$default";

const parametersOf = (pattern: string, path: string): Record<string, string> | undefined => {
  const [asked, given] = [pattern.split("/"), path.split("/")];
  // A last part such as `{page+}` stands for as many as there are.
  if (/\{\w+\+\}$/.test(pattern) && given.length > asked.length)
    given.splice(asked.length - 1, given.length, given.slice(asked.length - 1).join("/"));
  if (asked.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [position, part] of asked.entries()) {
    const value = given[position] ?? "";
    const name = /^\{(\w+)\+?\}$/.exec(part)?.[1];
    if (name === undefined ? part !== value : value === "") return undefined;
    if (name !== undefined) parameters[name] = value;
  }
  return parameters;
};

const variables = ({ path }: Route): number => path.split("{").length;

/** The route key as API Gateway writes it, e.g. `GET /s/{token}` or `$default`. */
export const routeKeyOf = ({ method, path }: Route): string => (path === EVERY_OTHER ? path : `${method} ${path}`);

/** The route that takes what no other of an HTTP API takes. */
export const defaultRoute = (routes: readonly Route[]): Matched | undefined => {
  const route = routes.find(({ path }) => path === EVERY_OTHER);
  return route && { route, parameters: {} };
};

/** The route of an HTTP API that answers a request: the one with the fewest variables, as API Gateway chooses. */
export const matchRoute = (routes: readonly Route[], method: string, path: string): Matched | undefined =>
  routes
    .filter((route) => route.method === method || route.method === "ANY")
    .flatMap((route) => {
      const parameters = parametersOf(route.path, path);
      return parameters === undefined ? [] : [{ route, parameters }];
    })
    .toSorted((a, b) => variables(a.route) - variables(b.route))[0];
