import * as z from "zod/mini";
import { fault } from "./fault.ts";
import { conditionHolds } from "./iam/conditions.ts";
import { namings } from "./names.ts";
import { absent, intrinsicName, isObject, parameter, pseudoParameter, type Scope, shaped, step } from "./scope.ts";
import { asResource, placeOf, type Resource, type World } from "./world.ts";

const text = (value: unknown, scope: Scope): string => {
  const resolved = evaluate(value, scope);
  if (typeof resolved === "string" || typeof resolved === "number" || typeof resolved === "boolean")
    return String(resolved);
  throw fault(scope.place, "should be a text");
};

const list = (value: unknown, scope: Scope): unknown[] => {
  const resolved = evaluate(value, scope);
  if (Array.isArray(resolved)) return resolved;
  throw fault(scope.place, "should be a list");
};

const find = (logicalId: string, scope: Scope): Resource => {
  const raw = scope.stack.template.Resources[logicalId];
  if (!raw) throw fault(scope.place, `there is no resource or parameter ${logicalId}`);
  if (raw.Condition && !condition(raw.Condition, scope))
    throw fault(scope.place, `${logicalId} is left out by its condition`);
  return asResource(scope.stack, logicalId, raw);
};

const nested = (properties: unknown, path: readonly string[]): unknown =>
  path.reduce((value, key) => (isObject(value) ? value[key] : undefined), properties);

const named = (resource: Resource, world: World) => {
  const naming = namings[resource.type];
  const seed = `${resource.stack.name}-${resource.logicalId}`;
  const read = (path: readonly string[], otherwise: string): string => {
    const raw = nested(resource.properties, path);
    return raw === undefined
      ? otherwise
      : text(raw, { world, stack: resource.stack, place: placeOf(resource, ...path) });
  };
  const invented = naming?.invent?.(seed) ?? seed;
  return {
    name: naming?.name ? read(naming.name, invented) : invented,
    seed,
    region: world.region,
    accountId: world.accountId,
    apiUrl: world.apiUrl,
    property: (name: string, otherwise: string) => read([name], otherwise),
  };
};

/** A resource's name: the one the template gives, or one made up as `<stack>-<logical id>`. */
export const nameOf = (resource: Resource, world: World): string => named(resource, world).name;

/** What `Ref` gives for a resource. @throws TemplateFault for a type whose `Ref` is not known. */
export const refOf = (resource: Resource, world: World, place = placeOf(resource)): string => {
  const naming = namings[resource.type];
  if (!naming) throw fault(place, `what Ref gives for ${resource.type} is not known`);
  return naming.ref(named(resource, world));
};

/** What `Fn::GetAtt` gives for a resource. @throws TemplateFault for a type or attribute that is not known. */
export const attributeOf = (resource: Resource, attribute: string, world: World, place = placeOf(resource)): string => {
  const form = namings[resource.type]?.attributes[attribute];
  if (!form) throw fault(place, `attribute ${attribute} of ${resource.type} is not known`);
  return form(named(resource, world));
};

/**
 * Whether a named condition of the scope's stack holds. @throws TemplateFault where there is none, or it is not
 * understood.
 */
export const condition = (name: string, scope: Scope): boolean => conditionHolds(name, scope, text);

const ref = (name: string, scope: Scope): unknown =>
  pseudoParameter(name, scope) ?? parameter(name, scope) ?? refOf(find(name, scope), scope.world, scope.place);

const getAtt = (argument: unknown, scope: Scope): string => {
  const parts = typeof argument === "string" ? argument.split(".") : argument;
  const [logicalId, attribute] = shaped(parts, z.tuple([z.string(), z.string()]), scope);
  return attributeOf(find(logicalId, scope), attribute, scope.world, scope.place);
};

const substitute = (argument: unknown, scope: Scope): string => {
  const pair = typeof argument === "string" ? [argument, {}] : argument;
  const [pattern, values] = shaped(pair, z.tuple([z.string(), z.record(z.string(), z.unknown())]), scope);
  return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in values) return text(values[name], scope);
    return name.includes(".") ? getAtt(name, scope) : text({ Ref: name }, scope);
  });
};

const importValue = (argument: unknown, scope: Scope): unknown => {
  const wanted = text(argument, scope);
  for (const stack of scope.world.stacks) {
    for (const [logicalId, output] of Object.entries(stack.template.Outputs)) {
      const there: Scope = { world: scope.world, stack, place: { stack: stack.name, logicalId, path: ["Outputs"] } };
      if (output.Export && text(output.Export.Name, there) === wanted) return evaluate(output.Value, there);
    }
  }
  throw fault(scope.place, `no stack of this app exports ${wanted}`);
};

const select = (argument: unknown, scope: Scope): unknown => {
  const [index, from] = shaped(argument, z.tuple([z.unknown(), z.unknown()]), scope);
  const chosen = list(from, scope)[Number(text(index, scope))];
  if (chosen === undefined) throw fault(scope.place, "selects beyond the end of its list");
  return chosen;
};

const findInMap = (argument: unknown, scope: Scope): unknown => {
  const [map, first, second] = list(argument, scope).map(String);
  const found = scope.stack.template.Mappings[map ?? ""]?.[first ?? ""]?.[second ?? ""];
  if (found === undefined) throw fault(scope.place, `the map ${map} has no ${first}, ${second}`);
  return found;
};

/** Every intrinsic that gives a value; the CloudFormation template reference, "Intrinsic functions". */
const intrinsics: Record<string, (argument: unknown, scope: Scope) => unknown> = {
  Ref: (name, scope) => ref(shaped(name, z.string(), scope), scope),
  "Fn::GetAtt": getAtt,
  "Fn::Join": (argument, scope) => {
    const [delimiter, parts] = shaped(argument, z.tuple([z.string(), z.unknown()]), scope);
    return list(parts, scope)
      .map((part) => text(part, scope))
      .join(delimiter);
  },
  "Fn::Sub": substitute,
  "Fn::Select": select,
  "Fn::Split": (argument, scope) => {
    const [delimiter, whole] = shaped(argument, z.tuple([z.string(), z.unknown()]), scope);
    return text(whole, scope).split(delimiter);
  },
  "Fn::If": (argument, scope) => {
    const [name, yes, no] = shaped(argument, z.tuple([z.string(), z.unknown(), z.unknown()]), scope);
    return evaluate(condition(name, scope) ? yes : no, scope);
  },
  "Fn::ImportValue": importValue,
  "Fn::FindInMap": findInMap,
  "Fn::Base64": (argument, scope) => Buffer.from(text(argument, scope)).toString("base64"),
};

const evaluateObject = (value: Record<string, unknown>, scope: Scope): unknown => {
  const name = intrinsicName(value);
  const intrinsic = intrinsics[name ?? ""];
  if (name && intrinsic) return intrinsic(value[name], step(scope, name));
  if (name?.startsWith("Fn::")) throw fault(scope.place, `the intrinsic ${name} is not understood`);
  const entries = Object.entries(value).map(([key, each]) => [key, evaluate(each, step(scope, key))] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== absent));
};

const evaluate = (value: unknown, scope: Scope): unknown => {
  if (typeof value === "string" && value.includes("{{resolve:"))
    throw fault(scope.place, "dynamic references are not understood");
  if (Array.isArray(value)) {
    return value.map((each, index) => evaluate(each, step(scope, String(index)))).filter((each) => each !== absent);
  }
  return isObject(value) ? evaluateObject(value, scope) : value;
};

/**
 * Gives a template value with every intrinsic worked out; what is `AWS::NoValue` is left out.
 * @throws TemplateFault naming the place, for an intrinsic, reference or attribute that is not understood.
 */
export const resolve = (value: unknown, scope: Scope): unknown => evaluate(value, scope);
