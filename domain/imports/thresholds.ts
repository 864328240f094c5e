import { isHere } from "../people/enrollment.ts";
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
  return found.map(([what, count]) => `${what}: ${count} of ${here} students; up to ${Math.floor(most)} need no yes`);
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
    "in doubt": would.held.filter(({ schoolId }) => !missing.has(schoolId)).length,
    missing: missing.size,
  };
};
