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

type Issue = z.core.$ZodIssue;

/** The issues of a value, those inside a union included; of a union, those of the form that came nearest. */
const flat = (issue: Issue): Issue[] => {
  if (issue.code !== "invalid_union") return [issue];
  const forms = issue.errors.map((form) =>
    form.flatMap((each) => flat({ ...each, path: [...issue.path, ...each.path] })),
  );
  const depth = (form: Issue[]): number =>
    Math.max(0, ...form.map(({ path, code }) => path.length + Number(code === "unrecognized_keys")));
  return forms.toSorted((left, right) => depth(right) - depth(left))[0] ?? [issue];
};

const tell = (issue: Issue): string => {
  if (issue.code === "invalid_value" && issue.message === "Invalid input")
    return `should be ${issue.values.join(" or ")}`;
  return issue.code === "invalid_type" ? `should be of type ${issue.expected}` : issue.message;
};

/**
 * Makes the error for a value that a schema refused; names the first property that is unknown, else the first that has
 * another value.
 * @param place where the value is.
 * @param error what zod found.
 */
export const refused = (place: Place, error: z.core.$ZodError): TemplateFault => {
  const issues = error.issues.flatMap(flat);
  const unknown = issues.find(({ code }) => code === "unrecognized_keys");
  const issue = unknown ?? issues[0];
  if (!issue) return fault(place, "not understood by the local run");
  const at = inside(place, ...issue.path.map(String));
  if (issue.code !== "unrecognized_keys") return fault(at, `not understood by the local run: ${tell(issue)}`);
  return fault(inside(at, issue.keys.join(", ")), "this property is not understood by the local run");
};
