import { suppressionOf } from "#domain/people/address.ts";
import { readableAddress } from "#domain/people/readable-address.ts";
import { aboutStudent } from "#office/audit/record-deed.ts";
import { bouncedOfUse, retryAddress } from "#office/people/retry-address.ts";
import { InputFault } from "../faults.ts";
import { type DeskNeeds, dayIn, onePerson, ordered, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

const OF_SPAM = "They marked a mail as spam: write to them again only if they asked for it.\n";

/**
 * Lets mails go to a failed address again.
 * @throws InputFault where nobody is named so, or their address has not failed
 */
export const retry = async (needs: DeskNeeds, { person }: OrderOf<"retry-address">): Promise<void> => {
  const { program, records, now, out } = needs;
  const student = await onePerson(needs, person);
  const state = suppressionOf(student);
  if (state === undefined) throw new InputFault([`The address of ${told(student)} has not failed: nothing to do.`]);
  const bounced = await bouncedOfUse({ program, parts: records.parts }, student, now);
  out.write(
    `${told(student)}: ${readableAddress(student.email)} ${state} on ${dayIn(needs, student.address?.at ?? now)}.\n`,
  );
  if (state === "complained") out.write(OF_SPAM);
  const again = bounced.map(({ occurrence, wave }) => `${occurrence}/${wave}`);
  const next = again.length === 0 ? "No mail that bounced is of use any more" : `Next morning: ${again.join(", ")}`;
  out.write(`${next}; later mails come as planned. Should it bounce again, it is on the list again.\n`);
  const question = "try the address again?";
  const deed = { action: "retry-address", about: [aboutStudent(student)], question } as const;
  const isDone = await ordered(needs, deed, async () => {
    await retryAddress({ ...records, program }, student, now);
    return true;
  });
  if (isDone) out.write("The address is tried again.\n");
};
