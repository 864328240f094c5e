import { isHere } from "../people/enrollment.ts";
import { doubtsOf } from "../people/held.ts";
import type { Student } from "../people/student.ts";
import type { Import, WouldBe } from "./judgement.ts";
import { REPLACED } from "./row-changes.ts";

/** How much an import may change without a yes, where the school does not say. */
const USUAL_LIMITS = { share: 0.1, atLeast: 5 };

type Limited = Pick<Import, "program" | "stored" | "codes" | "isComplete">;

/** Says each threshold that an import passes, with its numbers; nothing where it counts without a yes. */
export const whyItWaits = (of: Limited, would: WouldBe): string[] => {
  const here = of.stored.filter(isHere).length;
  const { share, atLeast } = of.program.school.imports ?? USUAL_LIMITS;
  const most = Math.max(atLeast, share * here);
  const found = Object.entries(countsOf(of, would)).filter(([, count]) => count > most);
  const all = (what: string) => here + (what === IN_DOUBT ? newPeople(would.added).length : 0);
  return found.map(
    ([what, count]) => `${what}: ${count} of ${all(what)} students; up to ${Math.floor(most)} need no yes`,
  );
};

const IN_DOUBT = "in doubt";

// Who may be one with somebody stored, or with an earlier one of the file, is no person more.
const newPeople = (added: readonly Student[]): Student[] => {
  const ids = new Set(added.map(({ schoolId }) => schoolId));
  const seen = new Set<string>();
  return added.filter((one) => {
    seen.add(one.schoolId);
    const others = doubtsOf(one).flatMap(({ other }) => other ?? []);
    return others.every((other) => ids.has(other) && !seen.has(other));
  });
};

const inDoubt = ({ held, added }: WouldBe): Student[] => {
  const ids = new Set(added.map(({ schoolId }) => schoolId));
  const fresh = held.filter(({ schoolId }) => ids.has(schoolId));
  return [...held.filter(({ schoolId }) => !ids.has(schoolId)), ...newPeople(fresh)];
};

const countsOf = ({ codes, isComplete }: Limited, would: WouldBe): Record<string, number> => {
  const replaced = Object.entries(REPLACED).map(([column, isReplaced]) => [
    `${column} replaced`,
    would.changed.filter(({ before, after }) => isReplaced(before, after)).length,
  ]);
  const missing = new Set(isComplete ? would.missing.map(({ schoolId }) => schoolId) : []);
  return {
    ...Object.fromEntries(replaced),
    "access code replaced": would.codes.filter(({ person }) => codes.has(person)).length,
    [IN_DOUBT]: inDoubt(would).filter(({ schoolId }) => !missing.has(schoolId)).length,
    missing: missing.size,
  };
};
