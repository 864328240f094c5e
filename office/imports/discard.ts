import { type ImportRecord, type Imports, importName } from "#adapters/imports/imports.ts";
import type { People } from "#adapters/people/people.ts";
import { waitingEvidence } from "#domain/imports/doubts.ts";
import { doubtsOf, withoutDoubt } from "#domain/people/held.ts";
import { schoolDate } from "#domain/time/dates.ts";

interface DiscardNeeds {
  imports: Pick<Imports, "decide">;
  people: Pick<People, "all" | "hold">;
}

/**
 * Says no to an import that waits, and lets go of those whom it alone held. False where it does not wait any more.
 * Running twice changes nothing more; after a crash the second run lets go of the rest.
 * @param at ISO 8601 UTC; `timeZone` the school's, since a person is back on a school date
 */
export const discardImport = async (
  { imports, people }: DiscardNeeds,
  { id, sha256, verdict }: ImportRecord,
  { at, timeZone }: { at: string; timeZone: string },
): Promise<boolean> => {
  if (verdict !== "waits" && verdict !== "discarded") return false;
  const evidence = waitingEvidence(importName(sha256));
  const isTheirs = (one: { evidence: string }) => one.evidence === evidence;
  for (const student of (await people.all()).filter((one) => doubtsOf(one).some(isTheirs))) {
    const held = withoutDoubt(student, evidence);
    const backOn = held === undefined ? schoolDate(at, timeZone) : undefined;
    await people.hold(student.schoolId, { held, seen: student.held?.evidence, backOn });
  }
  return verdict === "discarded" || imports.decide(id, { from: "waits", to: "discarded", at });
};
