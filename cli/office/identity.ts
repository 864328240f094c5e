import { putBack, removePerson } from "#office/people/remove.ts";
import { renamePerson } from "#office/people/rename.ts";
import { InputFault } from "../faults.ts";
import { type DeskNeeds, NOTHING, onePerson, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

const MEANWHILE = `Somebody decided of it meanwhile. ${NOTHING}`;

/** Gives somebody another school id. @throws InputFault where nobody is named so, or another has that id */
export const rename = async (needs: DeskNeeds, { person, to }: OrderOf<"rename">): Promise<void> => {
  const student = await onePerson(needs, person);
  const { roster } = needs.records;
  if ((await roster.all()).some(({ schoolId }) => schoolId === to)) throw new InputFault([`${to} is another’s id.`]);
  needs.out.write(`${told(student)} gets the id ${to}; their answers, mails and choices stay theirs.\n`);
  needs.out.write(`A roster that says ${student.schoolId} still means them.\n`);
  if (!(await needs.ask("give them that id?"))) return void needs.out.write(NOTHING);
  const isDone = await renamePerson(roster, student.schoolId, to, needs.now);
  needs.out.write(isDone ? `Renamed. \`rename ${to} ${student.schoolId}\` takes it back.\n` : MEANWHILE);
};

/** Takes somebody out of sight, or brings them back. @throws InputFault where nobody is named so */
export const remove = async (needs: DeskNeeds, { person, undo }: OrderOf<"remove">): Promise<void> => {
  const { roster } = needs.records;
  if (undo) {
    if (!(await needs.ask(`bring ${person} back?`))) return void needs.out.write(NOTHING);
    if (!(await putBack(roster, person))) throw new InputFault([`Nobody with the id ${person} was removed here.`]);
    return void needs.out.write("Back again.\n");
  }
  const student = await onePerson(needs, person);
  needs.out.write(`${told(student)} gets no mail any more and is on no list; their records stay.\n`);
  if (!(await needs.ask("remove them?"))) return void needs.out.write(NOTHING);
  const isDone = await removePerson(roster, student.schoolId, needs.now);
  needs.out.write(isDone ? `Removed. \`remove ${student.schoolId} --undo\` brings them back.\n` : MEANWHILE);
};
