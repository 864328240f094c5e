import type { ChoiceRecord } from "#adapters/choices/choices.ts";
import { aboutStudent } from "#office/audit/record-deed.ts";
import { NOTHING } from "../stage/on-record.ts";
import { type DeskNeeds, dayIn, onePerson, ordered, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";
import { table } from "./table.ts";

/**
 * Tells which kinds of mail somebody declined, or takes one back at their word, and records who did.
 * @throws InputFault where nobody is named so
 */
export const choices = async (needs: DeskNeeds, { person, by, undo }: OrderOf<"choices">): Promise<void> => {
  const student = await onePerson(needs, person);
  const records = await needs.records.choices.recorded(student.person);
  const stands =
    records.length === 0 ? " has declined nothing.\n" : `:\n${table(records.map((record) => row(needs, record)))}`;
  needs.out.write(`${told(student)}${stands}`);
  if (undo === undefined) return;
  if (!records.some(({ kind, declinedAt }) => kind === undo && declinedAt !== undefined)) {
    needs.out.write(`They get mails of the kind ${undo}. ${NOTHING}`);
    return;
  }
  needs.out.write(`From now on they get mails of the kind ${undo} again, at their own word, told to ${by}.\n`);
  const deed = { action: "choice-back", about: [aboutStudent(student)], says: undo } as const;
  const isDone = await ordered(needs, { ...deed, question: `take ${undo} back?` }, () =>
    needs.records.choices.takeBack(student.person, undo, { by, at: needs.now }),
  );
  if (isDone === undefined) return;
  needs.out.write(isDone ? `Recorded: ${undo} is wanted again.\n` : `They took it back meanwhile. ${NOTHING}`);
};

const row = (needs: DeskNeeds, { kind, declinedAt, takenBack }: ChoiceRecord): Record<string, string> => ({
  kind,
  declined: declinedAt === undefined ? "" : dayIn(needs, declinedAt),
  taken_back: takenBack === undefined ? "" : `${dayIn(needs, takenBack.at)} by ${takenBack.by}, at their word`,
});
