import type { ItemCalls } from "#adapters/dynamodb/item-calls.ts";
import { PARTITIONS } from "#adapters/dynamodb/partitions.ts";
import { changeItem } from "#adapters/dynamodb/table.ts";
import { keyOfSecret } from "#office/sign-in/way-in.ts";

/** The records of sign-ins on this machine, by the cookies that name them. */
const COOKIES = [
  { cookie: "office-sign-in", partition: PARTITIONS.signIns, fields: ["startedAt", "seenAt"], open: "endedAt" },
  { cookie: "office-attempt", partition: PARTITIONS.signInAttempts, fields: ["startedAt"], open: "takenAt" },
  { cookie: "plan-sign-in", partition: PARTITIONS.studentSignIns, fields: ["startedAt", "seenAt"], open: "endedAt" },
  { cookie: "plan-attempt", partition: PARTITIONS.studentSignInAttempts, fields: ["startedAt"], open: "takenAt" },
] as const;

const cookieIn = (header: string, name: string): string | undefined =>
  header
    .split(/;\s*/)
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/**
 * Dates the sign-in of whoever asks to the virtual now: a month of the school's clock passes in a second, in which
 * nobody leaves their desk. One that has ended stays ended, and so does an attempt that was taken.
 */
export const stayIn = async (
  where: () => Promise<{ client: ItemCalls; table: string; program: string }>,
  cookies: string | null,
  now: string,
): Promise<void> => {
  for (const { cookie, partition, fields, open } of COOKIES) {
    const secret = cookieIn(cookies ?? "", cookie);
    if (secret === undefined) continue;
    const { client, table, program } = await where();
    const text = `attribute_exists(#pk) AND attribute_not_exists(#${open})`;
    await changeItem(client, table, {
      key: { pk: partition.pk(program), sk: keyOfSecret(secret) },
      set: Object.fromEntries(fields.map((field) => [field, now])),
      condition: { text, names: ["pk", open], values: {} },
    });
  }
};
