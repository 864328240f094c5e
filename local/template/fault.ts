import type * as z from "zod/mini";

/** A place in a template: the stack, the logical id of a resource or output, and the way to the value from there. */
export interface Place {
  stack: string;
  logicalId: string;
  path: readonly string[];
}

/** The template holds something that the local run cannot do, or that AWS would refuse. The message names the place. */
export class TemplateFault extends Error {
  override name = "TemplateFault";
}

/**
 * Makes the error for a place in a template.
 * @param place where it is; its path may be empty.
 * @param what what is wrong there, a clause without a full stop.
 */
export const fault = (place: Place, what: string): TemplateFault =>
  new TemplateFault(`${[`${place.stack}/${place.logicalId}`, ...place.path].join(".")}: ${what}`);

/** The same place, one step further in. */
export const inside = (place: Place, ...steps: string[]): Place => ({ ...place, path: [...place.path, ...steps] });

/**
 * Makes the error for a value that a schema refused; names the first property that is unknown or has another value.
 * @param place where the value is.
 * @param error what zod found.
 */
export const refused = (place: Place, error: z.core.$ZodError): TemplateFault => {
  const issue = error.issues[0];
  if (!issue) return fault(place, "not understood");
  const at = inside(place, ...issue.path.map(String));
  if (issue.code !== "unrecognized_keys") return fault(at, `not understood by the local run: ${issue.message}`);
  return fault(inside(at, issue.keys.join(", ")), "this property is not understood by the local run");
};
