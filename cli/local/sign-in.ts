import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { cohortOf } from "#domain/people/cohort.ts";
import { isHere } from "#domain/people/enrollment.ts";
import { fullName } from "#domain/people/greeting.ts";
import type { Student } from "#domain/people/student.ts";
import { readUsers } from "#files/users/users-file.ts";
import type { StartOptions } from "../../local/start-system.ts";
import { InputFault } from "../faults.ts";

/** A file of people as a run uploads it, and the provider at which they sign in. */
export interface PeopleWhoSignIn {
  bytes: Uint8Array;
  file: string;
  provider: NonNullable<StartOptions["provider"]>;
}

// Whom the school gave no role signs in like anybody else, and is told whom to ask.
const STRANGER = {
  id: "stranger",
  email: "somebody.else@example.edu",
  name: "Somebody else",
  what: "has no role here",
};

type SampleStudent = Pick<
  Student,
  "schoolId" | "email" | "firstName" | "lastName" | "preferredName" | "track" | "anchors" | "status"
>;

/** Students as a provider knows them; of each class the first who is here is shown. */
const studentsWhoSignIn = (students: readonly SampleStudent[]) => {
  const first = new Map(
    students
      .filter(isHere)
      .map((one) => [cohortOf(one), one] as const)
      .toReversed(),
  );
  return students.map((student) => ({
    ...{ id: student.schoolId, email: student.email, name: fullName(student) || student.schoolId },
    what: `${student.schoolId} · ${student.track}, class of ${student.anchors.graduation}`,
    shown: first.get(cohortOf(student)) === student,
  }));
};

/**
 * Reads who may sign in, at a provider on this machine that asks for no password.
 * @param path a file of people
 * @param students those of the first roster
 * @throws InputFault
 */
export const peopleWhoSignIn = async (path: string, students: readonly SampleStudent[]): Promise<PeopleWhoSignIn> => {
  const bytes = await readFile(path).catch(() => {
    throw new InputFault([`${path} cannot be read: name a file of people.`]);
  });
  const read = await readUsers(bytes, basename(path));
  if ("fault" in read) throw new InputFault([`${path}: ${read.fault}`]);
  const people = read.users
    .filter(({ user }) => user.status === "active")
    .map(({ user: { id, email, name, roles, societies } }) => ({
      ...{ id, email, name, what: [roles.join(", "), ...societies].join(" · ") },
    }));
  const offered = studentsWhoSignIn(students);
  const provider: PeopleWhoSignIn["provider"] = async (clients) => {
    const { startSampleProvider } = await import("../../local/emulators/identity-provider.ts");
    return startSampleProvider({ port: 0, people: [...people, STRANGER], students: offered, clients });
  };
  return { bytes, file: "people.csv", provider };
};
