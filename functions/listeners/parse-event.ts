import type * as z from "zod/mini";

/** The function does not know an event of this form. No retry mends that: it ends in the dead-letter queue. */
class MalformedEvent extends Error {
  override readonly name = "MalformedEvent";
}

/** Reads an event by its schema. @throws MalformedEvent naming the places at fault, without values of the event. */
export const parseEvent = <Schema extends z.ZodMiniType>(schema: Schema, event: unknown): z.output<Schema> => {
  const read = schema.safeParse(event);
  if (read.success) return read.data;
  const places = read.error.issues.map(({ path, code }) => `${path.join(".") || "the whole"} (${code})`);
  throw new MalformedEvent(`The event does not have its form: ${places.join(", ")}`);
};

/** Reads JSON text. @throws MalformedEvent where the text is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedEvent("The message is not JSON");
  }
};
