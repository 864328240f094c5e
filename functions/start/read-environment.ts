import type * as z from "zod/mini";

/** The stack did not give this function what it needs; no retry mends that. */
export class MisdeployedFunction extends Error {
  override readonly name = "MisdeployedFunction";
}

/** Reads the variables that the stack set. @throws MisdeployedFunction naming all wrong ones, without values. */
export const readEnvironment = <Schema extends z.ZodMiniType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> => {
  const read = schema.safeParse(variables);
  if (read.success) return read.data;
  const names = [...new Set(read.error.issues.map(({ path }) => path.join(".")))];
  throw new MisdeployedFunction(`Environment variables are missing or wrong: ${names.join(", ")}`);
};
