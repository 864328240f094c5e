import type { Parts } from "#adapters/parts/parts.ts";
import type { People } from "#adapters/people/people.ts";
import type { Claim } from "#domain/parts/part-changes.ts";
import { suppressionOf } from "#domain/people/address.ts";
import type { Addressee } from "#domain/people/student.ts";
import { countFailed } from "../count-failed.ts";
import type { Dispatch, Letter } from "../dispatch.ts";

export interface HoldBackNeeds {
  people: Pick<People, "some">;
  parts: Pick<Parts, "stop" | "resume">;
}

/**
 * Stops the parts of students whose address failed. An import may correct the address before the stop is written: so
 * this reads the roster once more, and lifts such a stop. Answers how many students need the message again: the stop
 * could not be written, or the address is good now. Running twice changes nothing more.
 */
export const holdBack = async (
  { people, parts }: HoldBackNeeds,
  students: readonly Addressee[],
  { writer, at }: Dispatch,
): Promise<number> => {
  const failed = students.filter((student) => suppressionOf(student) !== undefined);
  if (failed.length === 0) return 0;
  const unstopped = await countFailed(failed.map(writer.partOf), (those) =>
    parts.stop(those, { reason: "suppressed", at }),
  );
  const again = await people.some(
    failed.map(({ schoolId }) => schoolId),
    "as of now",
  );
  const corrected = again.filter((student) => suppressionOf(student) === undefined);
  await parts.resume(corrected.map(writer.partOf), "suppressed");
  return unstopped + corrected.length;
};

const isHeldBack = (claim: Claim | { kind: "failed" } | undefined): boolean =>
  claim?.kind === "stopped" && claim.reason === "suppressed";

/** Lifts stops that a dead sender left; answers how many letters the next receive can claim. Never throws. */
export const liftOldStops = async (
  parts: Pick<Parts, "resume">,
  letters: readonly Letter[],
  claims: readonly (Claim | { kind: "failed" })[],
): Promise<number> => {
  // A letter goes only to a good address, so a stop for a dead one is old.
  const held = letters.filter((_, nth) => isHeldBack(claims[nth])).map(({ part }) => part);
  await countFailed(held, (those) => parts.resume(those, "suppressed"));
  return held.length;
};
