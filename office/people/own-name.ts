import type { People } from "#adapters/people/people.ts";
import type { Student } from "#domain/people/student.ts";
import { readGivenName } from "#files/roster/fields.ts";

/** What somebody may be called in greetings, by the rules of a roster's name; or why not, and what to do. */
export const readOwnName = (given: string): { name: string } | { fault: string } => {
  const read = readGivenName(given.replace(/\s+/g, " ").trim());
  if ("left" in read) return { fault: read.left };
  return read.note === undefined ? { name: read.value } : { fault: read.note.split(";")[0] ?? read.note };
};

type NameNeeds = Pick<People, "callThemselves">;

/** Takes back what somebody asked to be called, where it is still what was seen; false where it is not. */
export const takeNameBack = async (people: NameNeeds, student: Student, seen: string): Promise<boolean> => {
  if (student.ownName?.at !== seen) return false;
  await people.callThemselves(student.schoolId, undefined);
  return true;
};
