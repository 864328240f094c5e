import * as z from "zod/mini";

/** What a caller says whose time is not the machine's: a local run. An event source of AWS says nothing. */
const OwnTime = z.object({ custom: z.object({ now: z.iso.datetime() }) });

/** When a function is being called, ISO 8601 UTC: as its caller says in Lambda's context, or by the machine's clock. */
export const calledAt = ({ clientContext }: { clientContext?: unknown }): string => {
  const told = OwnTime.safeParse(clientContext);
  return told.success ? told.data.custom.now : new Date().toISOString();
};
