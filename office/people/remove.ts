import type { People } from "#adapters/people/people.ts";

/**
 * Takes somebody out of sight who should never have been there: they get no mail, and rows that name them are left out
 * with a warning. Their records stay, and `putBack` brings them back.
 * @param at ISO 8601 UTC
 */
export const removePerson = (people: Pick<People, "remove">, schoolId: string, at: string): Promise<boolean> =>
  people.remove(schoolId, { at, why: "office" });

/** Brings somebody back whom the office removed; false where it did not. */
export const putBack = async (people: Pick<People, "all" | "save">, schoolId: string): Promise<boolean> => {
  const found = (await people.all("and removed")).find((one) => one.schoolId === schoolId);
  if (found?.removed?.why !== "office") return false;
  await people.save(found);
  return true;
};
