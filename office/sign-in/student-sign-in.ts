import type { People } from "#adapters/people/people.ts";
import type { OwnRecords, PlanRecords } from "#adapters/plan/plan-records.ts";
import type { SignIn } from "#domain/access/sign-in.ts";
import { isHere } from "#domain/people/enrollment.ts";
import type { Student } from "#domain/people/student.ts";
import { studentByAddress } from "#domain/people/student-by-address.ts";
import { sendableAddress } from "#files/roster/address.ts";
import { type CameBack, identify, letIn, liveSignIn, noteSeen, type WayIn } from "./way-in.ts";

/** What the sign-in of students stands on. */
export interface StudentSignInNeeds extends WayIn {
  people: Pick<People, "all">;
  planRecords: Pick<PlanRecords, "own">;
}

/**
 * How somebody who came back is let in, or why not. `nobody`: no student has that address, or the provider does not say
 * that it is theirs; `several`: two people have it; `gone`: they are no student any more.
 */
export type StudentEntered =
  | { is: "in"; secret: string; to: string }
  | { is: "nobody" | "several" | "gone" | "refused" | "too-late" };

/**
 * Lets a student in who comes back from the provider, by the address that the roster has of them.
 * @throws where the provider cannot be asked
 */
export const finishStudentSignIn = async (needs: StudentSignInNeeds, came: CameBack): Promise<StudentEntered> => {
  const known = await identify(needs, came);
  if (known.is !== "identified") return known;
  const { identity, to } = known;
  if (!identity.isVerified) return { is: "nobody" };
  const found = studentByAddress(await needs.people.all("and removed"), sendableAddress(identity.email));
  if (found.is !== "one") return found;
  const { schoolId, person } = found.student;
  return { is: "in", to, secret: await letIn(needs, came, { user: schoolId, student: person }) };
};

/** A student who asks for a page, with what is their own; `gone` of one who is no student any more. */
export type StudentWhoAsks =
  | { is: "in"; signIn: SignIn; student: Student; own: OwnRecords }
  | { is: "gone"; signIn: SignIn }
  | { is: "out" };

/** Who asks for a page: a student as they are now. `out`: nobody is signed in by that secret (any more). */
export const whichStudentAsks = async (
  needs: Pick<StudentSignInNeeds, "signIns" | "planRecords">,
  secret: string | undefined,
  at: string,
): Promise<StudentWhoAsks> => {
  const signIn = await liveSignIn(needs, secret, at);
  if (secret === undefined || signIn?.student === undefined) return { is: "out" };
  const own = await needs.planRecords.own({ person: signIn.student, schoolId: signIn.user });
  await noteSeen(needs, secret, signIn, at);
  const { student } = own;
  return student !== undefined && isHere(student) ? { is: "in", signIn, student, own } : { is: "gone", signIn };
};
