import type { Student } from "#domain/people/student.ts";
import { aboutStudent } from "#office/audit/record-deed.ts";
import { type Merging, mergePeople, peopleToMerge, whatMergingDoes } from "#office/people/merge.ts";
import { putBack, removePerson } from "#office/people/remove.ts";
import { renamePerson } from "#office/people/rename.ts";
import { InputFault } from "../faults.ts";
import { type DeskNeeds, dayIn, MEANWHILE, onePerson, ordered, told } from "./desk-needs.ts";
import type { OrderOf } from "./order.ts";

/** Gives somebody another school id. @throws InputFault where nobody is named so, or another has that id */
export const rename = async (needs: DeskNeeds, { person, to }: OrderOf<"rename">): Promise<void> => {
  const student = await onePerson(needs, person);
  const { people } = needs.records;
  const other = (await people.all()).find(({ schoolId }) => schoolId === to);
  if (other !== undefined) throw new InputFault([takenId(needs, student, other)]);
  needs.out.write(`${told(student)} gets the id ${to}; their answers, mails and choices stay theirs.\n`);
  needs.out.write(`A roster that says ${student.schoolId} still means them.\n`);
  const deed = { action: "rename", about: [aboutStudent(student)], question: "give them that id?" } as const;
  const isDone = await ordered(needs, deed, () => renamePerson(people, student.schoolId, to, needs.now));
  if (isDone !== undefined)
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
  const about = [stays, gone].map(aboutStudent);
  const deed = { action: "merge", about, says: "first stays", question: "merge them?" } as const;
  const isDone = await ordered(needs, deed, () =>
    mergePeople(needs.records, merging, { at: needs.now, backOn: dayIn(needs, needs.now) }),
  );
  if (isDone !== undefined)
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
  if (undo) return bringBack(needs, person);
  const student = await onePerson(needs, person);
  needs.out.write(`${told(student)} gets no mail any more and is on no list; their records stay.\n`);
  const deed = { action: "remove", about: [aboutStudent(student)], question: "remove them?" } as const;
  const isDone = await ordered(needs, deed, () => removePerson(people, student.schoolId, needs.now));
  if (isDone !== undefined)
    needs.out.write(isDone ? `Removed. \`remove ${student.schoolId} --undo\` brings them back.\n` : MEANWHILE);
};

const bringBack = async (needs: DeskNeeds, id: string): Promise<void> => {
  const { people } = needs.records;
  const who = (await people.all("and removed")).find(({ schoolId }) => schoolId === id);
  const deed = { action: "put-back", about: who ? [aboutStudent(who)] : [], question: `bring ${id} back?` } as const;
  const isDone = await ordered(needs, deed, () => putBack(people, id));
  if (isDone === false) throw new InputFault([`Nobody with the id ${id} was removed here.`]);
  if (isDone) needs.out.write("Back again.\n");
};
