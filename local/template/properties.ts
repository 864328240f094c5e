import * as z from "zod/mini";
import { refused } from "./fault.ts";
import { condition, resolve } from "./intrinsics.ts";
import { asResource, placeOf, type Resource, type World } from "./world.ts";

/** A resource whose properties were resolved and checked against what the local run understands. */
export interface UnderstoodResource<Properties> {
  resource: Resource;
  properties: Properties;
}

/**
 * Properties that the local run may leave out of account: name → why that changes nothing here.
 * Spread into a strict schema, so that every other property is an error that names it.
 */
export const harmless = <Name extends string>(reasons: Record<Name, string>) => {
  const shape: Record<string, z.ZodMiniOptional<z.ZodMiniUnknown>> = {};
  for (const name of Object.keys(reasons)) shape[name] = z.optional(z.unknown());
  return shape;
};

/** One value or a list of them, as a list. */
export const oneOrMany = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value): string[] => (typeof value === "string" ? [value] : value)),
);

/** The resources of one type in all stacks, those left out by a condition excepted. */
export const resourcesOf = (world: World, type: string): Resource[] =>
  world.stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([, raw]) => raw.Type === type)
      .filter(([logicalId, { Condition }]) => {
        const place = { stack: stack.name, logicalId, path: ["Condition"] };
        return Condition === undefined || condition(Condition, { world, stack, place });
      })
      .map(([logicalId, raw]) => asResource(stack, logicalId, raw)),
  );

/** A value of a resource, resolved. @throws TemplateFault as `resolve` does. */
export const resolved = (resource: Resource, value: unknown, world: World): unknown =>
  resolve(value, { world, stack: resource.stack, place: placeOf(resource) });

/**
 * The resources of one type, resolved and checked.
 * @throws TemplateFault naming stack, logical id and property, for whatever the schema does not know.
 */
export const understood = <Schema extends z.ZodMiniType>(
  world: World,
  type: string,
  schema: Schema,
): UnderstoodResource<z.output<Schema>>[] =>
  resourcesOf(world, type).map((resource) => {
    const parsed = schema.safeParse(resolved(resource, resource.properties, world));
    if (!parsed.success) throw refused(placeOf(resource), parsed.error);
    return { resource, properties: parsed.data };
  });
