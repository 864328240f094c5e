import type { synthesized } from "./synthesized.ts";

/** A resource of a synthesized template, as these tests look at it. */
export interface Resource {
  stack: string;
  id: string;
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  Metadata?: Record<string, unknown>;
}

/** Every resource of a type in all stacks. */
export const resourcesOf = ({ templates }: ReturnType<typeof synthesized>, type: string): Resource[] =>
  Object.entries(templates).flatMap(([stack, template]) =>
    Object.entries(template.findResources(type)).map(([id, found]) => ({
      Properties: {},
      Type: type,
      ...found,
      stack,
      id,
    })),
  );

/** The logical id that an intrinsic `Ref` or `Fn::GetAtt` names; undefined for anything else. */
export const idOf = (value: unknown): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  if ("Ref" in value) return String(value.Ref);
  if ("Fn::GetAtt" in value && Array.isArray(value["Fn::GetAtt"])) return String(value["Fn::GetAtt"][0]);
  return undefined;
};
