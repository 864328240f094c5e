import type { Parts } from "#adapters/parts/parts.ts";
import type { Roster } from "#adapters/people/roster.ts";
import type { Claim } from "#domain/parts/part-changes.ts";
import { suppressionOf } from "#domain/people/address.ts";
import type { Addressee } from "#domain/people/student.ts";
import { countFailed } from "./count-failed.ts";
import type { Dispatch, Letter } from "./dispatch.ts";

/** What holding back depends on. */
export interface HoldBackNeeds {
  roster: Pick<Roster, "some">;
  parts: Pick<Parts, "stop" | "resume">;
}

/**
 * Stops the parts of students whose address failed. An import may correct an address before its stop is written, and so
 * find no stop to lift: the roster is read once more, and such a stop is lifted here. Answers for how many students the
 * message has to come back: their stop could not be written, or their address is good now. Running twice changes
 * nothing more.
 */
export const holdBack = async (
  { roster, parts }: HoldBackNeeds,
  students: readonly Addressee[],
  { writer, at }: Dispatch,
): Promise<number> => {
  const failed = students.filter((student) => suppressionOf(student) !== undefined);
  if (failed.length === 0) return 0;
  const unstopped = await countFailed(failed.map(writer.partOf), (those) =>
    parts.stop(those, { reason: "suppressed", at }),
  );
  const again = await roster.some(
    failed.map(({ schoolId }) => schoolId),
    "as of now",
  );
  const corrected = again.filter((student) => suppressionOf(student) === undefined);
  await parts.resume(corrected.map(writer.partOf), "suppressed");
  return unstopped + corrected.length;
};

const isHeldBack = (claim: Claim | { kind: "failed" } | undefined): boolean =>
  claim?.kind === "stopped" && claim.reason === "suppressed";

/**
 * Lifts stops that are out of date. A letter is written only to a student whose address is good; where its claim finds
 * a stop for a dead address, that stop was left over: the sender that should have lifted it died. Answers how many
 * letters can be claimed when the message comes back. Should an address have failed just now, the next run stops it
 * again. Never throws, since the letters beside these are claimed.
 */
export const liftOldStops = async (
  parts: Pick<Parts, "resume">,
  letters: readonly Letter[],
  claims: readonly (Claim | { kind: "failed" })[],
): Promise<number> => {
  const held = letters.filter((_, nth) => isHeldBack(claims[nth])).map(({ part }) => part);
  await countFailed(held, (those) => parts.resume(those, "suppressed"));
  return held.length;
};
