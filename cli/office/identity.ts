import type { Student } from "#domain/people/student.ts";
import { type Merging, mergePeople, peopleToMerge, whatMergingDoes } from "#office/people/merge.ts";
import { putBack, removePerson } from "#office/people/remove.ts";
import { renamePerson } from "#office/people/rename.ts";
import { InputFault } from "../faults.ts";
import { type DeskNeeds, dayIn, MEANWHILE, NOTHING, onePerson, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

/** Gives somebody another school id. @throws InputFault where nobody is named so, or another has that id */
export const rename = async (needs: DeskNeeds, { person, to }: OrderOf<"rename">): Promise<void> => {
  const student = await onePerson(needs, person);
  const { people } = needs.records;
  const other = (await people.all()).find(({ schoolId }) => schoolId === to);
  if (other !== undefined) throw new InputFault([takenId(needs, student, other)]);
  needs.out.write(`${told(student)} gets the id ${to}; their answers, mails and choices stay theirs.\n`);
  needs.out.write(`A roster that says ${student.schoolId} still means them.\n`);
  if (!(await needs.ask("give them that id?"))) return void needs.out.write(NOTHING);
  const isDone = await renamePerson(people, student.schoolId, to, needs.now);
  needs.out.write(isDone ? `Renamed. \`rename ${to} ${student.schoolId}\` takes it back.\n` : MEANWHILE);
};

// A roster may have brought the new id as somebody new: then both have to become one, by a deed that is final.
const takenId = ({ place }: DeskNeeds, student: Student, other: Student): string =>
  `${told(other)} is in the roster beside ${told(student)}, so nobody is renamed; if both are one person, make them ` +
  `one, who keeps what each got and answered: npx matchward merge ${other.schoolId} ${student.schoolId} ${place}`;

/**
 * Makes one of two people.
 * @throws InputFault where one of them is not named so, or both are the same
 */
export const merge = async (needs: DeskNeeds, { person, other }: OrderOf<"merge">): Promise<void> => {
  const stays = await onePerson(needs, person);
  const [gone, ...more] = await peopleToMerge(needs.records.people, stays, other);
  if (gone === undefined) throw new InputFault([`Nobody else here has the id or the address ${other}.`]);
  if (more.length > 0) throw new InputFault([`${other} names several: name one by their id.`]);
  const merging = await whatMergingDoes({ ...needs.records, program: needs.program }, stays, gone);
  needs.out.write(mergingIn(merging));
  if (!(await needs.ask("merge them?"))) return void needs.out.write(NOTHING);
  const isDone = await mergePeople(needs.records, merging, { at: needs.now, backOn: dayIn(needs, needs.now) });
  needs.out.write(isDone ? "Merged. The same again goes on where it broke off.\n" : BROKEN_OFF);
};

const BROKEN_OFF = "Somebody decided of one of them meanwhile. Look again, and order the same again.\n";

const mergingIn = ({ stays, gone, parts, differences, codes }: Merging): string => {
  const lines = [
    `${told(gone)} turns out to be ${told(stays)}, who stays.`,
    ...differences.map(({ field, kept, left }) => `  ${field} stays ${kept || "empty"}, not ${left || "empty"}`),
    ...parts.map(({ occurrence, mails, says }) => {
      const sent = mails.map(({ wave, state }) => `${wave} ${state}`);
      return `  ${occurrence}: ${[...sent, says].filter(Boolean).join(", ")}`;
    }),
    ...(codes === "both" ? [`  Their access codes differ: that of ${stays.schoolId} stays.`] : []),
    `What either answered, got or declined counts for ${stays.schoolId}; nothing of it is sent again.`,
    `Old links of both go on working, and a roster that says ${gone.schoolId} means ${stays.schoolId}.`,
    "This cannot be taken back: what was answered cannot be told apart any more.",
  ];
  return `${lines.join("\n")}\n`;
};

/** Takes somebody out of sight, or brings them back. @throws InputFault where nobody is named so */
export const remove = async (needs: DeskNeeds, { person, undo }: OrderOf<"remove">): Promise<void> => {
  const { people } = needs.records;
  if (undo) {
    if (!(await needs.ask(`bring ${person} back?`))) return void needs.out.write(NOTHING);
    if (!(await putBack(people, person))) throw new InputFault([`Nobody with the id ${person} was removed here.`]);
    return void needs.out.write("Back again.\n");
  }
  const student = await onePerson(needs, person);
  needs.out.write(`${told(student)} gets no mail any more and is on no list; their records stay.\n`);
  if (!(await needs.ask("remove them?"))) return void needs.out.write(NOTHING);
  const isDone = await removePerson(people, student.schoolId, needs.now);
  needs.out.write(isDone ? `Removed. \`remove ${student.schoolId} --undo\` brings them back.\n` : MEANWHILE);
};
