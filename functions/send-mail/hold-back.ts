import type { Parts } from "#adapters/parts/parts.ts";
import type { Roster } from "#adapters/people/roster.ts";
import { partOf } from "#domain/calendar/current-occurrences.ts";
import type { Claim } from "#domain/parts/part-changes.ts";
import { suppressionOf } from "#domain/people/address.ts";
import type { Addressee } from "#domain/people/student.ts";
import type { Dispatch, Letter } from "./letters.ts";
import { unwritten } from "./unwritten.ts";

/** What holding back depends on. */
export interface HoldBackNeeds {
  roster: Pick<Roster, "some">;
  parts: Pick<Parts, "stop" | "resume">;
}

/**
 * Holds back the parts of those whose address failed. An import that corrects one meanwhile may lift the stop before it is
 * there: so the roster is read once more, and such a stop is taken back. Answers for how many the message has to come
 * back: for what was not written, and for who can be mailed now. Running twice changes nothing more.
 */
export const holdBack = async (
  { roster, parts }: HoldBackNeeds,
  students: readonly Addressee[],
  { occurrence, at }: Dispatch,
): Promise<number> => {
  const failed = students.filter((student) => suppressionOf(student) !== undefined);
  if (failed.length === 0) return 0;
  const names = failed.map((student) => partOf(student, occurrence));
  const unstopped = await unwritten(names, (those) => parts.stop(those, { reason: "suppressed", at }));
  const again = await roster.some(
    failed.map(({ schoolId }) => schoolId),
    "as of now",
  );
  const corrected = again.filter((student) => suppressionOf(student) === undefined);
  await parts.resume(
    corrected.map((student) => partOf(student, occurrence)),
    "suppressed",
  );
  return unstopped + corrected.length;
};

/** True of what a stop holds back that an address failed; of a letter to one that is well, its sender died over the correction. */
const isHeldBack = (claim: Claim | { kind: "failed" } | undefined): boolean =>
  claim?.kind === "stopped" && claim.reason === "suppressed";

/**
 * Takes back the stops of letters that were refused their claims for an address that the student has no more. Answers how
 * many those are: they can be claimed when the message comes back. Should the address have failed just now, the next run
 * stops them again. Never throws, since their neighbors are claimed.
 */
export const letGo = async (
  parts: Pick<Parts, "resume">,
  letters: readonly Letter[],
  claims: readonly (Claim | { kind: "failed" })[],
): Promise<number> => {
  const held = letters.filter((_, nth) => isHeldBack(claims[nth])).map(({ part }) => part);
  await unwritten(held, (those) => parts.resume(those, "suppressed"));
  return held.length;
};
